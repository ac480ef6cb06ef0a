import type { Database, Transaction } from "#lib/platform/db.ts";
import { clientOf } from "#lib/platform/db.ts";
import { type ChainRow, chainHash, Root } from "./chain.ts";
import {
  addToRoot,
  genuineStatements,
  type SignedHead,
  SignedHeads,
  type StatementFault,
} from "./signed-heads.ts";
import { readSigningKeys } from "./signing-keys.ts";
import { latestStatements, type Statement } from "./statements.ts";

/**
 * What is wrong with one person's chain. `logId` is the row where it shows. It was done after `after`, the time of the last
 * statement that signed what is not there any more, and before `before`, that of the first which signed what is there now;
 * null where no statement tells.
 */
export type ChainFault = {
  kind:
    | "row-changed"
    | "row-missing-before"
    | "signed-row-missing"
    | "signed-row-differs"
    | "signed-count-differs"
    | "dated-before-signed"
    | "head-differs";
  citizenId: string;
  logId: string;
  after: string | null;
  before: string | null;
};

export type LogFault = StatementFault | ChainFault;

/** What a walk over the whole log found. */
export type LogReport = {
  whole: boolean;
  chains: number;
  rows: number;
  statements: number;
  faults: number;
  /** Until when the statements vouch: the time of the last one; null when there is none. */
  vouchedUntil: string | null;
  /** Rows that no statement covers yet, and in how many chains: of these nobody can vouch that none was removed. */
  unsignedRows: number;
  unsignedChains: number;
};

/** A row is written some time before it is committed and signed. */
const SLACK_MS = 15 * 60_000;
const AT_ONCE = 2000;

type Row = ChainRow & { previousHash: string; hash: string; head: string; signedHash: string | null };

/** One person's chain, walked row by row beside what was signed of it. */
class Walk {
  readonly citizenId: string;
  readonly #signed: readonly SignedHead[];
  readonly #times: ReadonlyMap<number, string>;
  readonly #fault: (fault: ChainFault) => void;
  #next = 0;
  #head = "";
  #agreedAt: string | null = null;
  /** What was signed and is not there, until a later statement signs what is there instead. */
  #lost: ChainFault | null = null;
  #miscounted = false;
  hash = "";
  rows = 0;
  logId = "0";
  unsigned = 0;
  #signedHash: string | null = null;

  constructor(
    citizenId: string,
    signed: readonly SignedHead[],
    times: ReadonlyMap<number, string>,
    fault: (fault: ChainFault) => void,
  ) {
    this.citizenId = citizenId;
    this.#signed = signed;
    this.#times = times;
    this.#fault = fault;
  }

  #timeOf(head: SignedHead | undefined): string | null {
    return head ? (this.#times.get(head.statement) ?? null) : null;
  }

  #tell(kind: ChainFault["kind"], logId: string, after = this.#timeOf(this.#signed[this.#next])): void {
    this.#fault({ kind, citizenId: this.citizenId, logId, after, before: null });
  }

  #lose(kind: ChainFault["kind"], head: SignedHead): void {
    const first = this.#lost ?? { kind, citizenId: this.citizenId, logId: head.logId, before: null };
    this.#lost = { ...first, after: this.#timeOf(head) };
  }

  #found(before: string | null): void {
    if (this.#lost) this.#fault({ ...this.#lost, before });
    this.#lost = null;
  }

  /** Signed rows that the chain has gone past without meeting them. */
  #pass(until: bigint | null): void {
    for (let head = this.#signed[this.#next]; head; head = this.#signed[this.#next]) {
      if (until !== null && BigInt(head.logId) >= until) return;
      this.#lose("signed-row-missing", head);
      this.#next += 1;
    }
  }

  step(row: Row): void {
    this.#pass(BigInt(row.logId));
    if (row.previousHash !== this.hash) this.#tell("row-missing-before", row.logId);
    if (chainHash(row.previousHash, row) !== row.hash) this.#tell("row-changed", row.logId);
    const signedUntil = this.#next >= this.#signed.length ? this.#agreedAt : null;
    if (signedUntil && Number(row.at) / 1000 < Date.parse(signedUntil) - SLACK_MS)
      this.#tell("dated-before-signed", row.logId, signedUntil);
    this.#head = row.head;
    this.#signedHash = row.signedHash;
    this.hash = row.hash;
    this.logId = row.logId;
    this.rows += 1;
    this.unsigned += 1;
    for (let head = this.#signed[this.#next]; head?.logId === row.logId; head = this.#signed[this.#next]) {
      this.#next += 1;
      this.unsigned = 0;
      if (head.hash !== row.hash) {
        this.#lose("signed-row-differs", head);
        continue;
      }
      this.#agreedAt = this.#timeOf(head);
      this.#found(this.#agreedAt);
      // A row that was taken out leaves every later count wrong: told once.
      if (head.rows !== String(this.rows) && !this.#miscounted) {
        this.#miscounted = true;
        this.#tell("signed-count-differs", row.logId, null);
      }
    }
  }

  /** Whether the database says that something was signed which no statement of the file names. */
  get unknownSigned(): boolean {
    return this.#signedHash !== null && !this.#signed.some(({ hash }) => hash === this.#signedHash);
  }

  end(): void {
    this.#pass(null);
    this.#found(null);
    if (this.rows > 0 && this.#head !== `${this.logId} ${this.rows} ${this.hash}`)
      this.#tell("head-differs", this.logId, null);
  }
}

const rangeOf = ([from, to]: readonly [number, number]) => {
  const byte = (n: number) => n.toString(16).padStart(2, "0");
  return [
    `${byte(from)}000000-0000-0000-0000-000000000000`,
    `${byte(to)}ffffff-ffff-ffff-ffff-ffffffffffff`,
  ] as const;
};

/**
 * Kiểm tra nhật ký: walks every chain as the database's owner and compares it with what was signed and kept outside. Each
 * fault is told as it is found. Memory is bounded by one group of people, not by the log. Throws when there is no key or
 * no database.
 */
export async function verifyLog(
  owner: Database,
  { dataDir, keysDir, inMemory }: { dataDir: string; keysDir: string; inMemory?: number },
  tell: (fault: LogFault) => void,
): Promise<LogReport> {
  const report = {
    ...{ chains: 0, rows: 0, statements: 0, faults: 0, unsignedRows: 0, unsignedChains: 0 },
    unknownSigned: 0,
  };
  const fault = (one: LogFault) => {
    report.faults += 1;
    tell(one);
  };
  const { verifying } = await readSigningKeys(keysDir);
  async function* counted(): AsyncGenerator<Statement> {
    for await (const one of genuineStatements(dataDir, verifying, fault)) {
      report.statements += 1;
      yield one;
    }
  }
  // The statements first: of a log that grows meanwhile, the later view then has all that they name.
  const { heads, last, times } = await SignedHeads.gather(
    dataDir,
    counted(),
    ({ number, ...rest }) => fault({ ...rest, line: number }),
    inMemory,
  );
  try {
    const root = new Root();
    await owner.transaction(
      async (tx) => {
        for (const group of heads.groups) {
          const people = await heads.read(group);
          addToRoot(root, people);
          await walkGroup(tx, rangeOf(group), people, times, fault, report);
        }
      },
      { isolationLevel: "repeatable read", accessMode: "read only" },
    );
    // Chains that were signed in a statement which the file has lost; unless one was added while we walked.
    const [newest] = await latestStatements(dataDir, 1);
    if (report.unknownSigned > 0 && (newest?.statement.number ?? 0) === (last?.number ?? 0))
      fault({ kind: "statements-cut", line: (last?.number ?? 0) + 1, at: last?.at ?? null });
    if (last && root.digest() !== last.root) fault({ kind: "root-differs", line: last.number, at: last.at });
  } finally {
    await heads.close();
  }
  const { unknownSigned: _, ...found } = report;
  return { ...found, whole: report.faults === 0, vouchedUntil: last?.at ?? null };
}

async function walkGroup(
  tx: Transaction,
  [from, to]: readonly [string, string],
  people: Map<string, SignedHead[]>,
  times: ReadonlyMap<number, string>,
  fault: (fault: ChainFault) => void,
  report: Pick<LogReport, "chains" | "rows" | "unsignedRows" | "unsignedChains"> & { unknownSigned: number },
): Promise<void> {
  const sql = clientOf(tx);
  const finish = (walk: Walk) => {
    walk.end();
    report.unsignedRows += walk.unsigned;
    report.unsignedChains += walk.unsigned > 0 ? 1 : 0;
    if (walk.unknownSigned) report.unknownSigned += 1;
  };
  let walk: Walk | null = null;
  const rows = sql<Row[]>`
    select citizen_id as "citizenId", log_id::text as "logId", (extract(epoch from at) * 1000000)::bigint::text as at,
      actor_kind as "actorKind", actor_id as "actorId", actor_name as "actorName", actor_place as "actorPlace",
      encode(session_hash, 'hex') as "sessionHash", purpose, part, basis, xid::text,
      encode(previous_hash, 'hex') as "previousHash", encode(l.hash, 'hex') as hash,
      concat_ws(' ', h.last_log_id, h.rows, encode(h.hash, 'hex')) as head, encode(h.signed_hash, 'hex') as "signedHash"
    from app.access_log l left join app.access_log_heads h using (citizen_id)
    where citizen_id between ${from}::uuid and ${to}::uuid order by citizen_id, log_id`;
  for await (const some of rows.cursor(AT_ONCE)) {
    for (const row of some) {
      if (walk?.citizenId !== row.citizenId) {
        if (walk) finish(walk);
        walk = new Walk(row.citizenId, people.get(row.citizenId) ?? [], times, fault);
        people.delete(row.citizenId);
        report.chains += 1;
      }
      walk.step(row);
      report.rows += 1;
    }
  }
  if (walk) finish(walk);
  // People of whom something was signed and nothing is left.
  for (const [citizenId, signed] of people) new Walk(citizenId, signed, times, fault).end();
  const lonely = await sql<{ citizenId: string; logId: string }[]>`
    select h.citizen_id as "citizenId", h.last_log_id::text as "logId" from app.access_log_heads h
    where h.citizen_id between ${from}::uuid and ${to}::uuid
      and not exists (select from app.access_log l where l.citizen_id = h.citizen_id)`;
  for (const head of lonely) fault({ kind: "head-differs", ...head, after: null, before: null });
}
