import { getLocale, getTranslations } from "next-intl/server";
import { day, happened, vnd } from "#components/copy/format.ts";
import { FeeRow } from "#components/payment/fee-row.tsx";
import { money } from "#components/payment/fee-words.ts";
import { visitAddress } from "#components/record/address.ts";
import { EntryRow } from "#components/ui/entry-row.tsx";
import { FoldingList } from "#components/ui/folding-list.tsx";
import { LinkLine } from "#components/ui/link-line.tsx";
import { PageTitle } from "#components/ui/page-title.tsx";
import { Section } from "#components/ui/section.tsx";
import { SourceLine } from "#components/ui/source-line.tsx";
import { citizenPage } from "../../_entry/page.tsx";
import { BookPage } from "../../_entry/shell.tsx";
import { facilityWords } from "../../_entry/words.ts";
import { feesOf, type ListedFee } from "./_parts/read-fees.ts";

export async function generateMetadata() {
  return { title: (await getTranslations("payment"))("title") };
}

const OPEN = 5;

/** Viện phí: what the household owes, has paid, and what the records say of visits without a note. */
export default citizenPage(
  () => "/payment",
  async ({ ctx }) => {
    const t = await getTranslations("payment");
    const common = await getTranslations("common");
    const locale = await getLocale();
    const { due, toPayVnd, paid, over, visits, names, paysForOthers } = await feesOf(ctx);
    const { facilityName } = await facilityWords(names);
    const rows = (fees: readonly ListedFee[]) =>
      fees.map((fee) => (
        <FeeRow
          key={fee.noteId}
          note={fee}
          standing={fee.standing}
          facility={facilityName(fee.facilityCode)}
          ofName={fee.ofName}
        />
      ));
    const folded = (fees: readonly ListedFee[]) => (
      <FoldingList rows={rows(fees)} most={OPEN} more={(count) => t("more", { count })} />
    );
    return (
      <BookPage back={{ href: "/", label: common("home") }} tab="none">
        <PageTitle below={t("lead")}>{t("title")}</PageTitle>
        <Section
          title={t("due")}
          aside={due.length > 1 ? t("dueSum", { amount: money(toPayVnd) }) : undefined}
        >
          {due.length > 0 ? <ul>{rows(due)}</ul> : <p>{t("dueNone")}</p>}
        </Section>
        {paid.length > 0 ? <Section title={t("paid")}>{folded(paid)}</Section> : null}
        {over.length > 0 ? <Section title={t("over")}>{folded(over)}</Section> : null}
        {visits.length > 0 ? (
          <Section title={t("visits")}>
            <p className="pb-2">{t("visitsLead")}</p>
            <FoldingList
              rows={visits.map((visit) => (
                <EntryRow
                  key={visit.encounterId}
                  title={t("visitOn", { day: day(visit.arrivedAt), amount: vnd(visit.ownVnd) })}
                  href={visitAddress(visit.encounterId)}
                >
                  <p>{facilityName(visit.facilityCode)}</p>
                  <p>
                    {visit.paidAt
                      ? t("visitPaid", { when: happened(visit.paidAt, locale) })
                      : t("visitUnpaid")}
                  </p>
                </EntryRow>
              ))}
              most={OPEN}
              more={(count) => t("more", { count })}
            />
          </Section>
        ) : null}
        <SourceLine>
          {t("source")} {paysForOthers ? t("family") : null}
        </SourceLine>
        <LinkLine href="/family/people" label={t("whoPays")} />
      </BookPage>
    );
  },
  "self",
);
