import type { Route } from "next";
import { getTranslations } from "next-intl/server";
import { calendarDay, day, quantity, vnd } from "#components/copy/format.ts";
import { DataTable } from "#components/ui/data-table.tsx";
import { LeaderList } from "#components/ui/leader-list.tsx";
import { LinkLine } from "#components/ui/link-line.tsx";
import { Section } from "#components/ui/section.tsx";
import { openDesk } from "#lib/consent/index.ts";
import { findNoteAtDesk, listDifferences } from "#lib/payment/index.ts";
import { leftToPay } from "#lib/payment/rules.ts";
import { NotFound } from "#lib/platform/errors.ts";
import { DeskFrame } from "../../../_entry/desk.tsx";
import { deskPage } from "../../../_entry/desk-page.tsx";
import { DifferenceTable } from "../../../_fees/differences-page.tsx";
import { AskRefundForm, JudgeForm, RefundCard } from "../../../_fees/refund-forms.tsx";
import { AttemptTag, money, NoteTag, Said, times } from "../../../_fees/words.tsx";
import { idIn } from "../../../_warehouse/asked.ts";
import { ask, close, decide, judge, send, withdraw } from "../actions.ts";

export async function generateMetadata() {
  return { title: (await getTranslations("feeDesk"))("title") };
}

type Found = NonNullable<Awaited<ReturnType<typeof findNoteAtDesk>>>;

/** What of a payment can still be given back. */
function givable({ note, refunds }: Found, attempt: Found["attempts"][number]): bigint {
  const own = refunds.filter(({ attemptId }) => attemptId === attempt.attemptId);
  if (
    attempt.status !== "settled" ||
    own.some(({ status }) => /^(requested|submitted|unknown)$/.test(status))
  )
    return 0n;
  const back = own.reduce(
    (sum, { status, amountVnd }) => (status === "succeeded" ? sum + amountVnd : sum),
    0n,
  );
  return attempt.amountVnd - back - (note.kind === "deposit" && !attempt.owedBack ? note.setOffVnd : 0n);
}

async function Lines({ note }: Pick<Found, "note">) {
  const t = await getTranslations("feeDesk");
  return (
    <Section title={t("lines")}>
      <DataTable
        caption={t("lines")}
        columns={[
          { head: t("line.name") },
          { head: t("line.quantity"), number: true },
          { head: t("line.insurance"), number: true },
          { head: t("line.own"), number: true },
        ]}
        rows={note.lines.map((line, place) => ({
          key: String(place),
          cells: [
            line.name,
            [quantity(line.quantity), line.unit].filter(Boolean).join(" "),
            vnd(line.insurancePaysVnd),
            vnd(line.copaymentVnd + line.selfPayVnd),
          ],
        }))}
      />
    </Section>
  );
}

export default deskPage(
  "clinic",
  ({ noteId }) => `/clinic/fees/${noteId ?? ""}`,
  async ({ ctx, params, search, frame, facilityName }) => {
    const noteId = idIn(params.noteId);
    if (!noteId) throw new NotFound();
    const t = await getTranslations("feeDesk");
    const when = await times();
    const desk = await openDesk(ctx, "collect-fees", "fees");
    const [found, differences] = await Promise.all([
      findNoteAtDesk(desk, noteId),
      listDifferences(desk, { noteId }),
    ]);
    if (!found) throw new NotFound();
    const { note, attempts, refunds, setOff } = found;
    const back = `/clinic/fees/${noteId}`;
    const review = attempts.filter(({ status }) => status === "review");
    const toGive = attempts.map((one) => ({ one, amount: givable(found, one) })).filter((x) => x.amount > 0n);
    return (
      <DeskFrame
        {...frame}
        title={t("noteTitle", { number: note.noteNumber })}
        below={`${t("noteLead", { kind: t(`kinds.${note.kind as "visit"}`), day: calendarDay(note.issuedOn) })}. ${t("logged")}`}
      >
        <Said said={search.said} />
        <p className="pb-4">
          <NoteTag status={note.status} />
        </p>
        <LeaderList
          facts={[
            { noun: t("amount"), fact: money(note.amountVnd), strong: true },
            { noun: t("leftToPay"), fact: note.status === "open" ? money(leftToPay(note)) : undefined },
            { noun: t("encounter"), fact: note.encounterRef ?? undefined },
            { noun: t("received"), fact: when(note.receivedAt) },
            {
              noun: t("claim"),
              fact: note.claimAmountVnd === null ? t("claimNone") : vnd(Number(note.claimAmountVnd)),
            },
            { noun: t("claimPaid"), fact: note.claimPaidAt ? when(note.claimPaidAt) : undefined },
            { noun: t("transferCode"), fact: note.status === "open" ? note.transferCode : undefined },
            { noun: t("voidedBecause"), fact: note.voidedBecause ?? undefined },
          ].flatMap(({ fact, ...line }) => (fact === undefined ? [] : [{ ...line, fact }]))}
        />
        {differences.length > 0 ? (
          <Section title={t("differences")}>
            <DifferenceTable
              at="clinic"
              found={differences}
              close={close}
              back={back}
              facilityName={facilityName}
            />
          </Section>
        ) : null}
        {review.map((one) => (
          <JudgeForm key={one.attemptId} attempt={one} back={back} judge={judge} />
        ))}
        {setOff.length > 0 ? (
          <Section title={t("deposits")}>
            {setOff.map((one) => (
              <LinkLine
                key={one.noteId}
                href={`/clinic/fees/${one.noteId}` as Route}
                label={t("depositRow", {
                  number: one.noteNumber,
                  amount: money(one.amountVnd),
                  day: day(one.at),
                })}
              />
            ))}
          </Section>
        ) : null}
        <Section title={t("attempts")}>
          <DataTable
            caption={t("attempts")}
            columns={[
              { head: t("attempt.reference") },
              { head: t("attempt.amount"), number: true },
              { head: t("attempt.how") },
              { head: t("attempt.when") },
            ]}
            rows={attempts.map((one) => ({
              key: one.attemptId,
              cells: [
                <span key="reference" className="wrap-anywhere">
                  {one.reference}
                  <span className="block text-ink-2 text-second">
                    {[
                      t(`channels.${one.channel as "vnpay"}`),
                      one.byOther === null ? "" : one.byOther ? t("byOther") : t("byOwn"),
                      one.bankCode ?? "",
                    ]
                      .filter(Boolean)
                      .join(", ")}
                  </span>
                </span>,
                money(one.amountVnd),
                <span key="how">
                  <AttemptTag status={one.status} />
                  {one.owedBack ? <span className="block text-second">{t("owedBack")}</span> : null}
                </span>,
                when(one.paidAt ?? one.settledAt ?? one.createdAt),
              ],
            }))}
            empty={t("attemptsNone")}
          />
        </Section>
        {refunds.map((one) => (
          <RefundCard
            key={one.refundId}
            refund={one}
            attempt={attempts.find(({ attemptId }) => attemptId === one.attemptId)}
            staffName={ctx.actor.name}
            back={back}
            now={ctx.now}
            actions={{ send, withdraw, decide }}
          />
        ))}
        {toGive.map(({ one, amount }) => (
          <AskRefundForm key={one.attemptId} attempt={one} amount={amount} back={back} ask={ask} />
        ))}
        {note.lines.length > 0 ? <Lines note={note} /> : null}
        <LinkLine href="/clinic/fees" label={t("toNotes")} />
      </DeskFrame>
    );
  },
);
