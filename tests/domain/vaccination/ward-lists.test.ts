import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openBook } from "#lib/consent/index.ts";
import {
  listsThatName,
  openDueList,
  personToVaccinate,
  planVaccination,
  vaccinationDesk,
} from "#lib/vaccination/index.ts";
import { DueListInput } from "#lib/vaccination/inputs.ts";
import { staffSignedIn } from "#tests/support/guarded-books.ts";

import { type Station, vaccinationDesks } from "#tests/support/vaccination-desk.ts";

const { childOf, dayFrom, list, makeStation, monthsAgo, owner, plan, reach, refusal, close } =
  vaccinationDesks();
afterAll(close);

let station: Station;
beforeAll(async () => {
  station = await makeStation();
});

describe("the lists of a ward", () => {
  test("each holds whom it is for, with the rows that put them there; narrowed, counted, Rota first", async () => {
    const own = await makeStation();
    const threeMonths = await childOf(own.ward, monthsAgo(3), { name: "Bé Ba Tháng", phone: "0900000001" });
    await childOf(own.ward, dayFrom(-150), { name: "Bé Năm Tháng" });
    await childOf(own.ward, `${Number(dayFrom(90).slice(0, 4)) - 3}-03-05`, {
      name: "Bé Mầm Non",
    });
    await childOf(own.ward, "1980-01-01", { name: "Người Lớn" });
    await childOf(station.ward, monthsAgo(3), { name: "Bé Xã Khác" });
    const namesOn = async (query: object) =>
      (await list(own.ctx, { ...query })).people.map(({ name }) => name);
    const late = await list(own.ctx, { kind: "overdue" });
    expect(late.total).toBe(3);
    expect(late.people.find(({ citizenId }) => citizenId === threeMonths.citizenId)?.rows).toContainEqual(
      expect.objectContaining({ rule: "BCG", dose: 1 }),
    );
    expect(await namesOn({ kind: "never-reached" })).toEqual(["Bé Mầm Non", "Bé Năm Tháng", "Bé Ba Tháng"]);
    const limit = await list(own.ctx, { kind: "near-limit" });
    expect(limit.people[0]).toMatchObject({ name: "Bé Năm Tháng", rows: [{ rule: "ROTA_VN", dose: 1 }] });
    expect(await namesOn({ kind: "preschool" })).toEqual(["Bé Mầm Non"]);
    expect(await namesOn({ kind: "overdue", phone: "with" })).toEqual(["Bé Ba Tháng"]);
    expect(await namesOn({ kind: "overdue", rule: "BCG" })).toEqual(["Bé Năm Tháng", "Bé Ba Tháng"]);
    expect(await namesOn({ kind: "missed" })).toEqual([]);
    // Twins are told apart: whoever could be taken for another is marked.
    const twins = await Promise.all(
      ["Bé Sinh Đôi Một", "Bé Sinh Đôi Hai"].map((name) =>
        childOf(own.ward, monthsAgo(2), { name, phone: "0900000002" }),
      ),
    );
    const all = (await list(own.ctx, { kind: "overdue" })).people;
    expect(
      all
        .filter(({ isLikeAnother }) => isLikeAnother)
        .map(({ citizenId }) => citizenId)
        .sort(),
    ).toEqual(twins.map(({ citizenId }) => citizenId).sort());
    for (const kind of ["this-week", "overdue", "never-reached"])
      expect(await namesOn({ kind })).not.toContain("Bé Xã Khác");
  });

  test("whose name was shown reads it in their log; what was not written down is not shown, and no other station's", async () => {
    const own = await makeStation();
    const child = await childOf(own.ward, monthsAgo(4));
    const desk = await vaccinationDesk(own.ctx);
    await openDueList(desk, DueListInput.parse({ kind: "overdue" }), "screen");
    await openDueList(desk, DueListInput.parse({ kind: "overdue" }), "file");
    const named = await listsThatName(await child.book("access-log"));
    expect(named.map(({ staffName, kind, form, times }) => [staffName, kind, form, times])).toEqual(
      expect.arrayContaining([
        ["YS. Võ Thị Trạm", "overdue", "screen", 1],
        ["YS. Võ Thị Trạm", "overdue", "file", 1],
      ]),
    );
    const [opened] =
      await owner`select list_id from app.due_list_openings where facility_code = ${own.facilityCode} limit 1`;
    const other = await vaccinationDesk(station.ctx);
    const theirs = other.readApp((tx) => tx.execute(`select * from app.due_list('${opened?.list_id}')`));
    expect(await refusal(theirs)).toMatch(/42501|Error/);
    const inOne = desk.actOnApp((tx) =>
      tx.execute(
        "select * from app.note_due_list('overdue', null, null, false, 'screen', 50, 0) n, lateral app.due_list(n.list_id)",
      ),
    );
    expect(await refusal(inOne)).not.toBe("done");
    const clinic = await staffSignedIn(reach, { facilityCode: own.facilityCode, role: "clinic" });
    expect(await refusal(list(clinic.ctx))).not.toBe("done");
    expect(await refusal(planVaccination(clinic.ctx, plan()))).not.toBe("done");
    expect(await refusal(openBook(station.ctx, child.citizenId, "vaccinate", "vaccination"))).toBe(
      "NotFound",
    );
    // A station of the ward sees doses, and nothing else of the book.
    const book = await openBook(own.ctx, child.citizenId, "vaccinate", "vaccination");
    expect(await personToVaccinate(book)).toMatchObject({ name: "Lê Minh Thử" });
    const rest = await book.readWarehouse((tx) => tx.execute("select citizen_id from warehouse.citizens"));
    expect(rest).toHaveLength(0);
    expect(await refusal(openBook(own.ctx, child.citizenId, "vaccinate", "encounters"))).toBe("NotFound");
    const [line] = await owner`
      select actor_name, purpose, part, basis from app.access_log where citizen_id = ${child.citizenId} and actor_kind = 'staff'`;
    expect(line).toMatchObject({
      actor_name: "YS. Võ Thị Trạm",
      purpose: "vaccinate",
      part: "vaccination",
      basis: `ward:${own.ward}`,
    });
  });
});
