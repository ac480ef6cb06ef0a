import { randomBytes } from "node:crypto";
import postgres from "postgres";
import { meetCitizen } from "#lib/identity/meet.ts";
import { cookieName } from "#lib/identity/realms.ts";
import { beginSession } from "#lib/identity/sessions.ts";
import { type Context, contextFor } from "#lib/platform/context.ts";
import { connect, type Database } from "#lib/platform/db.ts";
import type { BenchBook } from "../../../app/_commands/bench.ts";

/** The book's two databases under the web role, as the web process opens them. */
export type WebDatabases = { app: Database; warehouse: Database; close: () => Promise<void> };

export function openWeb({ databases: { databaseUrl, warehouseUrl } }: BenchBook, max?: number): WebDatabases {
  const app = connect(databaseUrl, { max });
  const warehouse = warehouseUrl === databaseUrl ? app : connect(warehouseUrl, { max });
  const close = async () => {
    await Promise.all([app.$client.end(), warehouse.$client.end()]);
  };
  return { app, warehouse, close };
}

/** The owner's connection to the app's database, or to the warehouse: to prepare rows, never to measure. */
export const openOwner = (book: BenchBook, where: "app" | "warehouse" = "app") =>
  postgres(where === "app" ? book.databases.ownerUrl : book.databases.warehouseOwnerUrl, {
    max: 2,
    onnotice: () => {},
  });

/** A context as the web process makes it for whoever holds `token`. */
export function contextOf(web: WebDatabases, citizenId: string, token: string): Context {
  const actor = { kind: "citizen" as const, id: citizenId, name: "", token };
  return contextFor(actor, { app: web.app, warehouse: web.warehouse }, new Date(), "bench");
}

/** A sample person, signed in: the cookie of one session each. */
export type Reader = { citizenId: string; cookies: string[]; visits: string[] };

/** Signs one sample person in on `browsers` browsers. */
export async function signIn(book: BenchBook, personalId: string, browsers = 1): Promise<Reader> {
  const web = openWeb(book, 2);
  const owner = openOwner(book, "warehouse");
  try {
    const [known] = await owner<{ name: string; birth_date: string; sex: "male" | "female" }[]>`
      select c.name, c.birth_date, c.sex from warehouse.citizens c
      join warehouse.identifiers i using (citizen_id) where i.kind = 'personal-id' and i.value = ${personalId}`;
    const {
      name,
      birth_date: birthDate,
      sex,
    } = known ?? { name: "Nguyễn Bình Sơn", birth_date: "1980", sex: "male" };
    const citizenId = await meetCitizen(web, {
      personalId,
      subject: `bench ${personalId}`,
      name,
      birthDate,
      sex,
      assurance: 2,
    });
    const visits = await owner<{ id: string }[]>`
      select encounter_id as id from warehouse.encounters where citizen_id = ${citizenId} order by arrived_at desc`;
    const tokens = Array.from({ length: browsers }, () => randomBytes(32).toString("base64url"));
    for (const token of tokens) {
      await beginSession(web.app, {
        realm: "citizen",
        subjectId: citizenId,
        token,
        assurance: 2,
        userAgent: null,
      });
    }
    const cookie = cookieName("citizen", "session", book.url.startsWith("https://"));
    return {
      citizenId,
      cookies: tokens.map((token) => `${cookie}=${token}`),
      visits: visits.map(({ id }) => id),
    };
  } finally {
    await web.close();
    await owner.end();
  }
}

/** The sample person with the longest visit, and that visit. */
export async function longestVisit(
  book: BenchBook,
): Promise<{ personalId: string; encounterId: string; lines: number }> {
  const owner = openOwner(book, "warehouse");
  try {
    const [row] = await owner<{ personal_id: string; encounter_id: string; lines: string }[]>`
      select i.value as personal_id, e.encounter_id,
        (select count(*) from warehouse.medicines m where m.citizen_id = e.citizen_id and m.encounter_id = e.encounter_id)
        + (select count(*) from warehouse.services s where s.citizen_id = e.citizen_id and s.encounter_id = e.encounter_id) as lines
      from warehouse.encounters e join warehouse.identifiers i using (citizen_id)
      where i.kind = 'personal-id' and i.value = any(${book.people.map((one) => one.personalId)}) order by lines desc limit 1`;
    if (!row) throw new Error("no sample person has a visit");
    return { personalId: row.personal_id, encounterId: row.encounter_id, lines: Number(row.lines) };
  } finally {
    await owner.end();
  }
}
