import type { Route } from "next";
import { getTranslations } from "next-intl/server";
import { Qr } from "#components/consent/qr.tsx";
import { feeAddress } from "#components/payment/fee-words.ts";
import { Button } from "#components/ui/button.tsx";
import { LeaderList } from "#components/ui/leader-list.tsx";
import { LeaderRow } from "#components/ui/leader-row.tsx";
import { LinkLine } from "#components/ui/link-line.tsx";
import { PageTitle } from "#components/ui/page-title.tsx";
import { Paper } from "#components/ui/paper.tsx";
import { citizenPage } from "../../../../_entry/page.tsx";
import { BookPage } from "../../../../_entry/shell.tsx";
import { receiptOf } from "../../_parts/receipt-sheet.ts";

export async function generateMetadata() {
  return { title: (await getTranslations("payment.receipt"))("title") };
}

/** Xác nhận đã thanh toán viện phí: a paper to show. It is no invoice, and says so. */
export default citizenPage(
  ({ noteId }) => `/payment/${encodeURIComponent(noteId ?? "")}/receipt`,
  async ({ ctx, params }) => {
    const t = await getTranslations("payment.receipt");
    const words = await getTranslations("payment");
    const { sheet, note, address } = await receiptOf(ctx, params.noteId);
    return (
      <BookPage back={{ href: feeAddress(note.noteId), label: words("title") }}>
        <PageTitle>{sheet.title}</PageTitle>
        <Paper>
          <p className="text-line-title">{sheet.facility}</p>
          <p className="pt-1 text-ink-2 text-second">{sheet.notInvoice}</p>
          <p className="pt-4 text-number">{sheet.amount}</p>
          <p className="pb-3 text-ink-2 text-second">{sheet.inWords}</p>
          <dl className="border-rule border-b pb-2">
            {sheet.rows.map(({ noun, fact }) => (
              <LeaderRow key={`${noun} ${fact}`} noun={noun} fact={fact} />
            ))}
          </dl>
          {sheet.parts ? (
            <div className="border-rule border-b py-2">
              <h2 className="pt-2 text-line-title">{sheet.parts.title}</h2>
              <LeaderList facts={sheet.parts.rows} />
            </div>
          ) : null}
          <div className="pt-4">
            <Qr text={sheet.qr.text} title={sheet.qr.title} dense />
            <p className="pt-3 text-second">{sheet.qr.saying}</p>
            <p className="pt-1 text-quiet text-small">{sheet.made}</p>
          </div>
        </Paper>
        <div className="pt-6">
          <Button kind="second" icon="download" href={`/payment/${note.noteId}/receipt/file` as Route}>
            {t("pdf")}
          </Button>
        </div>
        <div className="pt-2">
          <LinkLine href={address as Route} label={t("check")} />
        </div>
        <p className="pt-3 text-ink-2 text-second">{t("page")}</p>
      </BookPage>
    );
  },
  "self",
);
