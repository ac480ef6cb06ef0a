import { getLocale, getTranslations } from "next-intl/server";
import { calendarDay, moment } from "#components/copy/format.ts";
import { Button } from "#components/ui/button.tsx";
import { DataTable } from "#components/ui/data-table.tsx";
import { Field } from "#components/ui/field.tsx";
import { LeaderList } from "#components/ui/leader-list.tsx";
import { LinkLine } from "#components/ui/link-line.tsx";
import { Section } from "#components/ui/section.tsx";
import { Stack } from "#components/ui/stack.tsx";
import { Tag } from "#components/ui/tag.tsx";
import { openDesk } from "#lib/consent/index.ts";
import { NotFound } from "#lib/platform/errors.ts";
import { findReport, type OpenedReport } from "#lib/teleconsult/index.ts";
import { DeskFrame } from "../../../../_entry/desk.tsx";
import { deskPage } from "../../../../_entry/desk-page.tsx";
import { idIn } from "../../../../_warehouse/asked.ts";
import { Said } from "../../_parts/said.tsx";
import { spelled } from "../../_parts/spelled.ts";
import { answer } from "../../actions.ts";

export async function generateMetadata() {
  return { title: (await getTranslations("teleconsultOversight.report"))("title") };
}

type Props = { report: OpenedReport; facilityName: (code: string) => string };

/** The frame of the case: where, which way, who had it when, what was promised. */
async function Frame({ report, facilityName }: Props) {
  const t = await getTranslations("teleconsultOversight.report");
  const way = await getTranslations("teleconsult.ways");
  const locale = await getLocale();
  const at = (date: Date | null) => (date ? moment(date, locale) : t("notYet"));
  return (
    <Section title={t("frame")}>
      <LeaderList
        facts={[
          { noun: t("facility"), fact: facilityName(report.facilityCode) },
          { noun: t("way"), fact: way(report.way) },
          { noun: t("status"), fact: t(`statuses.${report.status}`) },
          { noun: t("sentAt"), fact: at(report.sentAt) },
          { noun: t("claimedAt"), fact: at(report.firstClaimedAt) },
          { noun: t("promisedAt"), fact: at(report.promisedAt) },
          { noun: t("endedAt"), fact: at(report.endedAt) },
          ...(report.doctorName ? [{ noun: t("doctor"), fact: report.doctorName }] : []),
        ]}
      />
      {report.second ? <p className="pt-2">{t("second")}.</p> : null}
      <p className="pt-2 text-ink-2 text-second">{t("frameNote")}</p>
    </Section>
  );
}

async function Steps({ report, facilityName }: Props) {
  const t = await getTranslations("teleconsultOversight.report");
  const locale = await getLocale();
  const what = (name: string) =>
    t(`whats.${t.has(`whats.${name}` as "whats.other") ? name : "other"}` as "whats.other");
  const who = ({ what: name, actorKind, staffName, facilityCode }: OpenedReport["steps"][number]) =>
    actorKind !== "staff"
      ? t(actorKind === "citizen" ? "whos.citizen" : "whos.system")
      : [staffName, facilityCode && name !== "report-answered" ? facilityName(facilityCode) : ""]
          .filter(Boolean)
          .join(", ");
  return (
    <Section title={t("steps")}>
      <DataTable
        caption={t("steps")}
        columns={[{ head: t("step.what") }, { head: t("step.who") }, { head: t("step.at") }]}
        rows={report.steps.map((step) => ({
          key: String(step.no),
          cells: [what(step.what), who(step), moment(step.at, locale)],
        }))}
      />
    </Section>
  );
}

/** Một phản ánh: the person's words, the frame of the case, and the answer. Opening it is logged. */
export default deskPage(
  "authority",
  ({ id }) => `/authority/teleconsult/reports/${id ?? ""}`,
  async ({ ctx, params, search, frame, facilityName }) => {
    const caseId = idIn(params.id);
    if (!caseId) throw new NotFound();
    const t = await getTranslations("teleconsultOversight.report");
    const locale = await getLocale();
    const desk = await openDesk(ctx, "follow-teleconsults", "teleconsult-report", caseId);
    const report = await findReport(desk, caseId);
    if (!report) throw new NotFound();
    const late = !report.answeredAt && report.answerBy < ctx.today;
    return (
      <DeskFrame
        {...frame}
        title={t("case", { code: spelled(report.code) })}
        below={t("dueOn", { day: calendarDay(report.answerBy) })}
      >
        <LinkLine href="/authority/teleconsult/reports" label={t("title")} />
        <Said search={search} />
        {late ? (
          <p className="pb-4">
            <Tag line="amber">{t("late")}</Tag>
          </p>
        ) : null}
        <div className="grid gap-x-10 desk:grid-cols-2">
          <div>
            <Section title={t("words")} aside={moment(report.at, locale)}>
              <p className="max-w-column whitespace-pre-line wrap-anywhere">{report.words}</p>
            </Section>
            <Section title={t("answer")}>
              {report.answer && report.answeredAt ? (
                <>
                  <p className="max-w-column whitespace-pre-line wrap-anywhere">{report.answer}</p>
                  <p className="pt-1 text-ink-2 text-second">
                    {t("answerBy", {
                      officer: report.officerName ?? "",
                      at: moment(report.answeredAt, locale),
                    })}
                  </p>
                </>
              ) : (
                <form action={answer} className="max-w-column">
                  <input type="hidden" name="caseId" value={report.caseId} />
                  <Stack loose>
                    <Field
                      label={t("answerLabel")}
                      name="answer"
                      hint={t("answerHint")}
                      lines={6}
                      maxLength={2000}
                      autoComplete="off"
                      required
                    />
                    <Button>{t("send")}</Button>
                  </Stack>
                </form>
              )}
            </Section>
          </div>
          <div className="pt-10 desk:pt-0">
            <Frame report={report} facilityName={facilityName} />
          </div>
        </div>
        <Steps report={report} facilityName={facilityName} />
      </DeskFrame>
    );
  },
);
