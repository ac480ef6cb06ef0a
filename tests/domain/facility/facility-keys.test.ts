import { createHash } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import facilities from "../../../drizzle/seed/facilities.json" with { type: "json" };
import { keepSampleKeys, nameSampleFacilities } from "../../../drizzle/seed/facilities.ts";
import {
  admitSender,
  issueFacilityKey,
  listFacilityChanges,
  listFacilityKeys,
  makeFacilityKey,
  maySend,
  registerFacility,
  revokeFacilityKey,
} from "../../../lib/facility/index.ts";
import { isFacilityKey, SENDER_LIMITS } from "../../../lib/facility/rules.ts";
import { endSession } from "../../../lib/identity/sessions.ts";
import type { Context } from "../../../lib/platform/context.ts";
import { NotAllowed, NotFound, Refused, SignedOut } from "../../../lib/platform/errors.ts";
import { urlOf } from "../../support/database.ts";
import { reachOf, signedIn } from "../../support/guarded-books.ts";
import { aFacilityCode, staffAt } from "../../support/officers.ts";

const reach = reachOf();
afterAll(() => reach.close());
let officer: Context;
beforeAll(async () => {
  officer = await staffAt(reach, "authority", "Nguyễn Thị Sở");
});

async function newFacility(): Promise<string> {
  const facilityCode = aFacilityCode();
  await registerFacility(officer, { facilityCode, name: "Cơ sở thử", level: null, wardCode: null });
  return facilityCode;
}

describe("a facility's key", () => {
  test("is long and random, admits its facility, and is kept as a hash only", async () => {
    const facilityCode = await newFacility();
    const { key, keyId } = await issueFacilityKey(officer, { facilityCode });
    expect(key).toMatch(/^bskey_[\w-]{43}$/);
    expect(isFacilityKey(key)).toBe(true);
    const sender = await admitSender(reach.app, key);
    expect(sender).toMatchObject({ keyId, facilityCode });

    const [row] = await reach.appOwner.$client<{ key_hash: Buffer; text: string }[]>`
      select key_hash, to_json(k)::text as text from app.facility_keys k where key_id = ${keyId}`;
    expect(row?.key_hash.equals(createHash("sha256").update(key).digest())).toBe(true);
    expect(row?.text).not.toContain(key.slice(6));
    const [logged] = await reach.appOwner.$client<{ text: string }[]>`
      select string_agg(to_json(l)::text, '') as text from app.facility_log l where facility_code = ${facilityCode}`;
    expect(logged?.text).toContain("key-issued");
    expect(logged?.text).not.toContain(key.slice(6));
    const [listed] = await listFacilityKeys(officer, facilityCode);
    expect(listed).toMatchObject({ keyId, madeBy: "Nguyễn Thị Sở", revokedAt: null });
    expect(listed?.lastUsedAt).toBeInstanceOf(Date);
  });

  test("goes on while a new one is tried, until it is revoked; then it admits nobody", async () => {
    const facilityCode = await newFacility();
    const first = await issueFacilityKey(officer, { facilityCode });
    const second = await issueFacilityKey(officer, { facilityCode });
    expect(await admitSender(reach.app, first.key)).not.toBeNull();
    expect(await admitSender(reach.app, second.key)).not.toBeNull();
    await revokeFacilityKey(officer, { facilityCode, keyId: first.keyId });
    await revokeFacilityKey(officer, { facilityCode, keyId: first.keyId });
    expect(await admitSender(reach.app, first.key)).toBeNull();
    expect(await admitSender(reach.app, second.key)).not.toBeNull();
    const changes = await listFacilityChanges(officer, facilityCode, 10);
    expect(changes.map(({ what, details }) => [what, details.keyId])).toEqual([
      ["key-revoked", first.keyId],
      ["key-issued", second.keyId],
      ["key-issued", first.keyId],
      ["registered", undefined],
    ]);
  });

  test("no more than three live; of an unknown facility or key nothing happens", async () => {
    const facilityCode = await newFacility();
    const keys = [];
    for (let i = 0; i < 3; i += 1) keys.push(await issueFacilityKey(officer, { facilityCode }));
    await expect(issueFacilityKey(officer, { facilityCode })).rejects.toThrow(new Refused("too-many-keys"));
    await expect(issueFacilityKey(officer, { facilityCode: aFacilityCode() })).rejects.toThrow(NotFound);
    const other = await newFacility();
    const keyId = keys[0]?.keyId ?? 0;
    await expect(revokeFacilityKey(officer, { facilityCode: other, keyId })).rejects.toThrow(NotFound);
    expect((await listFacilityKeys(officer, facilityCode)).filter((key) => key.revokedAt)).toEqual([]);
  });

  test("of 8 asked for at once three are made", async () => {
    const facilityCode = await newFacility();
    const asked = Array.from({ length: 8 }, () => issueFacilityKey(officer, { facilityCode }));
    const made = (await Promise.allSettled(asked)).filter(({ status }) => status === "fulfilled");
    expect(made).toHaveLength(3);
  });

  test("strangers neither issue nor revoke", async () => {
    const facilityCode = await newFacility();
    const { keyId, key } = await issueFacilityKey(officer, { facilityCode });
    const ended = await staffAt(reach, "authority");
    await endSession(reach.app, ended.actor.token);
    for (const [stranger, refusal] of [
      [ended, SignedOut],
      [(await signedIn(reach)).ctx, NotAllowed],
      [await staffAt(reach, "clinic"), NotAllowed],
    ] as const) {
      await expect(issueFacilityKey(stranger, { facilityCode })).rejects.toThrow(refusal);
      await expect(revokeFacilityKey(stranger, { facilityCode, keyId })).rejects.toThrow(refusal);
    }
    expect(await listFacilityKeys(officer, facilityCode)).toHaveLength(1);
    expect(await admitSender(reach.app, key)).not.toBeNull();
    const [noted] = await reach.appOwner.$client<{ count: number }[]>`
      select count(*)::int as count from app.security_log where kind = 'desk-refused' and aim = ${`key of ${facilityCode}`}`;
    expect(noted?.count).toBe(3);
  });

  test("is known as a whole only", async () => {
    const { key } = await issueFacilityKey(officer, { facilityCode: await newFacility() });
    for (const wrong of [
      "",
      key.slice(0, -1),
      `${key}A`,
      key.toUpperCase(),
      makeFacilityKey(),
      "bskey_' or true--",
    ])
      expect(await admitSender(reach.app, wrong)).toBeNull();
  });

  test("sends so often and no more", async () => {
    const { key } = await issueFacilityKey(officer, { facilityCode: await newFacility() });
    const sender = await admitSender(reach.app, key);
    if (!sender) throw new Error("not admitted");
    const tries = await Promise.all(
      Array.from({ length: SENDER_LIMITS.filesPerMinute * 2 + 1 }, () => maySend(reach.app, sender)),
    );
    // A minute may turn while they are counted.
    expect(tries.filter(Boolean).length).toBeLessThanOrEqual(SENDER_LIMITS.filesPerMinute * 2);
    expect(tries.filter(Boolean).length).toBeGreaterThanOrEqual(SENDER_LIMITS.filesPerMinute);
  });
});

test("a sample facility's key stays the same, and stays revoked", async () => {
  await nameSampleFacilities(urlOf("owner"));
  const codes = facilities.map(({ facilityCode }) => facilityCode);
  const [first = "", ...others] = codes;
  const mine = new Map(codes.map((code) => [code, makeFacilityKey()]));
  const keyFor = (code: string) => mine.get(code) ?? "";
  expect(await keepSampleKeys(urlOf("owner"), keyFor)).toEqual(Object.fromEntries(mine));
  expect(await keepSampleKeys(urlOf("owner"), keyFor)).toEqual(Object.fromEntries(mine));
  const revoked = keyFor(first);
  const revoke = async (facilityCode: string) => {
    const sample = (await listFacilityKeys(officer, facilityCode)).find(({ madeBy }) => madeBy === null);
    await revokeFacilityKey(officer, { facilityCode, keyId: sample?.keyId ?? 0 });
  };
  await revoke(first);
  mine.delete(first);
  expect(await keepSampleKeys(urlOf("owner"), (code) => mine.get(code) ?? revoked)).toEqual(
    Object.fromEntries(mine),
  );
  for (const code of others) await revoke(code);
});
