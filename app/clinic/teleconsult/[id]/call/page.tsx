import { getTranslations } from "next-intl/server";
import { displayName } from "#lib/identity/rules.ts";
import { DeskFrame } from "../../../../_entry/desk.tsx";
import { deskPage } from "../../../../_entry/desk-page.tsx";
import { callPart } from "../../../../_teleconsult/call-part.tsx";
import { pageOf } from "../../../../_teleconsult/caller.ts";
import { Asked } from "../../_parts/asked.tsx";
import { findHeldCase } from "../../_parts/held-case.ts";
import { ShownBook } from "../../_parts/shown-book.tsx";

export async function generateMetadata() {
  return { title: (await getTranslations("videoCall"))("title") };
}

/** Gọi hình với người bệnh; beside it what they asked and what they show, for the doctor who has the question. */
export default deskPage(
  "clinic",
  ({ id }) => `${pageOf("clinic", id ?? "")}/call`,
  async ({ ctx, params, search, frame, facilityName }) => {
    const t = await getTranslations("videoCall");
    // Whoever handed it on calls too, and sees nothing of it any more.
    const found = (await findHeldCase(ctx, params.id))?.found;
    const part = await callPart({ where: "clinic", ctx, id: params.id, phone: null });
    return (
      <DeskFrame
        {...frame}
        title={found ? t("sides.doctor.title", { name: displayName(found.citizenName) }) : t("title")}
        below={t("sides.doctor.lead")}
        aside={
          found ? (
            <>
              <Asked found={found} />
              <div className="pt-10">
                <ShownBook ctx={ctx} found={found} facilityName={facilityName} after={search.after} />
              </div>
            </>
          ) : undefined
        }
      >
        <div className="max-w-column">{part}</div>
      </DeskFrame>
    );
  },
);
