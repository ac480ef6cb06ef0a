import path from "node:path";
import type { BrowserContext } from "@playwright/test";
import postgres from "postgres";
import { postgresKeys } from "../../../app/_commands/start/keys.ts";
import { readRecord } from "../../../app/_commands/start/postgres/files.ts";
import { cookieName, type Realm } from "../../../lib/identity/realms.ts";
import { bookUrl, dataDir } from "./surroundings.ts";

/** The session cookie's name. */
export const sessionCookie = (realm: Realm) => cookieName(realm, "session", bookUrl.startsWith("https:"));

/** The value of this browser's session cookie. */
export async function tokenOf(context: BrowserContext, realm: Realm): Promise<string> {
  const found = (await context.cookies(bookUrl)).find(({ name }) => name === sessionCookie(realm));
  if (!found) throw new Error(`This browser has no session as ${realm}.`);
  return found.value;
}

/** Puts a session cookie into a browser, as somebody could who has found one. */
export async function putToken(context: BrowserContext, realm: Realm, value: string): Promise<void> {
  await context.addCookies([{ name: sessionCookie(realm), value, url: bookUrl }]);
}

/** Lets the time of a session run out in the database: by rest, or by the end of the working day. */
export async function letTimeRunOut(token: string, limit: "ends_at" | "lasts_until"): Promise<void> {
  const { superuser } = postgresKeys(path.join(dataDir(), "keys"));
  const sql = postgres(`postgres://postgres:${superuser}@127.0.0.1:${readRecord(dataDir())?.port}/book`, {
    max: 1,
  });
  try {
    const changed = await sql`
      update app.sessions set ${sql(limit)} = clock_timestamp() - interval '1 second'
      where token_hash = sha256(convert_to(${token}, 'UTF8'))`;
    if (changed.count !== 1) throw new Error("There is no such session.");
  } finally {
    await sql.end();
  }
}
