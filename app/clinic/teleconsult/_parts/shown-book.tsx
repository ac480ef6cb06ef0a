import type { Route } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { moment } from "#components/copy/format.ts";
import { MeasuredAtHome } from "#components/measurement/measured-at-home.tsx";
import { Section } from "#components/ui/section.tsx";
import type { Context } from "#lib/platform/context.ts";
import { NotFound } from "#lib/platform/errors.ts";
import { livingShare, type WholeCase } from "#lib/teleconsult/index.ts";
import { HistoryAtDesk } from "../../person/_parts/history.tsx";
import { readShown } from "../../person/_parts/read-open-book.ts";
import { Conditions, Medicines, Results, Visits } from "../../person/_parts/record.tsx";

type Props = {
  ctx: Context;
  found: WholeCase;
  facilityName: (code: string) => string;
  after?: string | undefined;
};

/** What is shown at this moment; null where the person took it back while it was being read. */
const readNow = (ctx: Context, citizenId: string, parts: readonly string[], after?: string) =>
  readShown(ctx, { citizenId, purpose: "teleconsult", parts }, after).catch((error: unknown) => {
    if (error instanceof NotFound) return null;
    throw error;
  });

/** Phần sổ được xem, beside the case: each part opened by itself, as long as the person shows it. */
export async function ShownBook({ ctx, found, facilityName, after }: Props) {
  const t = await getTranslations("teleconsultDesk.case");
  const locale = await getLocale();
  const share = livingShare(found);
  const last = found.shares[0];
  const reads = found.status === "reading" && share && share.parts.length > 0;
  const book = reads ? await readNow(ctx, found.citizenId, share.parts, after) : null;
  if (!book)
    return (
      <Section title={t("shared")}>
        <p>
          {last?.endedBecause === "withdrawn" && last.endedAt
            ? t("withdrawn", { at: moment(last.endedAt, locale) })
            : last?.endedAt
              ? t("over")
              : t("nothing")}
        </p>
      </Section>
    );
  const page = `/clinic/teleconsult/${found.caseId}` as Route;
  return (
    <>
      <p className="pb-4 text-ink-2 text-second">{t("sharedText")}</p>
      {book.history ? (
        <div className="pb-10">
          <HistoryAtDesk history={book.history} findId="" mayJudge={false} facilityName={facilityName} />
        </div>
      ) : null}
      {book.medicines ? <Medicines lines={book.medicines} facilityName={facilityName} /> : null}
      {book.conditions ? <Conditions lines={book.conditions} facilityName={facilityName} /> : null}
      {book.results ? <Results lines={book.results} facilityName={facilityName} /> : null}
      {book.measured ? <MeasuredAtHome kinds={book.measured} /> : null}
      {book.visits ? (
        <Visits lines={book.visits} facilityName={facilityName} page={page} later={Boolean(after)} mayRead />
      ) : null}
    </>
  );
}
