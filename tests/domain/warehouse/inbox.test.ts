import { createHash, randomBytes, randomUUID } from "node:crypto";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import {
  admitSender,
  issueFacilityKey,
  registerFacility,
  revokeFacilityKey,
  type Sender,
} from "../../../lib/facility/index.ts";
import type { Context } from "../../../lib/platform/context.ts";
import { NotAllowed, Refused } from "../../../lib/platform/errors.ts";
import { openIngest } from "../../../lib/warehouse/connect.ts";
import { CHUNK_BYTES, LARGEST_BODY } from "../../../lib/warehouse/inbox-rules.ts";
import {
  type Answer,
  fileFromInbox,
  findAnswer,
  receiveBody,
  sweepInbox,
} from "../../../lib/warehouse/index.ts";
import { checkInOf, envelope, fileOf, hoso, somebody, summaryFor, visit } from "../../support/claims.ts";
import { connectionOf, urlOf } from "../../support/database.ts";
import { reachOf } from "../../support/guarded-books.ts";
import { aFacilityCode, staffAt } from "../../support/officers.ts";
import { zipOf } from "../../support/zip.ts";

const reach = reachOf();
afterAll(() => reach.close());
const ingest = connectionOf("ingest");
const owner = connectionOf("warehouseOwner");
let officer: Context;
beforeAll(async () => {
  officer = await staffAt(reach, "authority");
});

type Known = { facilityCode: string; key: string; keyId: number; sender: Sender };

async function aSender(): Promise<Known> {
  const facilityCode = aFacilityCode();
  await registerFacility(officer, { facilityCode, name: "Cơ sở thử", level: null, wardCode: null });
  const made = await issueFacilityKey(officer, { facilityCode });
  const sender = await admitSender(reach.app, made.key);
  if (!sender) throw new Error("not admitted");
  return { facilityCode, ...made, sender };
}

/** A body as it comes over the wire, in pieces of odd sizes. */
async function* inPieces(bytes: Uint8Array, size = 70_001): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

const send = ({ sender }: Known, bytes: Uint8Array) => receiveBody(reach.warehouse, sender, inPieces(bytes));

/** As the worker does, until this body is answered; another test's may come first. */
async function answered({ sender }: Known, requestId: string): Promise<Answer | null> {
  for (let i = 0; i < 200; i += 1) {
    const answer = await findAnswer(reach.warehouse, sender, requestId);
    if (answer?.kind !== "waiting") return answer;
    if (!(await fileFromInbox(ingest, ingest))) await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return { kind: "waiting" };
}

const claimOf = (facility: string, over: Record<string, string> = {}) =>
  summaryFor(somebody(), { MA_CSKCB: facility, ...over });
const bodyOf = (facility: string) => fileOf(claimOf(facility), { facility });
const pieces = async (requestId: string) =>
  (await owner`select place from warehouse.inbox_chunks where request_id = ${requestId}`).length;
const claimsOf = (facility: string) =>
  owner`select claim_ref from warehouse.claims where facility_code = ${facility}`;
const heldOf = (facility: string) =>
  owner`select claim_ref from warehouse.quarantine where facility_code = ${facility}`;

describe("a body in the inbox", () => {
  test("is filed, answered as ingest reports it, and its pieces go", async () => {
    const known = await aSender();
    const body = bodyOf(known.facilityCode);
    const requestId = await send(known, body);
    expect(await pieces(requestId)).toBe(1);
    const answer = await answered(known, requestId);
    expect(answer).toMatchObject({
      kind: "filed",
      files: [{ file: "claims.xml", format: "3176", accepted: 1 }],
    });
    expect(await claimsOf(known.facilityCode)).toHaveLength(1);
    expect(await pieces(requestId)).toBe(0);
    const [kept] =
      await owner`select sha256, bytes, key_id from warehouse.inbox where request_id = ${requestId}`;
    expect(kept?.sha256).toEqual(createHash("sha256").update(body).digest());
    expect([Number(kept?.bytes), Number(kept?.key_id)]).toEqual([body.length, known.keyId]);
  });

  test("of many pieces is put together byte for byte, packed or not", async () => {
    const known = await aSender();
    const { facilityCode } = known;
    const many = Array.from({ length: 9 }, () =>
      hoso(visit(claimOf(facilityCode, { DIA_CHI: "x".repeat(300_000) }))),
    );
    const plain = envelope(many, { facility: facilityCode });
    expect(plain.length).toBeGreaterThan(3 * CHUNK_BYTES);
    const first = await answered(known, await send(known, plain));
    expect(first).toMatchObject({ files: [{ dossiers: 9, accepted: 9 }] });
    const noise = randomBytes(2 * CHUNK_BYTES);
    const zip = zipOf([
      { name: "a.xml", content: plain },
      { name: "note.txt", content: noise },
      { name: "b.xml", content: bodyOf(facilityCode) },
    ]);
    expect(zip.length).toBeGreaterThan(CHUNK_BYTES);
    const second = await answered(known, await send(known, zip));
    expect(second).toMatchObject({
      files: [
        { file: "claims.zip/a.xml", dossiers: 9, unchanged: 9 },
        { file: "claims.zip/note.txt", dossiers: 0 },
        { file: "claims.zip/b.xml", accepted: 1 },
      ],
    });
    const third = await answered(known, await send(known, gzipSync(plain)));
    expect(third).toMatchObject({ files: [{ file: "claims.xml.gz", unchanged: 9 }] });
  });

  test("sent again is the same request with the same answer, also 20 at once", async () => {
    const known = await aSender();
    const body = bodyOf(known.facilityCode);
    const ids = await Promise.all(Array.from({ length: 20 }, () => send(known, body)));
    const [requestId = "", ...others] = new Set(ids);
    expect(others).toEqual([]);
    const answer = await answered(known, requestId);
    expect(answer).toMatchObject({ files: [{ accepted: 1 }] });
    expect(await send(known, body)).toBe(requestId);
    expect(await findAnswer(reach.warehouse, known.sender, requestId)).toEqual(answer);
    const left =
      await owner`select request_id from warehouse.inbox_chunks where facility_code = ${known.facilityCode}`;
    expect(left).toHaveLength(0);
  });

  test("of another facility is not told of, though its bytes are the same", async () => {
    const [one, other] = [await aSender(), await aSender()];
    const nobodys = Buffer.from("<GIAMDINHHS/>");
    const requestId = await send(one, nobodys);
    expect(await send(other, nobodys)).not.toBe(requestId);
    expect(await findAnswer(reach.warehouse, other.sender, requestId)).toBeNull();
    expect(await findAnswer(reach.warehouse, one.sender, randomUUID())).toBeNull();
    expect(await answered(one, requestId)).toMatchObject({
      files: [{ dossiers: 0, problems: [{ level: "error", code: "unreadable" }] }],
    });
  });
});

describe("another facility's code", () => {
  const foreign = "51777";
  test.each<[string, (own: string) => Buffer]>([
    ["in the envelope", (own) => fileOf(claimOf(own), { facility: foreign })],
    ["in the only dossier", (own) => fileOf(claimOf(foreign), { facility: own })],
    [
      "in the second dossier",
      (own) => envelope([hoso(visit(claimOf(own))), hoso(visit(claimOf(foreign)))], { facility: own }),
    ],
    [
      "in a dossier that would be held",
      (own) =>
        envelope([hoso(visit(claimOf(own))), hoso(visit(claimOf(foreign, { HO_TEN: "" })))], {
          facility: own,
        }),
    ],
    [
      "behind a dossier that cannot be read",
      (own) =>
        envelope([hoso(visit(claimOf(own))).replace(/AAA|PD9/, "!!!"), hoso(visit(claimOf(foreign)))], {
          facility: own,
        }),
    ],
    ["in a check-in", () => checkInOf(claimOf(foreign))],
    [
      "in an archive's second entry",
      (own) =>
        zipOf([
          { name: "a.xml", content: fileOf(claimOf(own), { facility: own }) },
          { name: "b.xml", content: fileOf(claimOf(foreign), { facility: foreign }) },
        ]),
    ],
    [
      "in an envelope's head behind its dossiers",
      (own) => {
        const text = fileOf(claimOf(own), { facility: foreign }).toString();
        const [head = ""] = /<THONGTINDONVI>.*<\/THONGTINDONVI>/s.exec(text) ?? [];
        return Buffer.from(text.replace(head, "").replace("<CHUKYDONVI/>", `${head}<CHUKYDONVI/>`));
      },
    ],
  ])("%s: nothing of the file is filed", async (_, make) => {
    const known = await aSender();
    const requestId = await send(known, make(known.facilityCode));
    expect(await answered(known, requestId)).toEqual({ kind: "foreign", facilityCode: foreign });
    expect(await claimsOf(known.facilityCode)).toHaveLength(0);
    expect(await heldOf(known.facilityCode)).toHaveLength(0);
    expect(await claimsOf(foreign)).toHaveLength(0);
    expect(await heldOf(foreign)).toHaveLength(0);
    expect(await pieces(requestId)).toBe(0);
  });

  test("a facility to which somebody was referred is nobody's sender", async () => {
    const known = await aSender();
    const claim = claimOf(known.facilityCode, { MA_NOI_DI: foreign, MA_NOI_DEN: foreign, MA_DKBD: foreign });
    const answer = await answered(known, await send(known, fileOf(claim, { facility: known.facilityCode })));
    expect(answer).toMatchObject({ kind: "filed", files: [{ accepted: 1 }] });
  });
});

describe("what is not taken", () => {
  test("what is no claim, and more than 100 MB: nothing of it is kept", async () => {
    const known = await aSender();
    await expect(send(known, Buffer.from('{"a":1}'))).rejects.toThrow(new Refused("not-claims"));
    await expect(send(known, Buffer.alloc(0))).rejects.toThrow(new Refused("not-claims"));
    async function* endless() {
      yield Buffer.from("<GIAMDINHHS>");
      const blank = Buffer.alloc(CHUNK_BYTES, 0x20);
      for (let sent = 0; sent <= LARGEST_BODY; sent += blank.length) yield blank;
    }
    await expect(receiveBody(reach.warehouse, known.sender, endless())).rejects.toThrow(
      new Refused("too-large"),
    );
    const left =
      await owner`select 1 from warehouse.inbox_chunks where facility_code = ${known.facilityCode}`;
    expect(left).toHaveLength(0);
  }, 60_000);

  test("a body that breaks off leaves nothing; one whose server was killed is swept, and a whole one stays", async () => {
    const known = await aSender();
    async function* broken() {
      yield Buffer.concat([Buffer.from("<GIAMDINHHS>"), Buffer.alloc(2 * CHUNK_BYTES, 0x20)]);
      throw new Error("the line is dead");
    }
    await expect(receiveBody(reach.warehouse, known.sender, broken())).rejects.toThrow("the line is dead");
    const left = () =>
      owner`select request_id from warehouse.inbox_chunks where facility_code = ${known.facilityCode}`;
    expect(await left()).toHaveLength(0);

    const lost = randomUUID();
    const grant = await known.sender.grant();
    await reach.warehouse
      .$client`select warehouse.receive_chunk(${grant}, ${lost}::uuid, 0, ${Buffer.from("<")}::bytea)`;
    const whole = await send(known, Buffer.from("<HOSO/>"));
    await sweepInbox(ingest);
    expect(await left()).toHaveLength(2);
    await owner`update warehouse.inbox_chunks set at = at - interval '1 hour' where facility_code = ${known.facilityCode}`;
    await sweepInbox(ingest);
    const stayed = await left();
    expect(stayed.every((row) => row.request_id === whole)).toBe(true);
    expect(await answered(known, whole)).toMatchObject({ kind: "filed" });
  });

  test("nobody files: past what may wait, the next piece is refused", async () => {
    const known = await aSender();
    const grant = await known.sender.grant();
    await send(known, Buffer.from("<HOSO/>"));
    const refusals: unknown[] = [];
    const piece = Buffer.from("<");
    const undone = new Error("undone");
    await owner
      .begin(async (tx) => {
        const next = async () => {
          const [row] =
            await tx`select warehouse.receive_chunk(${grant}, ${randomUUID()}::uuid, 0, ${piece}::bytea) as refusal`;
          refusals.push(row?.refusal);
        };
        await next();
        // 2 GiB would fill this disk, too: for this transaction it is 4 bytes.
        await tx`create or replace function warehouse.inbox_limit() returns bigint language sql immutable as 'select 4::bigint'`;
        await next();
        throw undone;
      })
      .catch((error: unknown) => expect(error).toBe(undone));
    expect(refusals).toEqual([null, "inbox-full"]);
  });

  test("a key revoked in the middle of a body ends it", async () => {
    vi.useFakeTimers({ toFake: ["Date"] });
    try {
      const known = await aSender();
      async function* slow() {
        yield Buffer.concat([Buffer.from("<GIAMDINHHS>"), Buffer.alloc(CHUNK_BYTES, 0x20)]);
        await revokeFacilityKey(officer, known);
        vi.setSystemTime(Date.now() + 31_000);
        yield Buffer.alloc(CHUNK_BYTES, 0x20);
      }
      await expect(receiveBody(reach.warehouse, known.sender, slow())).rejects.toThrow(NotAllowed);
    } finally {
      vi.useRealTimers();
    }
  });
});

describe("the grant of a sender", () => {
  const refused = { code: "42501" };
  const append = (grant: string) =>
    reach.warehouse
      .$client`select warehouse.receive_chunk(${grant}, ${randomUUID()}::uuid, 0, ${Buffer.from("<")}::bytea)`;

  test("cannot be made, edited, outlived or swapped for a citizen's", async () => {
    const { sender, facilityCode } = await aSender();
    const grant = await sender.grant();
    const [claims = "", mac = ""] = grant.split(".");
    const field = claims.split("|");
    const withField = (place: number, value: string) =>
      field.map((was, i) => (i === place ? value : was)).join("|");
    for (const wrong of [
      "",
      "x",
      claims,
      `${claims}.`,
      `${withField(5, "51000")}.${mac}`,
      `${withField(2, "9999999999")}.${mac}`,
    ])
      await expect(append(wrong)).rejects.toMatchObject(refused);
    const [{ expired, citizens } = { expired: "", citizens: "" }] = await owner<
      { expired: string; citizens: string }[]
    >`
      select guard.sign(${withField(2, "1000")}) as expired, guard.sign(${withField(1, "citizens")}) as citizens`;
    await expect(append(expired)).rejects.toMatchObject(refused);
    await expect(append(citizens)).rejects.toMatchObject(refused);
    expect(field[5]).toBe(facilityCode);
    const seen = await reach.warehouse.$client.begin(async (tx) => {
      await tx`select set_config('book.grant', ${grant}, true)`;
      return tx`select guard.granted() as ids`;
    });
    expect(seen[0]?.ids).toEqual("{}");
  });

  test("is the only way in: the web role reads and writes no table of the inbox", async () => {
    const { $client: web } = reach.warehouse;
    await expect(web`select * from warehouse.inbox`).rejects.toMatchObject(refused);
    await expect(web`select * from warehouse.inbox_chunks`).rejects.toMatchObject(refused);
    await expect(web`delete from warehouse.inbox_chunks`).rejects.toMatchObject(refused);
    await expect(
      web`insert into warehouse.inbox_chunks values ('51000', gen_random_uuid(), 0, 'x')`,
    ).rejects.toMatchObject(refused);
    await expect(
      ingest`insert into warehouse.inbox_chunks values ('51000', gen_random_uuid(), 0, 'x')`,
    ).rejects.toMatchObject(refused);
  });

  test("adds nothing to a body that is whole, and nothing that was not sent", async () => {
    const known = await aSender();
    const grant = await known.sender.grant();
    const requestId = await send(known, bodyOf(known.facilityCode));
    const { $client: web } = reach.warehouse;
    const add = web`select warehouse.receive_chunk(${grant}, ${requestId}::uuid, 1, ${Buffer.from("<")}::bytea)`;
    await expect(add).rejects.toMatchObject(refused);
    const claim = web`
      select warehouse.receive_body(${grant}, ${randomUUID()}::uuid, ${Buffer.alloc(32)}::bytea, 5::bigint, 1, 'xml')`;
    await expect(claim).rejects.toMatchObject({ code: "22023" });
    await web`select warehouse.drop_unfinished(${grant}, ${requestId}::uuid)`;
    expect(await answered(known, requestId)).toMatchObject({ files: [{ accepted: 1 }] });
  });
});

describe("workers", () => {
  test("two at once: one files", async () => {
    const known = await aSender();
    const requestId = await send(known, bodyOf(known.facilityCode));
    const second = openIngest(urlOf("ingest"), { max: 3 });
    try {
      await Promise.all([
        answered(known, requestId),
        ...Array.from({ length: 4 }, () => fileFromInbox(second, second)),
      ]);
    } finally {
      await second.end();
    }
    const filings =
      await owner`select what from warehouse.filings where facility_code = ${known.facilityCode}`;
    expect(filings.map((row) => row.what)).toEqual(["accepted"]);
  });

  test("what fails is tried again later, and holds up nobody", async () => {
    const known = await aSender();
    const requestId = await send(known, bodyOf(known.facilityCode));
    await owner`update warehouse.inbox set bytes = bytes + 1 where request_id = ${requestId}`;
    const failed = async () => {
      for (let i = 0; i < 100; i += 1) {
        const error = await fileFromInbox(ingest, ingest).catch((caught: Error) => caught);
        if (error instanceof Error) return error;
      }
      return null;
    };
    expect((await failed())?.name).toBe("KeptBodyFailed");
    const [row] = await owner`
      select tries, try_after > clock_timestamp() as later, answered_at from warehouse.inbox where request_id = ${requestId}`;
    expect(row).toMatchObject({ tries: 1, later: true, answered_at: null });
    expect(await findAnswer(reach.warehouse, known.sender, requestId)).toEqual({ kind: "waiting" });
    const other = await aSender();
    expect(await answered(other, await send(other, bodyOf(other.facilityCode)))).toMatchObject({
      files: [{ accepted: 1 }],
    });

    await owner`update warehouse.inbox set bytes = bytes - 1, try_after = clock_timestamp() where request_id = ${requestId}`;
    expect(await answered(known, requestId)).toMatchObject({ files: [{ accepted: 1 }] });
  });
});
