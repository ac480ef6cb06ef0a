import type { Route } from "next";
import { getTranslations } from "next-intl/server";
import { PageTitle } from "#components/ui/page-title.tsx";
import { openBookInHand } from "#lib/consent/index.ts";
import { facilityNames, listPlaces } from "#lib/facility/index.ts";
import { NotFound } from "#lib/platform/errors.ts";
import { caseForCitizen } from "#lib/teleconsult/index.ts";
import { citizenPage } from "../../../../_entry/page.tsx";
import { BookPage } from "../../../../_entry/shell.tsx";
import { facilityWords } from "../../../../_entry/words.ts";
import { callPart } from "../../../../_teleconsult/call-part.tsx";
import { pageOf } from "../../../../_teleconsult/caller.ts";
import { idIn } from "../../../../_warehouse/asked.ts";

export async function generateMetadata() {
  return { title: (await getTranslations("videoCall"))("title") };
}

/** Gọi hình với bác sĩ. */
export default citizenPage(
  ({ id }) => `${pageOf("citizen", id ?? "")}/call`,
  async ({ ctx, params }) => {
    const t = await getTranslations("videoCall");
    const caseId = idIn(params.id);
    const found = caseId ? await caseForCitizen(await openBookInHand(ctx, "teleconsult"), caseId) : null;
    if (!found) throw new NotFound();
    const { facilityCode, code } = found;
    const spelled = code.replace(/^(.{3})/, "$1 ");
    const [place] = await listPlaces(ctx, [facilityCode]);
    const { facilityName } = await facilityWords(await facilityNames(ctx.app));
    const phone = place?.phone
      ? { facility: facilityName(facilityCode), number: place.phone, code: spelled }
      : null;
    return (
      <BookPage back={{ href: pageOf("citizen", found.caseId) as Route, label: t("back") }}>
        <PageTitle below={t("sides.person.lead")}>{t("title")}</PageTitle>
        {await callPart({ where: "citizen", ctx, id: params.id, phone })}
      </BookPage>
    );
  },
  "teleconsult",
);
