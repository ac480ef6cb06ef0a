import { createHash } from "node:crypto";
import type { Database } from "#lib/platform/db.ts";
import { type Head, headLine, Root } from "./chain.ts";
import { readSigningKeys } from "./signing-keys.ts";
import {
  appendStatement,
  hashOf,
  latestStatements,
  publishKeys,
  type Statement,
  signStatement,
} from "./statements.ts";

const LOCK = 7_263_002;
const AT_ONCE = 5000;

type Places = { dataDir: string; keysDir: string };

/**
 * Ký đầu chuỗi: signs where the chains of all people end, with a key that the database does not know, and appends the
 * statement and the heads that changed to files outside it. Whoever comes while another signs does nothing: null.
 */
export async function signHeads(
  app: Database,
  { dataDir, keysDir }: Places,
  now: Date,
): Promise<Statement | null> {
  const keys = await readSigningKeys(keysDir);
  let changed: Head[] = [];
  const statement = await app.$client.begin(async (tx) => {
    const [lock] = await tx<{ mine: boolean }[]>`select pg_try_advisory_xact_lock(${LOCK}) as mine`;
    if (!lock?.mine) return null;
    await publishKeys(dataDir, keys.verifying);
    const [last] = await latestStatements(dataDir, 1);
    const root = new Root();
    changed = [];
    const rows = tx<(Head & { changed: boolean })[]>`
      select citizen_id as "citizenId", last_log_id::text as "logId", rows::text, encode(hash, 'hex') as hash,
        hash is distinct from signed_hash as changed
      from app.access_log_heads order by citizen_id`;
    for await (const some of rows.cursor(AT_ONCE)) {
      for (const { changed: isNew, ...head } of some) {
        root.add(head);
        if (isNew) changed.push(head);
      }
    }
    const lines = changed.map(headLine);
    const file = `heads-${now.toISOString().slice(0, 7)}.log`;
    const from = last?.statement.heads.file === file ? last.statement.heads.to : 0;
    const hash = createHash("sha256");
    for (const line of lines) hash.update(line);
    const length = lines.reduce((sum, line) => sum + line.length, 0);
    const made: Statement = {
      number: (last?.statement.number ?? 0) + 1,
      at: now.toISOString(),
      chains: root.chains,
      rows: String(root.rows),
      root: root.digest(),
      changed: changed.length,
      heads: { file, from, to: from + length, hash: hash.digest("hex") },
      previous: last ? hashOf(last.line) : null,
      key: keys.signing.id,
    };
    await appendStatement(dataDir, { heads: made.heads, lines, line: signStatement(made, keys.signing) });
    return made;
  });
  if (statement) await noteSigned(app, changed);
  return statement;
}

/** Outside the transaction, and little by little: a head that is locked keeps an opening waiting. */
async function noteSigned(app: Database, changed: readonly Head[]): Promise<void> {
  for (let from = 0; from < changed.length; from += 1000) {
    const signed = JSON.stringify(changed.slice(from, from + 1000));
    await app.$client`
      update app.access_log_heads h set signed_hash = decode(s.hash, 'hex')
      from json_to_recordset(${signed}::text::json) as s("citizenId" uuid, hash text) where h.citizen_id = s."citizenId"`;
  }
}
