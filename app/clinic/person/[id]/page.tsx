import type { Route } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { moment, time } from "#components/copy/format.ts";
import { MeasuredAtHome } from "#components/measurement/measured-at-home.tsx";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { ErrorSummary } from "#components/ui/error-summary.tsx";
import { LinkLine } from "#components/ui/link-line.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { Section } from "#components/ui/section.tsx";
import { shownOf } from "#lib/opening/rules.ts";
import { DeskFrame } from "../../../_entry/desk.tsx";
import { deskPage } from "../../../_entry/desk-page.tsx";
import { facilityWords } from "../../../_entry/words.ts";
import { ClosedBook } from "../_parts/closed-book.tsx";
import { faultWords } from "../_parts/fault-words.ts";
import { HistoryAtDesk } from "../_parts/history.tsx";
import { readOpenBook } from "../_parts/read-open-book.ts";
import { type FoundPerson, readPerson } from "../_parts/read-person.ts";
import { Conditions, Medicines, Results, Visits } from "../_parts/record.tsx";
import { close } from "../actions.ts";

export async function generateMetadata() {
  return { title: (await getTranslations("opening"))("desk.person") };
}

/** By what right and until when the book is open, and the way to close it. */
async function Standing({ found, open }: { found: FoundPerson; open: NonNullable<FoundPerson["open"]> }) {
  const t = await getTranslations("opening");
  const locale = await getLocale();
  const parts = shownOf(open.parts)
    .map((part) => t(`shown.${part}`))
    .join(", ");
  return (
    <Callout kind={open.kind === "emergency" ? "warn" : "note"} level={2} title={t("desk.isOpen")}>
      <p>
        {t("desk.isOpenText", {
          at: moment(open.openedAt, locale),
          name: open.staffName,
          until: time(open.endsAt),
        })}
      </p>
      <p>
        {open.kind === "emergency"
          ? t("desk.isEmergency", { reason: open.reason })
          : t("desk.only", { parts })}
      </p>
      <form action={close} className="max-w-column pt-3">
        <input type="hidden" name="findId" value={found.findId} />
        <input type="hidden" name="openingId" value={open.openingId} />
        <Button kind="second">{t("desk.close")}</Button>
      </form>
    </Callout>
  );
}

/** Người bệnh: name, year and card while the book is closed; what the person shows while it is open. */
export default deskPage(
  "clinic",
  ({ id }) => `/clinic/person/${id ?? ""}`,
  async ({ ctx, frame, params, search }) => {
    const t = await getTranslations("opening");
    const found = await readPerson(ctx, params.id);
    const { person, open, findId } = found;
    const card = person.cardEnd ? t("desk.cardMasked", { end: person.cardEnd }) : t("desk.cardNone");
    const faultName = search.fault === "invalid" ? "reason" : search.fault;
    const fault = await faultWords(faultName);
    const book = open ? await readOpenBook(ctx, found, search.after) : null;
    const { facilityName } = await facilityWords(book?.names ?? new Map());
    return (
      <DeskFrame
        {...frame}
        title={person.name}
        below={`${t("desk.year", { year: person.birthYear })}. ${t("desk.card")}: ${card}`}
      >
        {fault ? (
          <ErrorSummary
            title={t("code.mend")}
            errors={[
              {
                field: open ? "history" : faultName === "reason" || found.byQr ? "reason" : "code",
                text: fault,
              },
            ]}
          />
        ) : null}
        {search.said === "judged" || (search.said === "closed" && !open) ? (
          <Notice title={t(search.said === "judged" ? "desk.judged" : "desk.closed")} />
        ) : null}
        {open && book ? (
          <div className="grid gap-x-10 desk:grid-cols-[minmax(0,1fr)_26rem]">
            <div className="desk:col-start-2 desk:row-start-1">
              <Standing found={found} open={open} />
              <div className="pt-6">
                {book.history ? (
                  <HistoryAtDesk
                    history={book.history}
                    findId={findId}
                    mayJudge={open.kind === "visit"}
                    facilityName={facilityName}
                  />
                ) : null}
              </div>
            </div>
            <div className="pt-8 desk:col-start-1 desk:row-start-1 desk:pt-0">
              {book.medicines ? <Medicines lines={book.medicines} facilityName={facilityName} /> : null}
              {book.conditions ? <Conditions lines={book.conditions} facilityName={facilityName} /> : null}
              {book.results ? <Results lines={book.results} facilityName={facilityName} /> : null}
              {book.measured ? <MeasuredAtHome kinds={book.measured} /> : null}
              {book.visits ? (
                <Visits
                  lines={book.visits}
                  facilityName={facilityName}
                  page={`/clinic/person/${findId}` as Route}
                  later={Boolean(search.after)}
                  mayRead={open.parts.includes("encounter")}
                  showsPrivate={open.showsPrivate}
                />
              ) : null}
              {open.showsPrivate ? (
                <Section title={t("desk.private")}>
                  <p>{t("desk.privateText")}</p>
                  <LinkLine
                    href={`/clinic/person/${findId}/private` as Route}
                    label={t("desk.privateLink")}
                  />
                </Section>
              ) : null}
            </div>
          </div>
        ) : (
          <ClosedBook
            found={found}
            now={ctx.now}
            fault={fault ? { name: faultName ?? "", words: fault } : undefined}
          />
        )}
      </DeskFrame>
    );
  },
);
