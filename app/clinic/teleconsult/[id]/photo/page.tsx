import { getTranslations } from "next-intl/server";
import { DeskFrame } from "../../../../_entry/desk.tsx";
import { deskPage } from "../../../../_entry/desk-page.tsx";
import { photoForm } from "../../../../_teleconsult/photo-page.tsx";

export async function generateMetadata() {
  return { title: (await getTranslations("conversation"))("photoPage.title") };
}

/** A photo for the person who asks, where the browser runs no scripts. */
export default deskPage(
  "clinic",
  ({ id }) => `/clinic/teleconsult/${encodeURIComponent(id ?? "")}/photo`,
  async ({ ctx, params, search, frame }) => {
    const t = await getTranslations("conversation");
    const { form } = await photoForm({ where: "clinic", ctx, id: params.id, fault: search.fault });
    return (
      <DeskFrame {...frame} title={t("photoPage.title")}>
        <div className="max-w-column">{form}</div>
      </DeskFrame>
    );
  },
);
