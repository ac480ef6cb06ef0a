import { expect, test } from "vitest";
import { receiveClaimFile, releaseHeldDossiers } from "#lib/warehouse/index.ts";
import { aClaimRef, checkInOf, fileOf, sampleClaim, somebody, summaryFor } from "#tests/support/claims.ts";
import { connectionOf } from "#tests/support/database.ts";

const ingest = connectionOf("ingest");

/** A person's files: a check-in, three versions of one claim, a later visit without an address, an old visit without an id. */
function story() {
  const who = somebody();
  const visit = summaryFor(who);
  const later = summaryFor(who, {
    NGAY_VAO: "202608010800",
    NGAY_RA: "202608010900",
    DIA_CHI: "",
    GT_THE_DEN: "20271231",
  });
  const old = {
    "510002021060100001": aClaimRef(),
    DN4515100000001: who.card,
    "NGUYỄN VĂN MẪU": who.name,
    "19750510": "19620314",
  };
  return {
    who,
    files: [
      checkInOf(visit),
      fileOf({ ...visit, CHAN_DOAN_RV: "một" }, { madeOn: "20260513" }),
      fileOf({ ...visit, CHAN_DOAN_RV: "hai", MA_BENH_KT: "I10" }, { madeOn: "20260515" }),
      fileOf({ ...visit, CHAN_DOAN_RV: "ba", NGAY_TTOAN: "" }, { madeOn: "20260515" }),
      fileOf(later, { madeOn: "20260801" }),
      sampleClaim("E_qd4210_GIAMDINHHS.xml", old),
    ],
  };
}

async function warehouseOf(personalId: string) {
  const [citizen] = await ingest`
    select c.citizen_id, c.address, c.birth_date, c.details_as_of from warehouse.identifiers i
    join warehouse.citizens c using (citizen_id) where i.kind = 'personal-id' and i.value = ${personalId}`;
  const id = citizen?.citizen_id;
  const visits = await ingest`
    select final_diagnosis, format, made_on::text, arrived_at, total_vnd,
      (select string_agg(code, ';' order by line) from warehouse.conditions using_c
        where using_c.citizen_id = e.citizen_id and using_c.encounter_id = e.encounter_id) as codes
    from warehouse.encounters e where citizen_id = ${id} order by arrived_at`;
  const cards = await ingest`
    select valid_from::text, valid_to::text, shown_at from warehouse.insurance_cards where citizen_id = ${id} order by shown_at`;
  return {
    address: citizen?.address,
    birth: citizen?.birth_date,
    asOf: citizen?.details_as_of,
    visits,
    cards,
  };
}

test("the same files in any order end in the same warehouse", async () => {
  const orders = [
    [0, 1, 2, 3, 4, 5],
    [5, 4, 3, 2, 1, 0],
    [3, 5, 0, 4, 1, 2],
    [2, 3, 1, 0, 5, 4],
  ];
  const ends: unknown[] = [];
  for (const order of orders) {
    const { who, files } = story();
    for (const place of order) {
      const bytes = files[place];
      if (bytes) await receiveClaimFile(ingest, { name: "story.xml", bytes });
    }
    await releaseHeldDossiers(ingest, new Date());
    ends.push(await warehouseOf(who.id));
  }
  expect(ends[0]).toMatchObject({
    address: "Thôn Mẫu",
    visits: [{ format: "4210" }, { final_diagnosis: "hai", codes: "J00;I10" }, { format: "3176" }],
  });
  for (const end of ends) expect(end).toEqual(ends[0]);
});

test("contradicting visits, in any order, leave the person whom most of them told", async () => {
  const ends: unknown[] = [];
  for (const order of [
    [0, 1, 2, 3],
    [3, 2, 1, 0],
    [1, 2, 0, 3],
    [2, 0, 3, 1],
  ]) {
    const who = somebody({ name: "Đặng Thị Ánh" });
    const visits = [
      summaryFor(who, { NGAY_VAO: "202601050800", DIEN_THOAI: "0900000001" }),
      summaryFor(who, { NGAY_VAO: "202602050800", NGAY_SINH: "197012310000", DIA_CHI: "Nơi khác" }),
      summaryFor(who, { NGAY_VAO: "202603050800", HO_TEN: "DANG THI ANH", NHOM_MAU: "O+" }),
      summaryFor(who, { NGAY_VAO: "202604050800", HO_TEN: "VÕ THỊ LẠ", DIEN_THOAI: "0999999999" }),
    ];
    for (const place of order) {
      const visit = visits[place];
      if (visit) await receiveClaimFile(ingest, { name: "told.xml", bytes: fileOf(visit) });
    }
    await releaseHeldDossiers(ingest, new Date());
    const [citizen] = await ingest`
      select c.name, c.birth_date, c.address, c.phone, c.blood_group, c.details_as_of from warehouse.identifiers i
      join warehouse.citizens c using (citizen_id) where i.kind = 'personal-id' and i.value = ${who.id}`;
    const visited = await ingest`
      select 1 from warehouse.identifiers i join warehouse.encounters e using (citizen_id)
      where i.kind = 'personal-id' and i.value = ${who.id}`;
    ends.push({ ...citizen, visits: visited.length });
  }
  expect(ends[0]).toMatchObject({
    ...{ name: "DANG THI ANH", birth_date: "1962-03-14", address: "Thôn Mẫu", phone: "0900000001" },
    ...{ blood_group: "O+", details_as_of: new Date("2026-03-05T08:00:00+07:00"), visits: 4 },
  });
  for (const end of ends) expect(end).toEqual(ends[0]);
});

test("a version of a claim takes back what the one before it told of its citizen", async () => {
  const ends: unknown[] = [];
  for (const order of [0, 1]) {
    const who = somebody();
    const visit = summaryFor(who);
    const files = [
      fileOf({ ...visit, DIEN_THOAI: "0900000001", DIA_CHI: "Nhầm" }, { madeOn: "20260513" }),
      fileOf({ ...visit, CHAN_DOAN_RV: "đã sửa" }, { madeOn: "20260514" }),
    ];
    for (const bytes of order ? files.reverse() : files)
      await receiveClaimFile(ingest, { name: "v.xml", bytes });
    const [citizen] = await ingest`
      select c.address, c.phone from warehouse.identifiers i join warehouse.citizens c using (citizen_id)
      where i.kind = 'personal-id' and i.value = ${who.id}`;
    ends.push(citizen);
  }
  expect(ends).toEqual([
    { address: "Thôn Mẫu", phone: null },
    { address: "Thôn Mẫu", phone: null },
  ]);
});
