import { randomUUID } from "node:crypto";
import { expect, type Page } from "@playwright/test";
import { inDatabase } from "./bookings.ts";
import type { Person } from "./people.ts";
import { bookUrl } from "./surroundings.ts";

/** A case that this doctor has claimed, of somebody who is signed in already; answers its id. */
export async function openTalk(person: Person, username: string): Promise<string> {
  const caseId = randomUUID();
  await inDatabase(async (book) => {
    const [who] = await book<{ citizen_id: string }[]>`
      select citizen_id from warehouse.identifiers where kind = 'personal-id' and value = ${person.personalId}`;
    const [doctor] = await book<{ staff_id: string; name: string; facility_code: string }[]>`
      select staff_id, name, facility_code from app.staff where username = ${username}`;
    if (!who || !doctor) throw new Error("both sign in first");
    await book`
      insert into app.teleconsult_cases (citizen_id, case_id, code, citizen_name, asked_by, facility_code, level, way, status, trouble, severity,
        sent_at, promised_at, claimed_by, claimed_by_name, claimed_at, claim_until)
      values (${who.citizen_id}, ${caseId}, ${`T${caseId.slice(0, 7)}`}, ${person.name}, ${who.citizen_id}, ${doctor.facility_code}, 'basic', 'written', 'reading',
        'Em uống thuốc 3 ngày thì đỡ đau, nhưng hôm nay bị tiêu chảy nhẹ.', 'mild', now(), now() + interval '2 hours', ${doctor.staff_id}, ${doctor.name},
        now(), now() + interval '30 minutes')`;
  });
  return caseId;
}

/** The lines of a conversation as they stand on a page, in their order. */
export const linesOn = (page: Page) =>
  page.getByRole("log").getByRole("listitem").locator(".whitespace-pre-line").allInnerTexts();

/** Nhắn. */
export async function write(page: Page, said: string): Promise<void> {
  await page.getByLabel(/^Nhắn (bác sĩ|người bệnh)$/).fill(said);
  await page.getByRole("button", { name: "Gửi", exact: true }).click();
}

/** Lets a browser be told that its network is weak (`weakNetwork`): its own measures cannot be made bad here. */
export async function mayBeWeak(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const measured = RTCPeerConnection.prototype.getStats;
    RTCPeerConnection.prototype.getStats = async function (this: RTCPeerConnection) {
      const real = await measured.call(this);
      if (!(window as { weakNetwork?: boolean }).weakNetwork) return real;
      const slow = [...real].map(([id, one]) =>
        one.type === "candidate-pair" ? [id, { ...one, currentRoundTripTime: 2 }] : [id, one],
      );
      return new Map(slow as [string, unknown][]) as unknown as RTCStatsReport;
    } as typeof measured;
  });
}

/** Goes to the call of a case, tries camera and microphone, and enters. */
export async function enterCall(page: Page, address: string): Promise<void> {
  await page.goto(`${bookUrl}${address}/call`);
  await page.getByRole("button", { name: "Thử máy ảnh và micro" }).click();
  await expect(page.getByLabel("Hình của bạn")).toBeVisible();
  await page.getByRole("button", { name: "Vào phòng chờ" }).click();
}

/** How many pictures of the others this browser has drawn. */
export const drawn = (page: Page) =>
  page.evaluate(() =>
    [...document.querySelectorAll("video")]
      .filter((video) => !video.muted)
      .reduce((sum, video) => sum + video.getVideoPlaybackQuality().totalVideoFrames, 0),
  );

/** Waits until this browser draws what the other one sends, now. */
export async function expectSeen(page: Page): Promise<void> {
  const before = await drawn(page);
  await expect.poll(() => drawn(page), { timeout: 20_000 }).toBeGreaterThan(before + 5);
}
