import fs from "node:fs";
import notes from "../../../drizzle/seed/fee-notes.json" with { type: "json" };
import type { Env } from "../../../lib/platform/env.ts";
import { listOfFamilies } from "./sample-population.ts";
import { say } from "./say.ts";

type Sent = {
  facilityCode: string;
  note: { noteNumber: string } & Record<string, unknown>;
  takenBack?: string;
};
type Child = { personalId: string; name: string; birthDate: string };

/** A note for the first child of the sample population that somebody represents: for a parent to pay. */
function noteOfChild(dataDir: string): Sent[] {
  const file = listOfFamilies(dataDir);
  const [child]: Child[] = fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, "utf8")) : [];
  if (!child) return [];
  const { personalId, name, birthDate } = child;
  const line = {
    group: "13",
    name: "Khám Nhi",
    unit: "lần",
    quantity: 1,
    unitPriceVnd: 45_000,
    insurancePaysVnd: 0,
    copaymentVnd: 0,
    selfPayVnd: 45_000,
  };
  const note = {
    noteNumber: "PT-2026-001140",
    kind: "visit",
    personalId,
    name,
    birthDate,
    issuedOn: "2026-11-25",
  };
  return [{ facilityCode: "51000", note: { ...note, amountVnd: 45_000, lines: [line] } }];
}

/**
 * Phiếu thu mẫu: plays the facilities that ask the sample people to pay, by the very address and keys that real ones use.
 * What was sent before changes nothing.
 */
export async function sendSampleFeeNotes(
  env: Pick<Env, "DATA_DIR">,
  at: string,
  keys: Readonly<Record<string, string>>,
): Promise<number> {
  const send = async (facilityCode: string, body: unknown) => {
    const answer = await fetch(`${at}/api/fee-notes`, {
      method: "POST",
      headers: { authorization: `Bearer ${keys[facilityCode]}` },
      body: JSON.stringify(body),
    });
    if (!answer.ok) say(`A sample fee note was not taken: ${(await answer.text()).slice(0, 200)}`);
    return answer.ok;
  };
  let taken = 0;
  for (const { facilityCode, note, takenBack } of [...(notes as Sent[]), ...noteOfChild(env.DATA_DIR)]) {
    // A key that the authority revoked sends nothing.
    if (!keys[facilityCode] || !(await send(facilityCode, note))) continue;
    taken += 1;
    if (takenBack) await send(facilityCode, { noteNumber: note.noteNumber, void: { reason: takenBack } });
  }
  return taken;
}
