import type { Sql } from "postgres";
import { receiveClaimFile } from "../../lib/warehouse/receive-claim-file.ts";
import { fileOf, type Somebody, somebody, summaryFor } from "./claims.ts";

/** A held dossier as it takes to decide about it. */
export type HeldForTest = { who: Somebody; citizenId: string; heldId: string; claimRef: string };

const heldIdOf = async (sql: Sql, claimRef: string) => {
  const [row] = await sql<{ heldId: string }[]>`
    select held_id as "heldId" from warehouse.quarantine where claim_ref = ${claimRef}`;
  if (!row) throw new Error("the dossier was not held");
  return row.heldId;
};

/** Somebody with one visit, and a second one sent without number and card: nobody but an officer can say whose it is. */
export async function dossierToMatch(
  ingest: Sql,
  over: { facility?: string; name?: string } = {},
): Promise<HeldForTest> {
  const facility = over.facility ?? "51001";
  const who = somebody(over.name ? { name: over.name } : {});
  const send = (summary: Record<string, string>) =>
    receiveClaimFile(ingest, { name: "test.xml", bytes: fileOf(summary, { facility }) });
  await send(summaryFor(who, { MA_CSKCB: facility }));
  const unnumbered = summaryFor(who, { MA_CSKCB: facility, SO_CCCD: "", MA_THE_BHYT: "" });
  await send(unnumbered);
  const claimRef = unnumbered.MA_LK ?? "";
  const [citizen] = await ingest<{ citizenId: string }[]>`
    select citizen_id as "citizenId" from warehouse.identifiers where kind = 'personal-id' and value = ${who.id}`;
  return { who, citizenId: citizen?.citizenId ?? "", heldId: await heldIdOf(ingest, claimRef), claimRef };
}
