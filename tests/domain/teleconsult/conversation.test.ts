import { randomUUID } from "node:crypto";
import postgres from "postgres";
import { afterAll, describe, expect, test } from "vitest";
import { keepAttachment } from "#lib/attachment/index.ts";
import { openBook, openDesk } from "#lib/consent/index.ts";
import { hear, readPhoto, readUpTo, say } from "#lib/conversation/index.ts";
import { LINES_AT_ONCE, MOST_LETTERS } from "#lib/conversation/rules.ts";
import { Channel } from "#lib/platform/channel.ts";
import type { Context } from "#lib/platform/context.ts";
import { connect } from "#lib/platform/db.ts";
import { listCasesAtDesk } from "#lib/teleconsult/index.ts";
import { conversationAfter } from "../../../app/_teleconsult/conversation-after.ts";
import { consultation, lineOf, refusal } from "../../support/conversations.ts";
import { urlOf } from "../../support/database.ts";
import { fileVisit, reachOf, signedIn, staffSignedIn, superuserUrl } from "../../support/guarded-books.ts";
import { photoWithPlace } from "../../support/photos.ts";

const reach = reachOf();
afterAll(() => reach.close());
const owner = reach.appOwner.$client;
const keys = [{ kid: 1, secret: Buffer.alloc(32, 7) }];

const latest = (ctx: Context, caseId: string) => hear(ctx, caseId, "latest");
const textsOf = async (ctx: Context, caseId: string) =>
  (await latest(ctx, caseId)).lines.map(({ no, own, said }) => `${no} ${own ? "own" : "other"} ${said}`);

describe("a conversation", () => {
  test("is heard by both sides in one order, with what was read and by whom, and each line names its opening", async () => {
    const { caseId, person, doctor } = await consultation(reach);
    expect(await latest(person.ctx, caseId)).toEqual({
      lines: [],
      last: 0,
      first: 1,
      read: null,
      may: "write",
      calling: [],
    });
    const first = await say(person.ctx, lineOf(caseId, "Em bị tiêu chảy nhẹ."));
    await say(doctor.ctx, lineOf(caseId, "Chị đi mấy lần một ngày?"));
    await say(person.ctx, lineOf(caseId, "<script>alert(1)</script>\nDạ 3 lần ạ."));
    expect(first.no).toBe(1);
    expect(await textsOf(person.ctx, caseId)).toEqual([
      "1 own Em bị tiêu chảy nhẹ.",
      "2 other Chị đi mấy lần một ngày?",
      "3 own <script>alert(1)</script>\nDạ 3 lần ạ.",
    ]);
    expect((await latest(doctor.ctx, caseId)).lines.map(({ name, side }) => `${side} ${name}`)).toEqual([
      "person Nguyễn Thị Hoa",
      "doctor BS. Trần Quốc Vinh",
      "person Nguyễn Thị Hoa",
    ]);
    expect((await latest(person.ctx, caseId)).read).toBeNull();
    const marks = async () =>
      (await listCasesAtDesk(await openDesk(doctor.ctx, "answer-teleconsults", "teleconsult"))).map(
        ({ unread }) => unread,
      );
    await readUpTo(doctor.ctx, caseId, 2);
    expect(await marks()).toEqual([true]);
    await readUpTo(doctor.ctx, caseId, 3);
    expect(await marks()).toEqual([false]);
    await readUpTo(doctor.ctx, caseId, 1);
    await readUpTo(person.ctx, caseId, 900);
    expect((await latest(person.ctx, caseId)).read).toEqual({ no: 3, at: expect.any(String) });
    expect((await latest(doctor.ctx, caseId)).read?.no).toBe(3);
    const traces = await owner`
      select l.side, coalesce(a.part, d.part) as part from app.conversation_lines l
      left join app.access_log a on l.side = 'person' and a.citizen_id = l.citizen_id and a.log_id = l.opened_as
      left join app.desk_log d on l.side = 'doctor' and d.log_id = l.opened_as and d.about = ${caseId}
      where l.case_id = ${caseId} order by l.line_no`;
    expect(traces.map(({ side, part }) => `${side} ${part}`)).toEqual([
      "person teleconsult",
      "doctor teleconsult-case",
      "person teleconsult",
    ]);
  });

  test("fifty at once who send twice are there once each, numbered without a gap in the order they became durable", async () => {
    const { caseId, person, doctor } = await consultation(reach);
    const lines = Array.from({ length: 50 }, (_, at) => ({ at, ...lineOf(caseId, `Tin ${at}`) }));
    const send = ({ at, ...line }: (typeof lines)[number]) => say((at % 2 ? doctor : person).ctx, line);
    const answers = await Promise.all([...lines, ...lines].map(send));
    const heard = await latest(person.ctx, caseId);
    expect(heard.lines.map(({ no }) => no)).toEqual(Array.from({ length: 50 }, (_, at) => at + 1));
    expect(new Set(heard.lines.map(({ id }) => id)).size).toBe(50);
    lines.forEach((line, at) => {
      expect(answers[at]?.no).toBe(answers[at + 50]?.no);
      expect(heard.lines.find(({ id }) => id === line.lineId)?.no).toBe(answers[at]?.no);
    });
    const times = heard.lines.map(({ at }) => at);
    // The database's clock alone: the phones' never come into it.
    expect([...times].sort()).toEqual(times);
    expect((await hear(person.ctx, caseId, { after: 48 })).lines.map(({ no }) => no)).toEqual([49, 50]);
    expect((await hear(person.ctx, caseId, { before: 3 })).lines.map(({ no }) => no)).toEqual([1, 2]);
  });

  test("is heard whole after any line, however much was said meanwhile", async () => {
    const { caseId, person, doctor } = await consultation(reach);
    for (let at = 0; at < LINES_AT_ONCE + 20; at += 1) await say(doctor.ctx, lineOf(caseId, `Tin ${at}`));
    const read = conversationAfter(person.ctx, caseId, 0);
    expect((await read())?.lines).toHaveLength(LINES_AT_ONCE + 20);
    expect(await read()).toBeUndefined();
    const { lines, first, last } = await latest(person.ctx, caseId);
    expect([lines.length, first, last]).toEqual([LINES_AT_ONCE, 21, LINES_AT_ONCE + 20]);
    await readUpTo(person.ctx, caseId, 1);
    expect(await read()).toBeUndefined();
    await readUpTo(doctor.ctx, caseId, 1);
    expect(await read()).toMatchObject({ lines: [], read: { no: 1 } });
    await say(person.ctx, lineOf(caseId, "Dạ"));
    expect((await read())?.lines.map(({ said }) => said)).toEqual(["Dạ"]);
    const told =
      await owner`select 1 from app.messages where citizen_id = ${person.citizenId} and kind = 'teleconsult-said'`;
    expect(told).toHaveLength(1);
  });

  test("is closed to strangers of either realm, to a session that ended, and to whoever has not opened it", async () => {
    const { caseId, facilityCode, person, doctor } = await consultation(reach);
    await say(person.ctx, lineOf(caseId, "Chỉ bác sĩ đọc"));
    const stranger = await signedIn(reach);
    await fileVisit(reach, stranger.citizenId);
    const colleague = await staffSignedIn(reach, { facilityCode, name: "BS. Người Khác" });
    const elsewhere = await staffSignedIn(reach, { facilityCode: "T0000" });
    const officer = await staffSignedIn(reach);
    for (const { ctx } of [stranger, colleague, elsewhere, officer]) {
      expect(await refusal(latest(ctx, caseId))).toBe("NotFound");
      expect(await refusal(say(ctx, lineOf(caseId, "Chen vào")))).toBe("NotFound");
      expect(await refusal(readUpTo(ctx, caseId, 1))).toBe("NotFound");
      expect(await refusal(readPhoto(ctx, caseId, randomUUID(), keys))).toBe("NotFound");
    }
    expect(await refusal(latest(person.ctx, randomUUID()))).toBe("NotFound");
    const nobody = { ...person.ctx, actor: { ...person.ctx.actor, token: "x".repeat(43) } };
    expect(await refusal(latest(nobody, caseId))).toBe("SignedOut");
    // Together in one statement each is still answered by their own right.
    const together = await Promise.all(
      [person, stranger, doctor].map(({ ctx }) => refusal(latest(ctx, caseId))),
    );
    expect(together).toEqual(["done", "NotFound", "done"]);
    for (const table of ["conversations", "conversation_lines", "conversation_reads", "call_signals"])
      await expect(reach.app.$client.unsafe(`select * from app.${table}`), table).rejects.toThrow(/denied/);
    await expect(
      owner`update app.conversation_lines set said = 'khác' where case_id = ${caseId}`,
    ).rejects.toThrow();
    // Somebody else's line is not answered by its id.
    const [line] = (await latest(person.ctx, caseId)).lines;
    expect(await refusal(say(doctor.ctx, lineOf(caseId, "Khác", line?.id)))).toBe("NotFound");
    expect((await latest(doctor.ctx, caseId)).lines).toHaveLength(1);
  });

  test("words of one moment are each judged alone: strangers, what is over, what is full and what is no word of ours beside what is said", async () => {
    const [mine, over, full] = [
      await consultation(reach),
      await consultation(reach),
      await consultation(reach),
    ];
    const stranger = await signedIn(reach);
    for (const { ctx, caseId } of [mine, over, full].map((one) => ({ ...one.person, caseId: one.caseId })))
      await latest(ctx, caseId);
    await say(full.person.ctx, lineOf(full.caseId, "Dòng đầu"));
    await owner`update app.conversations set last_line = 2000 where case_id = ${full.caseId}`;
    await owner`update app.teleconsult_cases set status = 'refused', ended_at = now() where case_id = ${over.caseId}`;
    const ended = { ...mine.doctor.ctx, actor: { ...mine.doctor.ctx.actor, token: "z".repeat(43) } };
    const twice = lineOf(mine.caseId, "Hai lần");
    const sent: [Context, ReturnType<typeof lineOf>][] = [
      [mine.person.ctx, lineOf(mine.caseId, "Một")],
      [stranger.ctx, lineOf(mine.caseId, "Chen vào")],
      [over.person.ctx, lineOf(over.caseId, "Đã xong")],
      [mine.person.ctx, twice],
      [full.doctor.ctx, lineOf(full.caseId, "Đã đầy")],
      [ended, lineOf(mine.caseId, "Hết phiên")],
      [mine.doctor.ctx, { ...twice, said: "Tên của dòng khác" }],
      [mine.person.ctx, twice],
      [mine.person.ctx, lineOf(mine.caseId, "x".repeat(10_001))],
      [mine.doctor.ctx, lineOf(mine.caseId, "Ba")],
    ];
    const answers = await Promise.all(sent.map(([ctx, line]) => refusal(say(ctx, line))));
    expect(answers).toEqual([
      ...["done", "NotFound", "closed", "done", "too-many", "SignedOut", "NotFound", "done"],
      ...["PostgresError", "done"],
    ]);
    expect(await textsOf(mine.person.ctx, mine.caseId)).toEqual(["1 own Một", "2 own Hai lần", "3 other Ba"]);
    expect((await latest(full.person.ctx, full.caseId)).lines.map(({ said }) => said)).toEqual([]);
  });

  test("two processes that say much in the same conversations lose nothing, and wait for each other in one order", async () => {
    const all = await Promise.all([1, 2, 3].map(() => consultation(reach)));
    const other = connect(urlOf("web"), { max: 2 });
    const turns = Array.from({ length: 8 }, (_, at) => (at % 2 ? [...all] : all.toReversed()));
    const answers = await Promise.all(
      turns
        .flat()
        .flatMap(({ caseId, person, doctor }) => [
          say(person.ctx, lineOf(caseId, "Một")),
          say({ ...doctor.ctx, app: other }, lineOf(caseId, "Hai")),
        ]),
    );
    expect(answers).toHaveLength(48);
    for (const { caseId, person } of all) {
      const { lines, last } = await latest(person.ctx, caseId);
      expect([lines.map(({ no }) => no), last]).toEqual([Array.from({ length: 16 }, (_, at) => at + 1), 16]);
    }
    await other.$client.end();
  });

  test("takes no line once the case is over or nobody has it, but answers for one that was taken before", async () => {
    const { caseId, person, doctor } = await consultation(reach, { status: "sent" });
    await say(person.ctx, lineOf(caseId, "Nhắn khi chưa ai nhận"));
    expect(await refusal(say(doctor.ctx, lineOf(caseId, "Chưa nhận")))).toBe("NotFound");
    await owner`update app.teleconsult_cases set status = 'reading', claimed_by = ${doctor.staffId}, claimed_by_name = 'BS', claimed_at = now(), claim_until = now()
      where case_id = ${caseId}`;
    const line = lineOf(caseId, "Bớt thuốc còn 1 gói");
    const { no } = await say(doctor.ctx, line);
    const [kept] =
      await owner`select claim_until > now() + interval '29 minutes' as longer from app.teleconsult_cases where case_id = ${caseId}`;
    expect(kept?.longer).toBe(true);
    await owner`update app.teleconsult_cases set status = 'refused', ended_at = now(), ended_because = 'Thử' where case_id = ${caseId}`;
    expect((await latest(person.ctx, caseId)).may).toBe("over");
    expect(await refusal(say(person.ctx, lineOf(caseId, "Còn nữa")))).toBe("closed");
    expect(await refusal(say(doctor.ctx, lineOf(caseId, "Còn nữa")))).toBe("closed");
    expect((await say(doctor.ctx, line)).no).toBe(no);
  });

  test("is closed to the doctor once its person takes the case back, and goes on to be read by the person", async () => {
    const { caseId, person, doctor } = await consultation(reach);
    await say(person.ctx, lineOf(caseId, "Tôi không muốn hỏi nữa"));
    expect(await refusal(latest(doctor.ctx, caseId))).toBe("done");
    await owner`update app.teleconsult_cases set status = 'cancelled', ended_at = now(), claim_until = null where case_id = ${caseId}`;
    expect(await refusal(latest(doctor.ctx, caseId))).toBe("NotFound");
    expect(await textsOf(person.ctx, caseId)).toEqual(["1 own Tôi không muốn hỏi nữa"]);
  });

  test("asked from beyond any line, by whoever, is answered, and so are those who ask at the same moment", async () => {
    const [{ caseId, person }, other] = await Promise.all([consultation(reach), consultation(reach)]);
    await say(person.ctx, lineOf(caseId, "Chào bác sĩ"));
    const from = [{ after: 1e12 }, { after: 2_147_483_647 }, { before: Number.POSITIVE_INFINITY }];
    const odd = from.map((one) => hear(other.person.ctx, caseId, one));
    const own = from.map((one) => refusal(hear(person.ctx, caseId, one)));
    const heard = latest(person.ctx, caseId);
    expect(await Promise.all(odd.map(refusal))).toEqual(["NotFound", "NotFound", "NotFound"]);
    expect(await Promise.all(own)).toEqual(["done", "done", "done"]);
    expect((await heard).last).toBe(1);
  });

  test("takes five pages of writing and no more, and nothing empty", async () => {
    const { caseId, person } = await consultation(reach);
    const long = "ế".repeat(MOST_LETTERS);
    await say(person.ctx, lineOf(caseId, long));
    expect((await latest(person.ctx, caseId)).lines[0]?.said).toBe(long);
    expect(await refusal(say(person.ctx, lineOf(caseId, "")))).toBe("empty");
    await expect(
      reach.app
        .$client`select * from app.say_in_conversation(${person.token}, ${caseId}::uuid, gen_random_uuid(), ${`${long}x`}, null, null, null, null)`,
    ).rejects.toThrow(/conversation_lines_length/);
  });

  test("carries photos both ways, drawn anew and closed, and refuses what is none with its reason", async () => {
    const { caseId, person, doctor } = await consultation(reach);
    const photo = await photoWithPlace();
    const line = lineOf(caseId, "");
    await say(person.ctx, line, photo, keys);
    await say(person.ctx, line, photo, keys);
    await say(doctor.ctx, lineOf(caseId, "Đơn thuốc"), photo, keys);
    const { lines } = await latest(person.ctx, caseId);
    expect(lines.map(({ photo: one }) => one?.kind)).toEqual(["image/jpeg", "image/jpeg"]);
    for (const { ctx } of [person, doctor]) {
      const seen = await readPhoto(ctx, caseId, lines[1]?.photo?.id ?? "", keys);
      expect(seen?.kind).toBe("image/jpeg");
      expect(seen?.bytes.includes("GPS")).toBe(false);
    }
    expect(await readPhoto(person.ctx, caseId, randomUUID(), keys)).toBeNull();
    const stored = await owner`select sealed from app.attachments where citizen_id = ${person.citizenId}`;
    expect(stored).toHaveLength(2);
    // What the book has for something else is not shown by its id.
    const paper = randomUUID();
    await keepAttachment(
      await openBook(person.ctx, person.citizenId, "own-reading", "corrections"),
      { attachmentId: paper, bytes: photo },
      keys,
    );
    for (const { ctx } of [person, doctor]) {
      expect(await refusal(say(ctx, lineOf(caseId, "", paper), photo, keys))).toBe("NotFound");
      expect(await readPhoto(ctx, caseId, paper, keys)).toBeNull();
    }
    const heic = Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from("ftypheic"), Buffer.alloc(100)]);
    expect(await refusal(say(person.ctx, lineOf(caseId, "x"), heic, keys))).toBe("photo-heic");
    expect(await refusal(say(person.ctx, lineOf(caseId, "x"), Buffer.from("<svg onload=x>"), keys))).toBe(
      "photo-svg",
    );
    expect((await latest(person.ctx, caseId)).last).toBe(2);
  });

  test("goes on when Postgres drops the line that listens: what was said meanwhile is heard", async () => {
    const { caseId, person, doctor } = await consultation(reach);
    const channel = new Channel(
      urlOf("web"),
      "conversation",
      (to, payload) => reach.app.$client`select pg_notify(${to}, ${payload})`,
    );
    const read = conversationAfter(person.ctx, caseId, 0);
    let looks = 0;
    const heard: (string | null)[] = [];
    const look = async () => {
      heard.push(...((await read())?.lines.map(({ said }) => said) ?? []));
      looks += 1;
    };
    const end = channel.follow(caseId, () => void look());
    await expect.poll(() => looks, { timeout: 5_000 }).toBe(1);
    const superuser = postgres(superuserUrl(), { max: 1 });
    const cut =
      await superuser`select pg_terminate_backend(pid) from pg_stat_activity where query ilike 'listen "conversation"%'`;
    expect(cut.length).toBeGreaterThan(0);
    await say(doctor.ctx, lineOf(caseId, "Trong lúc mất đường"));
    await expect.poll(() => heard, { timeout: 20_000 }).toEqual(["Trong lúc mất đường"]);
    end();
    await superuser.end();
  }, 40_000);
});
