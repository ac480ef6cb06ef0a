import { createHash } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { finished } from "node:stream/promises";
import { type Head, type Root, readHeadLine } from "./chain.ts";
import type { NamedKey } from "./signing-keys.ts";
import {
  hashOf,
  isGenuine,
  readStatement,
  type Statement,
  statementsFile,
  statementsFolder,
} from "./statements.ts";

/** What is wrong with the statements themselves; `line` is their place in the file, from 1. */
export type StatementFault = {
  kind:
    | "not-a-statement"
    | "bad-signature"
    | "out-of-order"
    | "heads-missing"
    | "heads-changed"
    | "root-differs"
    | "statements-cut";
  line: number;
  at: string | null;
};

/** A head with the number of the statement that signed it. */
export type SignedHead = Head & { statement: number };

/** Above this many bytes of signed heads they are sorted into files on the disk, one group of people at a time. */
const IN_MEMORY = 32 * 1024 * 1024;

/** A line at a time, and whether it is whole: the last may be what a cut-short writing left. */
async function* linesOf(file: string): AsyncGenerator<string> {
  const size = await stat(file).then(
    (found) => found.size,
    () => 0,
  );
  if (size === 0) return;
  let read = 0;
  for await (const line of createInterface({
    input: createReadStream(file),
    crlfDelay: Number.POSITIVE_INFINITY,
  })) {
    read += Buffer.byteLength(line) + 1;
    if (read <= size) yield line;
  }
}

/** Every statement of the file in order; faults are told to `fault`. Only genuine ones that follow each other come out. */
export async function* genuineStatements(
  dataDir: string,
  keys: readonly NamedKey[],
  fault: (one: StatementFault) => void,
): AsyncGenerator<Statement> {
  let before: { number: number; line: string } | null = null;
  let place = 0;
  for await (const line of linesOf(statementsFile(dataDir))) {
    place += 1;
    const read = readStatement(line);
    if (!read) {
      fault({ kind: "not-a-statement", line: place, at: null });
      continue;
    }
    const { statement } = read;
    if (!isGenuine(read, keys)) {
      fault({ kind: "bad-signature", line: place, at: statement.at });
      continue;
    }
    const follows =
      statement.number === (before?.number ?? 0) + 1 &&
      statement.previous === (before ? hashOf(before.line) : null);
    if (!follows) fault({ kind: "out-of-order", line: place, at: statement.at });
    before = { number: statement.number, line };
    yield statement;
  }
}

const groupOf = (citizenId: string) => Number.parseInt(citizenId.slice(0, 2), 16);

/** All signed heads, by people: groups of citizen ids that begin alike, each read when its turn comes. */
export class SignedHeads {
  readonly #folder: string | null;
  readonly #memory: SignedHead[] | null;
  readonly groups: readonly (readonly [from: number, to: number])[];

  private constructor(folder: string | null, memory: SignedHead[] | null) {
    this.#folder = folder;
    this.#memory = memory;
    this.groups = memory ? [[0, 255]] : Array.from({ length: 256 }, (_, at) => [at, at] as const);
  }

  /** Gathers the heads that statements name, from their files; what does not agree is told to `fault`. */
  static async gather(
    dataDir: string,
    statements: AsyncIterable<Statement>,
    fault: (one: Omit<StatementFault, "line"> & { number: number }) => void,
    inMemory = IN_MEMORY,
  ): Promise<{ heads: SignedHeads; last: Statement | null; times: Map<number, string> }> {
    const folder = await mkdtemp(path.join(tmpdir(), "verify-log-"));
    const all: Statement[] = [];
    for await (const statement of statements) all.push(statement);
    const bytes = all.reduce((sum, { heads }) => sum + heads.to - heads.from, 0);
    const memory: SignedHead[] | null = bytes <= inMemory ? [] : null;
    const files = memory
      ? []
      : Array.from({ length: 256 }, (_, at) =>
          createWriteStream(path.join(folder, String(at)), { mode: 0o600 }),
        );
    const times = new Map(all.map(({ number, at }) => [number, at]));
    for (const { number, at, heads } of all) {
      const file = path.join(statementsFolder(dataDir), path.basename(heads.file));
      const hash = createHash("sha256");
      try {
        if (heads.to > heads.from) {
          const input = createReadStream(file, { start: heads.from, end: heads.to - 1 });
          input.on("data", (part) => hash.update(part));
          for await (const line of createInterface({ input })) {
            const head = readHeadLine(line);
            if (!head) continue;
            const signed = { ...head, statement: number };
            if (memory) memory.push(signed);
            else if (!files[groupOf(head.citizenId)]?.write(`${JSON.stringify(signed)}\n`))
              await new Promise((done) => files[groupOf(head.citizenId)]?.once("drain", () => done(null)));
          }
        }
        if (hash.digest("hex") !== heads.hash) fault({ kind: "heads-changed", number, at });
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
        fault({ kind: "heads-missing", number, at });
      }
    }
    await Promise.all(
      files.map((file) => {
        file.end();
        return finished(file);
      }),
    );
    return { heads: new SignedHeads(folder, memory), last: all.at(-1) ?? null, times };
  }

  /** The signed heads of a group, by citizen and in the order in which they were signed. */
  async read(group: readonly [number, number]): Promise<Map<string, SignedHead[]>> {
    const people = new Map<string, SignedHead[]>();
    const add = (head: SignedHead) => {
      const known = people.get(head.citizenId);
      if (known) known.push(head);
      else people.set(head.citizenId, [head]);
    };
    if (this.#memory) for (const head of this.#memory) add(head);
    else
      for await (const line of createInterface({
        input: createReadStream(path.join(this.#folder ?? "", String(group[0]))),
      }))
        add(JSON.parse(line) as SignedHead);
    return people;
  }

  async close(): Promise<void> {
    if (this.#folder) await rm(this.#folder, { recursive: true, force: true });
  }
}

/** Adds the last signed heads of some people to the root that the last statement must have. */
export function addToRoot(root: Root, people: ReadonlyMap<string, readonly SignedHead[]>): void {
  for (const citizenId of [...people.keys()].sort()) {
    const head = people.get(citizenId)?.at(-1);
    if (head) root.add(head);
  }
}
