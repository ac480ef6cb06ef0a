import type { Database } from "#lib/platform/db.ts";
import { NotAllowed } from "#lib/platform/errors.ts";
import { isFacilityKey } from "./rules.ts";

/** Cơ sở đang gửi: whose key came with a request. Every step asks for its grant anew, so that a revoked key ends at once. */
export type Sender = { keyId: number; facilityCode: string; grant(): Promise<string> };

/** A grant lives 60 seconds; half of that is left for the step it is asked for. */
const RENEW_AFTER_MS = 30_000;

type Admitted = { key_id: string; facility_code: string; sender_grant: string };

async function ask(app: Database, key: string): Promise<Admitted | undefined> {
  const [row] = await app.$client<Admitted[]>`select * from app.admit_sender(${key})`;
  return row;
}

/** Nhận ra cơ sở gửi: the facility of a living key; null for any other text. */
export async function admitSender(app: Database, key: string): Promise<Sender | null> {
  if (!isFacilityKey(key)) return null;
  let known = await ask(app, key);
  if (!known) return null;
  let askedAt = Date.now();
  const { key_id, facility_code } = known;
  return {
    keyId: Number(key_id),
    facilityCode: facility_code,
    async grant() {
      if (Date.now() - askedAt > RENEW_AFTER_MS) {
        known = await ask(app, key);
        askedAt = Date.now();
      }
      if (!known) throw new NotAllowed();
      return known.sender_grant;
    },
  };
}
