import { randomUUID } from "node:crypto";
import { inDatabase } from "../support/bookings.ts";
import { thiDu } from "../support/people.ts";
import { expectReadable, section } from "../support/reading.ts";
import { signInAs, signInAtDesk } from "../support/sign-in.ts";
import { expect, test } from "../support/test.ts";

const onPhone = { viewport: { width: 360, height: 800 }, hasTouch: true, isMobile: true };

/** Answered questions of last year's March at the health centre, one of them this person's, who reported it. Answers that case. */
async function casesOf(personalId: string): Promise<string> {
  const reported = randomUUID();
  await inDatabase(async (book) => {
    const [who] = await book<{ citizen_id: string }[]>`
      select citizen_id from warehouse.identifiers where kind = 'personal-id' and value = ${personalId}`;
    if (!who) throw new Error("the person has a book");
    for (const [index, caseId] of [reported, ...Array.from({ length: 5 }, () => randomUUID())].entries()) {
      const citizenId = index === 0 ? who.citizen_id : randomUUID();
      await book`
        insert into app.teleconsult_cases (citizen_id, case_id, code, citizen_name, citizen_born, asked_by, facility_code, level, way, status, trouble, severity,
          sent_at, promised_at, first_claimed_at, answered_at, ended_at, outcome, helpful)
        values (${citizenId}, ${caseId}, ${`W${caseId.slice(0, 5)}`.toUpperCase()}, 'Người Thử', '1980', ${citizenId}, '51000', 'basic', 'written', 'answered', 'Mỏi vai.', 'mild',
          '2026-03-05 08:00+07', '2026-03-05 12:00+07', '2026-03-05 08:20+07', '2026-03-05 09:30+07', '2026-03-05 09:30+07', 'advice', 'yes')`;
    }
    await book`
      insert into app.teleconsult_reports (citizen_id, case_id, facility_code, words, at, answer_by)
      values (${who.citizen_id}, ${reported}, '51000', 'Bác sĩ trả lời quá ngắn.', '2026-03-06 08:00+07', '2026-03-16')`;
  });
  return reported;
}

test("an officer reads how facilities answer, answers a report and enters a line of the list", async ({
  page: officer,
  anotherPhone,
}) => {
  const caseId = await casesOf(thiDu.personalId);
  const phone = await anotherPhone(onPhone);

  await test.step("the figures, by months that stand in the address", async () => {
    await signInAtDesk(officer, "/authority", "syt.minh");
    await officer.goto("/authority/teleconsult");
    await officer.getByLabel("Từ tháng").selectOption("2026-03");
    await officer.getByLabel("Đến tháng").selectOption("2026-03");
    await officer.getByRole("button", { name: "Xem", exact: true }).click();
    await expect(officer).toHaveURL(/from=2026-03&until=2026-03/);
    await expect(officer.getByRole("main")).toContainText("6 trên 6, 100 %");
    await expect(section(officer, "Theo cơ sở")).toContainText("1 giờ 30 phút");
    await expectReadable(officer);
    const file = await officer.request.get("/authority/teleconsult/export?from=2026-03&until=2026-03&as=csv");
    expect(await file.text()).toContain("51000,");
  });

  await test.step("a report, whose answer reaches the person", async () => {
    await officer.getByRole("link", { name: /^Phản ánh của người dân/ }).click();
    await expectReadable(officer);
    await officer.goto(`/authority/teleconsult/reports/${caseId}`);
    await expect(officer.getByRole("main")).toContainText("Bác sĩ trả lời quá ngắn.");
    await expect(officer.getByRole("main")).not.toContainText("Mỏi vai");
    await expectReadable(officer);
    await officer.getByLabel("Trả lời người dân").fill("Đã nhắc trung tâm trả lời kỹ hơn.");
    await officer.getByRole("button", { name: "Gửi câu trả lời" }).click();
    await expect(officer.getByRole("status")).toContainText("Người dân được báo.");
    await signInAs(phone, thiDu);
    await phone.goto(`/teleconsult/${caseId}`);
    await expect(phone.getByText("Sở Y tế trả lời: Đã nhắc trung tâm trả lời kỹ hơn.")).toBeVisible();
  });

  await test.step("a line of the list, with its document, and its last day", async () => {
    await officer.goto("/authority/teleconsult/conditions");
    await officer.getByLabel("Mã ICD-10").fill("z99.6");
    await officer.getByLabel("Bệnh, tình trạng bệnh").fill("Dòng mẫu để thử, không phải danh mục thật");
    await officer.getByLabel("Nguồn").fill("Văn bản mẫu");
    await officer.getByLabel("Hiệu lực từ ngày").fill("1/1/2001");
    await officer.getByRole("button", { name: "Ghi vào danh mục" }).click();
    await expect(officer.getByRole("status")).toContainText("Đã ghi dòng danh mục.");
    await expectReadable(officer);
    const line = officer.getByRole("row").filter({ hasText: "Z99.6" });
    await line.getByText("Ghi ngày hết hiệu lực").click();
    await line.getByLabel("Ngày cuối còn hiệu lực").fill("31/12/2001");
    await line.getByRole("button", { name: /^Ghi ngày cuối/ }).click();
    await expect(officer.getByRole("main")).toContainText("01/01/2001 đến 31/12/2001");
  });
});
