import { nameOfCondition } from "#lib/catalogue/index.ts";
import { type Book, whoseBook } from "#lib/consent/index.ts";
import { facilityNames } from "#lib/facility/index.ts";
import { type HistoryEntry, listHistory } from "#lib/history/index.ts";
import { dayOf } from "#lib/platform/clock.ts";
import type { Context } from "#lib/platform/context.ts";
import {
  listConfirmedConditions,
  listOpenedPrivateEncounters,
  listRecentMedicines,
  type MedicineLine,
} from "#lib/record/index.ts";
import { stillRunning } from "#lib/record/rules.ts";
import { bloodGroupText, type CardLine, inOrder, sentBloodGroup } from "./rules.ts";

/** How far back an order is looked for that may still run; how many diseases and medicines are proposed. Ours. */
const LOOK_BACK = 184 * 86_400_000;
const MOST = 30;

type Names = ReadonlyMap<string, string>;
const told = (entry: HistoryEntry, names: Names) => ({
  id: `history:${entry.entryId}`,
  standing: entry.standing,
  from: entry.confirmedBy ? (names.get(entry.confirmedBy) ?? entry.confirmedBy) : null,
  on: dayOf(entry.at),
  phone: null,
});

/** What a person told of themselves, as a line; null of what is of no use to a rescuer. */
function lineOfEntry(entry: HistoryEntry, names: Names): CardLine | null {
  const { topic, answers } = entry;
  const line = told(entry, names);
  const { what = "", reaction, since, now, group = "", rhesus, name = "", relative, phone } = answers;
  if (topic === "allergy") return { ...line, kind: "allergy", text: what, detail: reaction || null };
  if (topic === "illness" && now !== "over")
    return { ...line, kind: "illness", text: what, detail: since ? `từ ${since}` : null };
  if (topic === "blood-group")
    return { ...line, kind: "blood-group", text: bloodGroupText(group, rhesus), detail: null };
  if (topic === "contact")
    return { ...line, kind: "contact", text: name, detail: relative || null, phone: phone ?? "" };
  return null;
}

const lineOfMedicine = (line: MedicineLine, names: Names): CardLine => ({
  id: `medicine:${line.substance ?? line.name} ${line.strength ?? ""}`.trim(),
  kind: "medicine",
  text: [line.name, line.strength].filter(Boolean).join(" "),
  detail: line.instructions ?? line.doseText,
  phone: null,
  standing: "facility-confirmed",
  from: names.get(line.facilityCode) ?? line.facilityCode,
  on: dayOf(line.orderedAt ?? line.arrivedAt),
});

/**
 * Điều có thể ghi lên thẻ: what the person told, diseases that a stay confirmed, and medicines that still run. Nothing of a
 * private visit, also while it is open: the card is read by whoever finds it. Which lines stand on it the owner chooses.
 */
export async function proposeCardLines(ctx: Context, book: Book): Promise<CardLine[]> {
  const since = new Date(ctx.now.getTime() - LOOK_BACK);
  const [history, owner, conditions, recent, opened, names] = await Promise.all([
    listHistory(book),
    whoseBook(book),
    listConfirmedConditions(book, MOST),
    listRecentMedicines(book, { since, most: 100 }),
    listOpenedPrivateEncounters(book),
    facilityNames(ctx.app),
  ]);
  const hidden = new Set(opened.map(({ encounterId }) => encounterId));
  const medicines = stillRunning(
    recent.filter(({ encounterId }) => !hidden.has(encounterId)),
    ctx.today,
  ).slice(0, MOST);
  const { bloodGroup, detailsAsOf } = owner.warehouse;
  // Which visit said so may be private: the facility is not named.
  const sent: CardLine[] = bloodGroup
    ? [
        {
          ...{
            id: "sent:blood-group",
            kind: "blood-group",
            text: sentBloodGroup(bloodGroup),
            detail: null,
            phone: null,
          },
          ...{ standing: "facility-confirmed", from: null, on: dayOf(detailsAsOf) },
        },
      ]
    : [];
  const lines = [
    ...history.entries.flatMap((entry) => lineOfEntry(entry, names) ?? []),
    ...sent,
    ...conditions.map(
      ({ code, bareCode, facilityCode, endedAt }): CardLine => ({
        ...{
          id: `condition:${bareCode}`,
          kind: "illness",
          text: nameOfCondition(code) ?? code,
          detail: null,
        },
        ...{ phone: null, standing: "facility-confirmed", on: dayOf(endedAt) },
        from: names.get(facilityCode) ?? facilityCode,
      }),
    ),
    ...medicines.map(({ line }) => lineOfMedicine(line, names)),
  ];
  const first = new Map(lines.toReversed().map((line) => [line.id, line]));
  return inOrder(lines.filter((line) => first.get(line.id) === line));
}
