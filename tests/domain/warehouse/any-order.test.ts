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
