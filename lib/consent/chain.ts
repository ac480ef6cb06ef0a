import { createHash } from "node:crypto";

/** One row of the access log as it is hashed; times in microseconds since 1970, hashes in hex. */
export type ChainRow = {
  citizenId: string;
  logId: string;
  at: string;
  actorKind: string;
  actorId: string | null;
  actorName: string;
  actorPlace: string | null;
  sessionHash: string | null;
  purpose: string;
  part: string;
  basis: string;
  xid: string;
};

const field = (text: string | null) => (text === null ? "-" : `${Buffer.byteLength(text)}:${text}`);

/** The hash of a row, in hex: of its predecessor's hash (empty before the first) and of every field, as app.chain_hash makes it. */
export function chainHash(previousHash: string, row: ChainRow): string {
  const text = [
    ...[row.citizenId, row.logId, row.at, row.actorKind, row.actorId, row.actorName, row.actorPlace],
    ...[row.sessionHash, row.purpose, row.part, row.basis, row.xid],
  ]
    .map(field)
    .join("");
  return createHash("sha256").update(Buffer.from(previousHash, "hex")).update(text).digest("hex");
}

/** Where a person's chain ends, or ended when it was signed. */
export type Head = { citizenId: string; logId: string; rows: string; hash: string };

/** A head as the file beside the statements keeps it, one line. */
export const headLine = ({ citizenId, logId, rows, hash }: Head) => `${citizenId} ${logId} ${rows} ${hash}\n`;

/** Reads such a line; null for anything else. */
export function readHeadLine(line: string): Head | null {
  const found = /^([0-9a-f-]{36}) (\d{1,19}) (\d{1,19}) ([0-9a-f]{64})$/.exec(line);
  const [, citizenId = "", logId = "", rows = "", hash = ""] = found ?? [];
  return found ? { citizenId, logId, rows, hash } : null;
}

/**
 * One hash over the heads of all chains, which come by rising citizen id: the chains are gathered by the first byte of
 * that id, each of the 256 groups is hashed, and their hashes together are the root.
 */
export class Root {
  #groups = Array.from({ length: 256 }, () => createHash("sha256"));
  chains = 0;
  rows = 0n;

  add(head: Head): void {
    this.#groups[Number.parseInt(head.citizenId.slice(0, 2), 16)]?.update(headLine(head));
    this.chains += 1;
    this.rows += BigInt(head.rows);
  }

  digest(): string {
    const all = createHash("sha256");
    for (const group of this.#groups) all.update(group.digest());
    return all.digest("hex");
  }
}
