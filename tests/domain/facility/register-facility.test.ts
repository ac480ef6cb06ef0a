import { randomBytes } from "node:crypto";
import { afterAll, describe, expect, test } from "vitest";
import { nameSampleFacilities } from "../../../drizzle/seed/facilities.ts";
import {
  amendFacility,
  facilityNames,
  findFacility,
  listFacilities,
  listFacilityChanges,
  listFacilityKeys,
  registerFacility,
} from "../../../lib/facility/index.ts";
import { AmendFacilityInput, RegisterFacilityInput } from "../../../lib/facility/inputs.ts";
import { endSession } from "../../../lib/identity/sessions.ts";
import type { Context } from "../../../lib/platform/context.ts";
import { NotAllowed, NotFound, Refused, SignedOut } from "../../../lib/platform/errors.ts";
import { urlOf } from "../../support/database.ts";
import { reachOf, signedIn } from "../../support/guarded-books.ts";
import { aFacilityCode, staffAt } from "../../support/officers.ts";

const reach = reachOf();
afterAll(() => reach.close());

const aFacility = (over: Partial<RegisterFacilityInput> = {}): RegisterFacilityInput => ({
  ...{ facilityCode: aFacilityCode(), name: "Trạm Y tế thử", level: "initial", wardCode: "21085" },
  ...over,
});

describe("the authority's list of facilities", () => {
  test("a facility is entered, corrected, and each change is written down with who made it", async () => {
    const officer = await staffAt(reach, "authority", "Nguyễn Thị Sở");
    const facility = aFacility();
    await registerFacility(officer, facility);
    expect(await findFacility(reach.app, facility.facilityCode)).toEqual(facility);
    expect((await facilityNames(reach.app)).get(facility.facilityCode)).toBe("Trạm Y tế thử");

    await amendFacility(officer, { ...facility, name: "Trạm Y tế xã Thử", level: "basic", wardCode: null });
    expect(
      (await listFacilities(reach.app)).find((one) => one.facilityCode === facility.facilityCode),
    ).toEqual({
      ...{ facilityCode: facility.facilityCode, name: "Trạm Y tế xã Thử", level: "basic", wardCode: null },
    });
    expect((await facilityNames(reach.app)).get(facility.facilityCode)).toBe("Trạm Y tế xã Thử");

    const changes = await listFacilityChanges(officer, facility.facilityCode, 10);
    expect(changes.map(({ what, by }) => [what, by])).toEqual([
      ["amended", "Nguyễn Thị Sở"],
      ["registered", "Nguyễn Thị Sở"],
    ]);
    expect(changes[0]?.details.was).toEqual({ name: "Trạm Y tế thử", level: "initial", wardCode: "21085" });
  });

  test("the same again changes nothing and leaves no second line; another name under a known code is refused", async () => {
    const officer = await staffAt(reach, "authority");
    const facility = aFacility();
    await registerFacility(officer, facility);
    await registerFacility(officer, facility);
    await amendFacility(officer, facility);
    await expect(registerFacility(officer, { ...facility, name: "Tên khác" })).rejects.toThrow(
      new Refused("facility-known"),
    );
    await expect(amendFacility(officer, aFacility())).rejects.toThrow(NotFound);
    expect(await listFacilityChanges(officer, facility.facilityCode, 10)).toHaveLength(1);
  });

  test("what the sample names never takes the place of what was entered", async () => {
    const officer = await staffAt(reach, "authority");
    await nameSampleFacilities(urlOf("owner"));
    const before = await findFacility(reach.app, "51001");
    if (!before) throw new Error("the sample facility is missing");
    await amendFacility(officer, { ...before, name: "Trạm Y tế xã Bình Minh (mới)" });
    await nameSampleFacilities(urlOf("owner"));
    expect((await findFacility(reach.app, "51001"))?.name).toBe("Trạm Y tế xã Bình Minh (mới)");
    await amendFacility(officer, before);
  });

  test("strangers are refused and written down: no session, an ended one, a citizen, a clinic's staff", async () => {
    const ended = await staffAt(reach, "authority");
    await endSession(reach.app, ended.actor.token);
    const nobody = { ...ended, actor: { ...ended.actor, token: randomBytes(32).toString("base64url") } };
    const strangers: [Context, typeof SignedOut | typeof NotAllowed][] = [
      [nobody, SignedOut],
      [ended, SignedOut],
      [(await signedIn(reach)).ctx, NotAllowed],
      [await staffAt(reach, "clinic"), NotAllowed],
      [await staffAt(reach, "station"), NotAllowed],
    ];
    for (const [stranger, refusal] of strangers) {
      const facility = aFacility();
      await expect(registerFacility(stranger, facility)).rejects.toThrow(refusal);
      await expect(amendFacility(stranger, { ...facility, facilityCode: "51000" })).rejects.toThrow(refusal);
      expect(await findFacility(reach.app, facility.facilityCode)).toBeNull();
      expect(await listFacilityChanges(stranger, "51000", 10)).toEqual([]);
      expect(await listFacilityKeys(stranger, null)).toEqual([]);
      const [noted] = await reach.appOwner.$client<{ count: number }[]>`
        select count(*)::int as count from app.security_log where kind = 'desk-refused' and aim = ${`facility ${facility.facilityCode}`}`;
      expect(noted?.count).toBe(1);
    }
  });

  test("the web role reaches the tables in no other way, and not even their owner edits the log", async () => {
    const refused = { code: "42501" };
    await expect(reach.app.$client`select * from app.facility_keys`).rejects.toMatchObject(refused);
    await expect(reach.app.$client`select * from app.facility_log`).rejects.toMatchObject(refused);
    await expect(reach.app.$client`update app.facilities set name = 'x'`).rejects.toMatchObject(refused);
    await expect(reach.app.$client`select app.authority_of('x')`).rejects.toMatchObject(refused);
    await expect(reach.appOwner.$client`update app.facility_log set what = 'amended'`).rejects.toMatchObject(
      refused,
    );
  });
});

describe("what is typed", () => {
  test("every field that is wrong is named", () => {
    const read = RegisterFacilityInput.safeParse({
      facilityCode: "51",
      name: " ",
      level: "9",
      wardCode: "x",
    });
    expect(read.error?.issues.map(({ path, message }) => [path[0], message])).toEqual([
      ["facilityCode", "code"],
      ["name", "name"],
      ["level", "level"],
      ["wardCode", "ward"],
    ]);
  });

  test("blanks around a name go, unknown is nothing, a code is in capitals", () => {
    const typed = { facilityCode: " 5100a ", name: "  Trạm   Y tế ", level: "unknown", wardCode: "" };
    expect(AmendFacilityInput.parse(typed)).toEqual({
      ...{ facilityCode: "5100A", name: "Trạm Y tế", level: null, wardCode: null },
    });
  });
});
