import { and, eq, isNotNull, isNull } from "drizzle-orm";
import type { Book } from "#lib/consent/index.ts";
import { leftToPay } from "./desk-rules.ts";
import type { NoteOfOther } from "./payer-queries.ts";
import type { FeeNote } from "./queries.ts";
import { facilityAccounts } from "./transfer-tables.ts";
import { MOST_BY_TRANSFER_VND, vietQr } from "./vietqr-rules.ts";

/** A VietQR for a note, and what it fills in, for whoever types it by hand. */
export type NoteTransfer = {
  /** The text that the QR carries. */
  payload: string;
  bankBin: string;
  accountNumber: string;
  accountName: string;
  amountVnd: bigint;
  content: string;
};

async function transferTo(
  book: Book,
  facilityCode: string,
  amountVnd: bigint,
  content: string,
): Promise<NoteTransfer | null> {
  if (amountVnd <= 0n || amountVnd > MOST_BY_TRANSFER_VND) return null;
  const [account] = await book.readApp((tx) =>
    tx
      .select({
        bankBin: facilityAccounts.bankBin,
        accountNumber: facilityAccounts.accountNumber,
        accountName: facilityAccounts.accountName,
      })
      .from(facilityAccounts)
      .where(
        and(
          eq(facilityAccounts.facilityCode, facilityCode),
          isNotNull(facilityAccounts.confirmedAt),
          isNull(facilityAccounts.endedAt),
        ),
      ),
  );
  if (!account) return null;
  return { ...account, amountVnd, content, payload: vietQr({ ...account, amountVnd, content }) };
}

/**
 * Mã VietQR của phiếu: how an open note is paid by transfer to the facility's own account. Null where the note is not open,
 * nothing is left of it, the sum cannot be transferred, or the facility has no confirmed account. Showing it says nothing of
 * being paid: that comes with the bank's statement alone.
 */
export async function vietQrOf(
  book: Book,
  note: Pick<FeeNote, "facilityCode" | "kind" | "status" | "amountVnd" | "setOffVnd" | "transferCode">,
): Promise<NoteTransfer | null> {
  if (note.status !== "open") return null;
  return transferTo(book, note.facilityCode, leftToPay(note), note.transferCode);
}

/** The same for whoever pays for somebody else, under a grant of their own book: of the note they know the sum and this code. */
export async function vietQrForPayer(
  book: Book,
  { facilityCode, leftVnd, transferCode }: NoteOfOther["note"],
): Promise<NoteTransfer | null> {
  return transferCode === null ? null : transferTo(book, facilityCode, leftVnd, transferCode);
}
