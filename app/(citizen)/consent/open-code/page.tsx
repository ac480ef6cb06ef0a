import type { Route } from "next";
import { getTranslations } from "next-intl/server";
import { time } from "#components/copy/format.ts";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { LinkLine } from "#components/ui/link-line.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { PageTitle } from "#components/ui/page-title.tsx";
import { Section } from "#components/ui/section.tsx";
import { SelectField } from "#components/ui/select-field.tsx";
import { Stack } from "#components/ui/stack.tsx";
import { openBookInHand } from "#lib/consent/index.ts";
import { facilityNames } from "#lib/facility/index.ts";
import { listLivingDeskOpenings, livingOpenCode } from "#lib/opening/index.ts";
import { timelineChoices } from "#lib/record/index.ts";
import { citizenPage } from "../../../_entry/page.tsx";
import { BookPage } from "../../../_entry/shell.tsx";
import { LivingOpenings } from "./_parts/living.tsx";

export async function generateMetadata() {
  return { title: (await getTranslations("opening"))("code.title") };
}

const saids = ["ended", "endFailed", "failed"] as const;

/** Cho bác sĩ xem sổ: who can read now, and the first question of a new code. */
export default citizenPage(
  () => "/consent/open-code",
  async ({ ctx, search }) => {
    const t = await getTranslations("opening");
    const common = await getTranslations("common");
    const book = await openBookInHand(ctx, "open-codes");
    const [openings, code, choices, names] = await Promise.all([
      listLivingDeskOpenings(book, ctx.now),
      livingOpenCode(book, ctx.now),
      timelineChoices(book),
      facilityNames(ctx.app),
    ]);
    const said = saids.find((one) => one === search.said);
    const options = [...names]
      .map(([value, label]) => ({ value, label }))
      .sort((a, b) => a.label.localeCompare(b.label, "vi"));
    const visited = options.filter(({ value }) => choices.facilities.includes(value));
    const others = options.filter(({ value }) => !choices.facilities.includes(value));
    return (
      <BookPage back={{ href: "/", label: common("home") }} tab="none">
        <PageTitle below={t("code.lead")}>{t("code.title")}</PageTitle>
        {said ? <Notice kind={said === "ended" ? "note" : "warn"} title={t(`code.${said}`)} /> : null}
        {code ? (
          <div className="pb-6">
            <Callout kind="note" level={2} title={t("code.living", { until: time(code.expiresAt) })}>
              <LinkLine href={`/consent/open-code/${code.codeId}` as Route} label={t("code.livingLink")} />
            </Callout>
          </div>
        ) : null}
        <Section title={t("code.facility")}>
          <form method="get" action="/consent/open-code/parts">
            <Stack loose>
              <SelectField
                label={t("code.rows.facility")}
                name="facility"
                hint={t("code.facilityHint")}
                none={t("code.facilityNone")}
                error={search.fault === "choose" ? t("code.choose") : undefined}
                groups={[
                  { label: t("code.visited"), options: visited },
                  { label: t("code.others"), options: others },
                ].filter((group) => group.options.length > 0)}
              />
              <Button>{t("code.continue")}</Button>
            </Stack>
          </form>
        </Section>
        <Section title={t("code.now")}>
          <LivingOpenings openings={openings} names={names} />
        </Section>
        <LinkLine href="/consent/access-log" label={t("code.toLog")} />
      </BookPage>
    );
  },
  "representative",
);
