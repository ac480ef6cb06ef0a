import postgres from "postgres";
import { openBook } from "../../app/_commands/start/book.ts";
import { readEnv } from "../../lib/platform/env.ts";

/**
 * Tells people something in a book that runs, as its functions do: a process of its own, because a browser's test has no
 * way to the database. Reads a JSON list from its argument; `daysAgo` moves the telling back;
 * with `openedBy`, a user name, a line says that this member of staff opened the book, and nothing is told.
 */
type Telling = {
  personalId: string;
  kind?: string;
  openedBy?: string;
  values?: Record<string, string>;
  link?: string;
  daysAgo?: number;
};
const tellings: Telling[] = JSON.parse(process.argv[2] ?? "[]");
const book = await openBook(readEnv(process.env));
const [app, warehouse] = [book.ownerUrl, book.warehouseOwnerUrl].map((url) => postgres(url, { max: 1 }));
if (!app || !warehouse) throw new Error("a book has two databases");
for (const { personalId, kind, openedBy, values = {}, link = "/me", daysAgo = 0 } of tellings) {
  const [who] = await warehouse<{ citizen_id: string }[]>`
    select citizen_id from warehouse.identifiers where kind = 'personal-id' and value = ${personalId}`;
  if (!who) throw new Error(`nobody has the number ${personalId}`);
  if (openedBy)
    await app`
      insert into app.access_log (citizen_id, actor_kind, actor_id, actor_name, purpose, part, basis)
      select ${who.citizen_id}, 'staff', staff_id, name, 'care', 'encounters', 'journey' from app.staff where username = ${openedBy}`;
  if (!kind) continue;
  await app.begin(async (tx) => {
    const [told] = await tx<{ id: string }[]>`
      select app.tell(${who.citizen_id}::uuid, ${kind}, ${link}, ${JSON.stringify(values)}::text::jsonb, null) as id`;
    await tx`update app.messages set told_at = told_at - make_interval(days => ${daysAgo}) where citizen_id = ${who.citizen_id} and message_id = ${told?.id ?? 0}`;
  });
}
await Promise.all([app.end(), warehouse.end()]);
await book.close();
