import { getTranslations } from "next-intl/server";
import { EntryRow } from "#components/ui/entry-row.tsx";
import { Tag } from "#components/ui/tag.tsx";
import { displayName } from "#lib/identity/rules.ts";
import type { NoteStanding } from "#lib/payment/rules.ts";
import { feeAddress, feeTitle, money, tagOf } from "./fee-words.ts";

type Props = {
  note: { noteId: string; issuedOn: string; amountVnd: bigint; kind?: string | null };
  standing: NoteStanding;
  facility: string;
  /** Whose it is, when it is not the reader's. */
  ofName?: string | undefined;
};

/** One note in a list: how much, what for, where; whose, and how it stands where that is not plain. */
export async function FeeRow({ note, standing, facility, ofName }: Props) {
  const t = await getTranslations("payment");
  const line = tagOf[standing];
  return (
    <EntryRow
      title={money(note.amountVnd)}
      href={feeAddress(note.noteId)}
      tag={line ? <Tag line={line}>{t(`standing.${standing}`)}</Tag> : undefined}
    >
      <p>{await feeTitle(note)}</p>
      <p>{facility}</p>
      {ofName ? <p className="font-semibold">{t("of", { name: displayName(ofName) })}</p> : null}
    </EntryRow>
  );
}
