import type { Route } from "next";
import { getTranslations } from "next-intl/server";
import { LinkLine } from "#components/ui/link-line.tsx";
import { Section } from "#components/ui/section.tsx";
import { openDesk } from "#lib/consent/index.ts";
import { listOpeningCases } from "#lib/opening/index.ts";
import { pageNumber } from "../../_entry/cursor.ts";
import { DeskFrame } from "../../_entry/desk.tsx";
import { deskPage } from "../../_entry/desk-page.tsx";
import { CASES, CaseTable } from "./_parts/case-table.tsx";

export async function generateMetadata() {
  return { title: (await getTranslations("opening"))("authority.title") };
}

/** Lượt mở sổ: what people do not recognise, and every emergency; those that wait, or those that are closed. */
export default deskPage(
  "authority",
  () => "/authority/openings",
  async ({ ctx, frame, search }) => {
    const t = await getTranslations("opening.authority");
    const closed = search.closed === "yes";
    const pages = { doubts: pageNumber(search.doubts), emergencies: pageNumber(search.emergencies) };
    const desk = await openDesk(ctx, "review-openings", "openings");
    const list = (kind: "doubt" | "emergency", page: number) =>
      listOpeningCases(desk, { kind, closed, most: CASES + 1, skip: (page - 1) * CASES });
    const [doubts, emergencies] = await Promise.all([
      list("doubt", pages.doubts),
      list("emergency", pages.emergencies),
    ]);
    const titles = closed
      ? { doubts: t("closedDoubts"), emergencies: t("closedEmergencies") }
      : { doubts: t("doubts"), emergencies: t("emergencies") };
    const given = { closed, today: ctx.today };
    return (
      <DeskFrame {...frame} title={t("title")} below={t("lead")}>
        <LinkLine
          href={(closed ? "/authority/openings" : "/authority/openings?closed=yes") as Route}
          label={closed ? t("showOpen") : t("showClosed")}
        />
        <Section title={titles.doubts}>
          <CaseTable kind="doubts" cases={doubts} page={pages.doubts} caption={titles.doubts} {...given} />
        </Section>
        <Section title={titles.emergencies}>
          <CaseTable
            kind="emergencies"
            cases={emergencies}
            page={pages.emergencies}
            caption={titles.emergencies}
            {...given}
          />
        </Section>
      </DeskFrame>
    );
  },
);
