import { eq, sql } from "drizzle-orm";
import { type Book, openBook } from "#lib/consent/index.ts";
import { isPushAddress, isPushKey } from "#lib/gateways/web-push/index.ts";
import type { Context } from "#lib/platform/context.ts";
import { clientOf } from "#lib/platform/db.ts";
import type { PushAccess } from "#lib/platform/env.ts";
import { Refused } from "#lib/platform/errors.ts";
import type { DropPushInput, KeepPushInput } from "./inputs.ts";
import { pushSubscriptions } from "./push-tables.ts";

/** Where the form was sent from: the browser's own mark, its name, and the language of whoever reads there. */
export type ThisBrowser = { device: string; words: string; language: string };
/** Máy nhận tin, as its owner sees it. */
export type PushBrowser = { subscriptionId: string; words: string; madeAt: Date; thisOne: boolean };

const ownBook = (ctx: Context) => openBook(ctx, ctx.actor.id, "own-reading", "messages");

/**
 * Nhận tin trên máy này: this browser is told when a message waits, while its owner is the last to have signed in there.
 * Again is the same. Throws Refused("no-push") for what no known push service gave, and for what is no key.
 */
export async function keepPush(
  ctx: Context,
  { endpoint, p256dh, auth }: KeepPushInput,
  { device, words, language }: ThisBrowser,
  access: PushAccess | null,
): Promise<void> {
  const key = Buffer.from(p256dh, "base64url");
  if (!access || !isPushAddress(endpoint, access.alsoAt) || !isPushKey(key)) throw new Refused("no-push");
  const book = await ownBook(ctx);
  await book.actOnApp(
    (tx) => clientOf(tx)`
      select app.keep_push(${ctx.actor.token}, ${device}, ${endpoint}, ${key}, ${Buffer.from(auth, "base64url")},
        ${language}, ${words})`,
  );
}

/** Thôi nhận tin trên một máy. */
export async function dropPush(ctx: Context, { subscriptionId }: DropPushInput): Promise<void> {
  const book = await ownBook(ctx);
  await book.actOnApp((tx) => tx.execute(sql`select app.drop_push(${subscriptionId}::uuid)`));
}

/** The browsers that are told when a message waits; `device` is the mark of the one that asks. */
export async function listPushBrowsers(book: Book, device: string | null): Promise<PushBrowser[]> {
  const { subscriptionId, words, madeAt, citizenId, deviceHash } = pushSubscriptions;
  const thisOne = sql<boolean>`${deviceHash} = sha256(convert_to(${device ?? ""}, 'UTF8'))`;
  return book.readApp((tx) =>
    tx
      .select({ subscriptionId, words, madeAt, thisOne })
      .from(pushSubscriptions)
      .where(eq(citizenId, book.citizenId))
      .orderBy(madeAt),
  );
}
