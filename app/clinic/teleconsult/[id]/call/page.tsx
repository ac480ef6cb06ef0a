import { getTranslations } from "next-intl/server";
import { DeskFrame } from "../../../../_entry/desk.tsx";
import { deskPage } from "../../../../_entry/desk-page.tsx";
import { callPart } from "../../../../_teleconsult/call-part.tsx";
import { pageOf } from "../../../../_teleconsult/caller.ts";

export async function generateMetadata() {
  return { title: (await getTranslations("videoCall"))("title") };
}

/** Gọi hình với người bệnh. */
export default deskPage(
  "clinic",
  ({ id }) => `${pageOf("clinic", id ?? "")}/call`,
  async ({ ctx, params, frame }) => {
    const t = await getTranslations("videoCall");
    const part = await callPart({ where: "clinic", ctx, id: params.id, phone: null });
    return (
      <DeskFrame {...frame} title={t("title")} below={t("sides.doctor.lead")}>
        <div className="max-w-column">{part}</div>
      </DeskFrame>
    );
  },
);
