import { randomUUID } from "node:crypto";
import { afterAll, describe, expect, test } from "vitest";
import { followCall, hear, joinCall, leaveCall, sendSignal, sweepCalls } from "#lib/conversation/index.ts";
import { connect } from "#lib/platform/db.ts";
import { consultation, openCase, refusal } from "../../support/conversations.ts";
import { urlOf } from "../../support/database.ts";
import { reachOf, signedIn, staffSignedIn } from "../../support/guarded-books.ts";
import { makeClinic } from "../../support/schedules.ts";

const reach = reachOf();
const worker = connect(urlOf("worker"), { max: 1 });
afterAll(() => Promise.all([reach.close(), worker.$client.end()]));
const owner = reach.appOwner.$client;

type Who = Awaited<ReturnType<typeof consultation>>["person" | "doctor"];
const offer = { description: { type: "offer" as const, sdp: "v=0" } };
const answer = { description: { type: "answer" as const, sdp: "v=0" } };

/** Takes a seat for somebody; answers how it follows and speaks from there. */
async function seated({ ctx }: Who, caseId: string, seatId: string = randomUUID()) {
  await joinCall(ctx, { caseId, seatId }, null);
  let no = 0;
  return {
    seatId,
    follow: (after = 0) => followCall(ctx, { caseId, seatId, after }),
    signal: (to: string, body: typeof offer | typeof answer = offer, again?: number) => {
      no += 1;
      return sendSignal(ctx, { caseId, seatId, to, no: again ?? no, body });
    },
    leave: () => leaveCall(ctx, { caseId, seatId }),
  };
}
const namesIn = (view: Awaited<ReturnType<typeof followCall>>) => view.seats.map(({ name }) => name);

describe("a video call", () => {
  test("carries signals between two seats in their order, each once, and is written into the conversation when it begins and ends", async () => {
    const { caseId, person, doctor } = await consultation(reach);
    const hoa = await seated(person, caseId);
    expect((await hear(doctor.ctx, caseId, "latest")).calling).toEqual(["person"]);
    expect((await hear(doctor.ctx, caseId, "latest")).last).toBe(0);
    const vinh = await seated(doctor, caseId);
    await joinCall(doctor.ctx, { caseId, seatId: vinh.seatId }, null);
    const view = await hoa.follow();
    expect(view.over).toBeNull();
    expect(view.seats.map(({ side, own, here }) => [side, own, here])).toEqual([
      ["person", true, true],
      ["doctor", false, true],
    ]);
    await vinh.signal(hoa.seatId);
    await vinh.signal(hoa.seatId, answer);
    await vinh.signal(hoa.seatId, answer, 2);
    const { signals } = await hoa.follow();
    expect(signals.map(({ from, body }) => [from, body])).toEqual([
      [vinh.seatId, offer],
      [vinh.seatId, answer],
    ]);
    // Whoever comes back after a break asks after the last one they saw.
    expect((await hoa.follow(signals[0]?.id)).signals).toHaveLength(1);
    expect((await vinh.follow()).signals).toEqual([]);
    await Promise.all([hoa.leave(), vinh.leave()]);
    await hoa.leave();
    expect((await vinh.follow()).over).toMatch(/ended|left/);
    const lines = (await hear(person.ctx, caseId, "latest")).lines.map(({ what, side }) => `${what} ${side}`);
    expect(lines).toHaveLength(2);
    expect(lines[0]).toBe("call-began doctor");
    expect(lines[1]).toMatch(/^call-ended/);
    const left =
      await owner`select 1 from app.call_signals g join app.call_seats t on t.seat_id = g.from_seat where t.citizen_id = ${person.citizenId}`;
    expect(left).toHaveLength(0);
  });

  test("gives a relay's name and password to whoever joins, and to nobody else", async () => {
    const { caseId, person } = await consultation(reach);
    const access = { urls: ["turn:relay.example:3478"], secret: "a secret of the relay" };
    const seatId = randomUUID();
    const { relays } = await joinCall(person.ctx, { caseId, seatId }, access);
    expect(relays[0]?.username).toMatch(new RegExp(`^\\d{10}:${seatId}$`));
    expect((await joinCall(person.ctx, { caseId, seatId: randomUUID() }, null)).relays).toEqual([]);
    const stranger = await signedIn(reach);
    expect(await refusal(joinCall(stranger.ctx, { caseId, seatId: randomUUID() }, access))).toBe("NotFound");
  });

  test("refuses a stranger, a signal for another room, and one from a seat of somebody else", async () => {
    const [one, two] = [await consultation(reach), await consultation(reach)];
    const [hoa, vinh] = [await seated(one.person, one.caseId), await seated(one.doctor, one.caseId)];
    const other = await seated(two.person, two.caseId);
    expect(await refusal(hoa.signal(other.seatId))).toBe("NotFound");
    expect(await refusal(hoa.signal(randomUUID()))).toBe("NotFound");
    expect(await refusal(hoa.signal(hoa.seatId))).toBe("NotFound");
    // One's own seat, but named in a case that is not its own.
    const own = await openCase(reach, {
      citizenId: one.person.citizenId,
      facilityCode: one.facilityCode,
      staffId: one.doctor.staffId,
      status: "reading",
    });
    const elsewhere = { caseId: own, seatId: hoa.seatId };
    expect(
      await refusal(sendSignal(one.person.ctx, { ...elsewhere, to: vinh.seatId, no: 9, body: offer })),
    ).toBe("NotFound");
    expect(await refusal(followCall(one.person.ctx, { ...elsewhere, after: 0 }))).toBe("NotFound");
    for (const who of [two.person, two.doctor, await signedIn(reach), await staffSignedIn(reach)]) {
      const seat = { caseId: one.caseId, seatId: hoa.seatId };
      expect(await refusal(followCall(who.ctx, { ...seat, after: 0 }))).toBe("NotFound");
      expect(await refusal(sendSignal(who.ctx, { ...seat, to: vinh.seatId, no: 9, body: offer }))).toBe(
        "NotFound",
      );
      expect(await refusal(leaveCall(who.ctx, seat))).toBe("NotFound");
      expect(await refusal(joinCall(who.ctx, { caseId: one.caseId, seatId: randomUUID() }, null))).toBe(
        "NotFound",
      );
    }
    // The doctor of the case may not speak from the person's seat either.
    expect(
      await refusal(
        sendSignal(one.doctor.ctx, {
          caseId: one.caseId,
          seatId: hoa.seatId,
          to: vinh.seatId,
          no: 9,
          body: offer,
        }),
      ),
    ).toBe("NotFound");
    expect((await vinh.follow()).signals).toEqual([]);
    expect((await hoa.follow()).seats).toHaveLength(2);
  });

  test("lets another device of the same person take over, and tells the first", async () => {
    const { caseId, person, doctor } = await consultation(reach);
    const [first, vinh] = [await seated(person, caseId), await seated(doctor, caseId)];
    const second = await seated(person, caseId);
    expect((await first.follow()).over).toBe("taken-over");
    expect((await vinh.follow()).seats.map(({ id }) => id)).toEqual([vinh.seatId, second.seatId]);
    expect(await refusal(first.signal(vinh.seatId))).toBe("NotFound");
    expect(await refusal(joinCall(person.ctx, { caseId, seatId: first.seatId }, null))).toBe("NotFound");
    // The one that was taken over ends nothing by leaving.
    await first.leave();
    expect((await second.follow()).over).toBeNull();
    await second.leave();
    expect((await vinh.follow()).over).toBe("ended");
  });

  test("takes in a third, the specialist to whom the case was handed, and goes on with two when one leaves", async () => {
    const { caseId, facilityCode, person, doctor } = await consultation(reach);
    const above = await makeClinic(reach);
    const specialist = await staffSignedIn(reach, {
      facilityCode: above.facilityCode,
      name: "BS. Chuyên Khoa",
    });
    const [hoa, vinh] = [await seated(person, caseId), await seated(doctor, caseId)];
    await owner`insert into app.teleconsult_referrals (citizen_id, case_id, referral_no, from_facility, to_facility, hand_over, staff_id, staff_name)
      values (${person.citizenId}, ${caseId}, 1, ${facilityCode}, ${above.facilityCode}, 'Xin hội chẩn', ${doctor.staffId}, 'BS. Trần Quốc Vinh')`;
    await owner`update app.teleconsult_cases set facility_code = ${above.facilityCode}, claimed_by = ${specialist.staffId}, claimed_by_name = 'BS. Chuyên Khoa'
      where case_id = ${caseId}`;
    const third = await seated(specialist, caseId);
    expect(namesIn(await hoa.follow())).toEqual(["Nguyễn Thị Hoa", "BS. Trần Quốc Vinh", "BS. Chuyên Khoa"]);
    await third.signal(hoa.seatId);
    await third.signal(vinh.seatId);
    expect((await vinh.follow()).signals).toHaveLength(1);
    await vinh.leave();
    expect((await hoa.follow()).over).toBeNull();
    expect(namesIn(await third.follow())).toEqual(["Nguyễn Thị Hoa", "BS. Chuyên Khoa"]);
    await hoa.leave();
    expect((await third.follow()).over).toBe("ended");
  });

  test("is swept of old signals, and ends when nobody was seen in it for a while", async () => {
    const { caseId, person, doctor } = await consultation(reach);
    const [hoa, vinh] = [await seated(person, caseId), await seated(doctor, caseId)];
    await hoa.signal(vinh.seatId);
    await sweepCalls(worker);
    expect((await vinh.follow()).signals).toHaveLength(1);
    await owner`update app.call_signals set at = now() - interval '3 minutes' where from_seat = ${hoa.seatId}`;
    await owner`update app.video_calls set opened_at = now() - interval '5 minutes' where case_id = ${caseId}`;
    expect(await sweepCalls(worker)).toBeGreaterThanOrEqual(1);
    expect((await vinh.follow()).signals).toEqual([]);
    await owner`update app.call_seats set seen_at = now() - interval '1 minute' where seat_id = ${hoa.seatId}`;
    expect((await vinh.follow()).seats.map(({ here }) => here)).toEqual([false, true]);
    await owner`update app.call_seats set seen_at = now() - interval '4 minutes' where seat_id in (${hoa.seatId}, ${vinh.seatId})`;
    await sweepCalls(worker);
    expect(await refusal(hoa.signal(vinh.seatId))).toBe("NotFound");
    // The next one begins a call of its own, and nobody goes on with the one before.
    expect((await (await seated(person, caseId)).follow()).seats).toHaveLength(1);
    expect([(await hoa.follow()).over, (await vinh.follow()).over]).toEqual(["gone", "gone"]);
  });

  test("goes on where both still hold it after our server was away, and not for whoever comes back late", async () => {
    const { caseId, person, doctor } = await consultation(reach);
    const [hoa, vinh] = [await seated(person, caseId), await seated(doctor, caseId)];
    const silent = async () => {
      await owner`update app.video_calls set opened_at = now() - interval '9 minutes' where case_id = ${caseId}`;
      await owner`update app.call_seats set seen_at = now() - interval '4 minutes' where seat_id in (${hoa.seatId}, ${vinh.seatId})`;
      await sweepCalls(worker);
      const [call] = await owner`select ended_because from app.video_calls where case_id = ${caseId}`;
      expect(call).toEqual({ ended_because: "gone" });
    };
    await silent();
    const [back] = await Promise.all([hoa.follow(), vinh.follow()]);
    expect(back.over).toBeNull();
    expect((await hoa.follow()).seats.map(({ here }) => here)).toEqual([true, true]);
    await hoa.signal(vinh.seatId);
    expect((await vinh.follow()).signals).toHaveLength(1);
    await silent();
    await owner`update app.call_seats set left_at = now() - interval '16 minutes' where seat_id = ${hoa.seatId}`;
    expect([(await hoa.follow()).over, (await vinh.follow()).over]).toEqual(["gone", null]);
  });

  test("of those who come and go without end fills neither the conversation nor the messages", async () => {
    const { caseId, person, doctor } = await consultation(reach);
    for (let at = 0; at < 3; at += 1) await (await seated(doctor, caseId)).leave();
    const told =
      await owner`select 1 from app.messages where citizen_id = ${person.citizenId} and kind = 'teleconsult-calls'`;
    // Ten minutes may end between two of them.
    expect(told.length).toBeLessThanOrEqual(2);
    for (let at = 0; at < 8; at += 1) {
      const [hoa, vinh] = [await seated(person, caseId), await seated(doctor, caseId)];
      await hoa.leave();
      expect((await vinh.follow()).over).toBe("ended");
    }
    const { lines } = await hear(person.ctx, caseId, "latest");
    expect(lines.map(({ what }) => what)).toEqual(Array(6).fill(["call-began", "call-ended"]).flat());
  });

  test("is kept for a month after its end, and then swept with who sat in it", async () => {
    const { caseId, person, doctor } = await consultation(reach);
    const ended = async () => {
      const [hoa, vinh] = [await seated(person, caseId), await seated(doctor, caseId)];
      await Promise.all([hoa.leave(), vinh.leave()]);
    };
    await ended();
    await owner`update app.call_seats set left_at = now() - interval '31 days' where citizen_id = ${person.citizenId}`;
    await owner`update app.video_calls set ended_at = now() - interval '31 days' where case_id = ${caseId}`;
    await ended();
    await expect(owner`delete from app.call_seats where citizen_id = ${person.citizenId}`).rejects.toThrow();
    await sweepCalls(worker);
    const left = await owner`
      select count(*)::int as calls, (select count(*)::int from app.call_seats where citizen_id = ${person.citizenId}) as seats
      from app.video_calls where case_id = ${caseId}`;
    expect(left).toEqual([{ calls: 1, seats: 2 }]);
    await expect(owner`delete from app.video_calls where case_id = ${caseId}`).rejects.toThrow();
  });

  test("ends at once when the person takes the question back", async () => {
    const { caseId, person, doctor } = await consultation(reach);
    const [hoa, vinh] = [await seated(person, caseId), await seated(doctor, caseId)];
    await owner`update app.teleconsult_cases set status = 'cancelled', ended_at = now() where case_id = ${caseId}`;
    expect((await hoa.follow()).over).toBe("ended");
    expect(await refusal(vinh.follow())).toBe("NotFound");
  });

  test("is for nobody once the case is over", async () => {
    const { caseId, person } = await consultation(reach);
    await owner`update app.teleconsult_cases set status = 'refused', ended_at = now(), ended_because = 'Thử' where case_id = ${caseId}`;
    expect(await refusal(joinCall(person.ctx, { caseId, seatId: randomUUID() }, null))).toBe("closed");
  });
});
