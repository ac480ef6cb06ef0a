import type { Route } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { moment } from "#components/copy/format.ts";
import { lineNotes } from "#components/correction/line-notes.tsx";
import { FeeLines } from "#components/payment/fee-lines.tsx";
import { feeTitle } from "#components/payment/fee-words.ts";
import { WhyThisFee } from "#components/payment/why-this-fee.tsx";
import { visitAddress } from "#components/record/address.ts";
import { LinkLine } from "#components/ui/link-line.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { PageTitle } from "#components/ui/page-title.tsx";
import { Section } from "#components/ui/section.tsx";
import { SourceLine } from "#components/ui/source-line.tsx";
import { nameOfCostGroup } from "#lib/catalogue/index.ts";
import { listLineMarks } from "#lib/correction/index.ts";
import { facilityNames } from "#lib/facility/index.ts";
import { displayName } from "#lib/identity/rules.ts";
import { listLooks, vietQrForPayer, vietQrOf } from "#lib/payment/index.ts";
import { partsOf, standingOfNote } from "#lib/payment/rules.ts";
import { citizenPage } from "../../../_entry/page.tsx";
import { BookPage } from "../../../_entry/shell.tsx";
import { shop } from "../../../_entry/shop.ts";
import { facilityWords } from "../../../_entry/words.ts";
import { privacyOf } from "../_parts/privacy-of.ts";
import { readFee } from "../_parts/read-fee.ts";
import { MoneyWay } from "./_parts/money-way.tsx";
import { Standing } from "./_parts/standing.tsx";
import { Refunds, Tries } from "./_parts/tries.tsx";

export async function generateMetadata() {
  return { title: (await getTranslations("payment"))("title") };
}

const faults = [
  "not-open",
  "at-the-desk",
  "being-checked",
  "being-confirmed",
  "too-many",
  "not-connected",
  "failed",
] as const;

/** Một phiếu thu: what to pay and why, line by line; what became of each payment; for a relative the sum alone. */
export default citizenPage(
  ({ noteId }) => `/payment/${encodeURIComponent(noteId ?? "")}`,
  async ({ ctx, params, search }) => {
    const t = await getTranslations("payment.note");
    const words = await getTranslations("payment");
    const locale = await getLocale();
    const [fee, names] = await Promise.all([readFee(ctx, params.noteId), facilityNames(ctx.app)]);
    const { facilityName } = await facilityWords(names);
    const { note, own } = fee;
    const facility = facilityName(note.facilityCode);
    const standing = standingOfNote(note, fee.attempts, ctx.now);
    const lines = fee.own ? fee.note.lines : [];
    const parts = partsOf(lines);
    const { visit, closed, telling } = fee.own
      ? await privacyOf(fee.book, fee.note)
      : { visit: null, closed: false, telling: false };
    const hidden = closed || (telling && search.names !== "shown");
    const transfer = await (fee.own ? vietQrOf(fee.book, fee.note) : vietQrForPayer(fee.book, fee.note));
    const looks = fee.own ? await listLooks(fee.book, note.noteId) : [];
    const fault = faults.find((one) => one === search.fault);
    const title = await feeTitle({ kind: fee.own ? fee.note.kind : null, issuedOn: note.issuedOn });
    const report = fee.own
      ? (await lineNotes({ marks: await listLineMarks(fee.book), facilityName, own: true }))({
          kind: "fee",
          encounterId: null,
          line: note.noteId,
          name: title,
          fields: { noteNumber: note.noteNumber },
        })
      : null;
    return (
      <BookPage back={{ href: "/payment", label: words("title") }}>
        <PageTitle
          above={own ? undefined : t("for", { name: displayName(fee.name ?? "") })}
          below={
            <>
              <span className="block">{facility}</span>
              <span className="block">{t("number", { number: note.noteNumber })}</span>
            </>
          }
        >
          {title}
        </PageTitle>
        {fault ? (
          <Notice alert title={t("fault.title")}>
            <p>{t(`fault.${fault}`)}</p>
          </Notice>
        ) : null}
        <Standing
          fee={fee}
          standing={standing}
          parts={parts}
          connected={shop() !== null}
          transfer={transfer}
        />
        <Refunds fee={fee} />
        {fee.own ? (
          <>
            <WhyThisFee parts={parts} note={fee.note} standing={standing} />
            <Section title={t("lines")} id="lines">
              {hidden ? (
                <div className="pb-4">
                  <p>{t("hiddenText")}</p>
                  {closed && visit ? (
                    <LinkLine href={`/record/private/${visit.encounterId}` as Route} label={t("openVisit")} />
                  ) : (
                    <LinkLine href={`/payment/${note.noteId}?names=shown#lines` as Route} label={t("show")} />
                  )}
                </div>
              ) : null}
              {lines.length > 0 ? (
                <FeeLines lines={lines} groupName={nameOfCostGroup} hidden={hidden} />
              ) : (
                <p>{t("linesNone")}</p>
              )}
              {visit && !closed ? (
                <LinkLine href={visitAddress(visit.encounterId)} label={t("visit")} />
              ) : null}
            </Section>
          </>
        ) : (
          <p className="pt-8">{t("onlyTotal", { name: displayName(fee.name ?? "") })}</p>
        )}
        <Tries fee={fee} now={ctx.now} />
        <MoneyWay fee={fee} standing={standing} byTransfer={transfer !== null} />
        <SourceLine>{t("source", { facility, when: moment(note.receivedAt, locale) })}</SourceLine>
        {looks.map(({ name, at }) => (
          <p key={name} className="pt-1 text-ink-2 text-second">
            {t("lookedAt", { name: displayName(name), when: moment(at, locale) })}
          </p>
        ))}
        {report ? <div className="text-second">{report.foot}</div> : null}
      </BookPage>
    );
  },
  "self",
);
