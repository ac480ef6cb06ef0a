import type { Page } from "@playwright/test";
import { dayIn, freePlace, inDatabase, openClinic, trust } from "../support/bookings.ts";
import { expectReadable, section } from "../support/reading.ts";
import { resident } from "../support/residents.ts";
import { signInAs } from "../support/sign-in.ts";
import { expect, test } from "../support/test.ts";

const on = (days: number) => dayIn(days).split("-").reverse().join("/");
const title = (page: Page, name: string | RegExp) => page.getByRole("heading", { level: 1, name });
const onward = (page: Page) => page.getByRole("button", { name: "Tiếp tục" }).click();
/** A time of the day; its mark is drawn by the label. */
const timeOf = (page: Page, time: string) => page.locator("label").filter({ hasText: time });
const visitOf = (page: Page) => /\/booking\/([0-9a-f-]{36})/.exec(page.url())?.[1] ?? "";

/** From why to the times of a day, at that clinic. */
async function askFor(page: Page, clinic: { named: RegExp }, days: number): Promise<void> {
  await page.getByRole("radio", { name: "Thấy không khỏe" }).check();
  await onward(page);
  await page.getByRole("radio", { name: clinic.named }).check();
  await onward(page);
  await page.getByRole("link", { name: on(days) }).click();
}

test("a visit is asked for question by question, booked once, changed and cancelled", async ({
  page,
  anotherPhone,
}) => {
  test.slow();
  const owner = resident(1);
  const clinic = await openClinic(`Trạm thử ${owner.name}`, [
    { days: 2, at: "07:20", free: 0 },
    { days: 2, at: "07:40", free: 1 },
    { days: 2, at: "13:40", capacity: 9 },
    { days: 3, at: "08:00", free: 0 },
    { days: 5, at: "09:00" },
  ]);
  await signInAs(page, owner);
  await page.getByRole("link", { name: /^Lịch khám/ }).click();
  await expect(page.getByRole("heading", { name: `${owner.name} chưa có lịch khám nào` })).toBeVisible();
  await expectReadable(page);

  // A slip names place and day: only the time is asked.
  const slip = new URLSearchParams({ origin: "follow-up", ref: "slip", why: "unwell", day: dayIn(2) });
  await page.goto(`/booking/new?${slip}&facility=${clinic.facilityCode}`);
  await expect(title(page, "Bạn muốn khám lúc mấy giờ?")).toBeVisible();
  await expect(page.getByRole("main")).toContainText(on(2));
  await page.goto("/booking");
  await page.getByRole("link", { name: "Đặt lịch khám" }).click();

  await expect(title(page, "Bạn muốn khám vì sao?")).toBeVisible();
  await expectReadable(page);
  await onward(page);
  await expect(page.getByRole("alert").first()).toContainText("Hãy chọn một dòng.");
  await expectReadable(page);
  await page.getByRole("radio", { name: "Thấy không khỏe" }).check();
  await onward(page);
  const place = page.locator("label").filter({ hasText: clinic.named });
  await expect(place).toContainText("Sớm nhất");
  await expect(place).toContainText("Giá 39.800 đ, BHYT trả đến 31.840 đ (ước tính)");
  await expectReadable(page);
  await onward(page);
  await expect(page.getByRole("alert").first()).toContainText("Hãy chọn một nơi khám.");
  await page.getByRole("radio", { name: clinic.named }).check();
  await onward(page);
  await expect(section(page, "Sớm nhất")).toContainText(`${on(2)}, 7:40`);
  await expect(page.getByRole("listitem").filter({ hasText: on(3) })).toContainText("hết chỗ");
  await expect(page.getByRole("link", { name: on(3) })).toHaveCount(0);
  await expectReadable(page);
  await page.getByRole("link", { name: on(2) }).click();
  await expect(page.getByRole("radio", { name: "7:20 hết chỗ" })).toBeDisabled();
  await expectReadable(page);
  await onward(page);
  await expect(page.getByRole("alert").first()).toContainText("Hãy chọn một giờ.");
  await expectReadable(page);
  await page.getByRole("radio", { name: "Giờ nào cũng được" }).check();
  await onward(page);

  await expect(title(page, "Kiểm tra trước khi gửi")).toBeVisible();
  await expect(page.getByRole("main")).toContainText(`${on(2)}, 13:40`);
  await expect(page.getByRole("main")).toContainText("không đến 3 lần trong 90 ngày");
  await expectReadable(page);
  const check = page.url();
  await page.getByLabel("Điều bạn muốn nói trước với bác sĩ").fill("Đau bụng từ hôm qua");
  await page.getByRole("button", { name: "Đặt lịch khám" }).click();
  await expect(page.getByRole("heading", { name: "Đã đặt lịch khám" })).toBeVisible();
  const pass = new URL(page.url()).pathname;
  for (const words of [
    owner.name,
    "Phòng khám Nội",
    "Phòng 4, tầng 1",
    "Trả tại quầy.",
    "Nhịn ăn sáng để lấy máu",
  ])
    await expect(page.getByRole("main")).toContainText(words);
  await expect(page.getByRole("img", { name: "Mã để quét ở quầy tiếp đón" })).toBeVisible();
  await page.getByText("Chữ để gửi cho người đi cùng").click();
  await expect(page.locator("details")).toContainText(clinic.named);
  await expect(page.locator("details")).not.toContainText("Đau bụng");
  await expectReadable(page);

  // The same address and the same form again lead to the same visit.
  await page.goto(check);
  await expect(page).toHaveURL((url) => url.pathname === pass);
  await page.goto("/booking");
  await expect(section(page, "Sắp tới").getByRole("listitem")).toHaveCount(1);
  await expectReadable(page);

  const file = await page.request.get(`${pass}/calendar`);
  expect(file.headers()["content-type"]).toContain("text/calendar");
  const calendar = (await file.text()).replaceAll("\r\n ", "");
  expect(calendar).toContain(`DTSTART;TZID=Asia/Ho_Chi_Minh:${dayIn(2).replaceAll("-", "")}T134000`);
  expect(calendar).not.toMatch(/Nội|bụng/);

  await page.goto(pass);
  await page.getByRole("link", { name: "Đổi giờ" }).click();
  await expectReadable(page);
  await page.getByRole("link", { name: on(5) }).click();
  await timeOf(page, "9:00").click();
  await expectReadable(page);
  await onward(page);
  await expect(title(page, "Đổi sang giờ này?")).toBeVisible();
  await expectReadable(page);
  await page.getByRole("button", { name: "Đổi giờ khám" }).click();
  await expect(page.getByRole("heading", { name: "Đã đổi giờ khám" })).toBeVisible();
  await expect(page.getByRole("main")).toContainText(on(5));

  const stranger = await anotherPhone();
  await signInAs(stranger, resident(9));
  for (const step of ["", "/move", "/cancel", "/late"]) {
    const answer = await stranger.goto(`${pass}${step}`);
    expect(answer?.status()).toBe(404);
  }
  expect((await stranger.request.get(`${pass}/calendar`)).status()).toBe(404);

  await page.getByRole("link", { name: "Hủy lịch khám này" }).click();
  await expectReadable(page);
  await page.getByRole("link", { name: "Giữ lịch" }).click();
  await expect(title(page, "Phiếu khám")).toBeVisible();
  await page.getByRole("link", { name: "Hủy lịch khám này" }).click();
  await page.getByLabel("Vì sao bạn hủy?").fill("Bận việc");
  await page.getByRole("button", { name: "Hủy lịch khám" }).click();
  await expect(page.getByRole("heading", { name: "Đã hủy lịch khám" })).toBeVisible();
  await expect(page.getByRole("main")).toContainText("Lý do: Bận việc");
  await expectReadable(page);
  expect(await (await page.request.get(`${pass}/calendar`)).text()).toContain("STATUS:CANCELLED");
  await page.getByRole("link", { name: "Đặt lại" }).click();
  await expect(title(page, "Bạn muốn khám ngày nào?")).toBeVisible();
});

test("a relative books for whom they may; a sending that broke is asked after, and the day of the visit has its own acts", async ({
  page,
}) => {
  test.slow();
  const [owner, reader] = [resident(5), resident(0)];
  const clinic = await openClinic(`Trạm thử ${owner.name}`, [
    { days: 1, at: "08:20" },
    { days: 2, at: "08:20", free: 1 },
  ]);
  await trust(owner, reader, ["booking"]);
  await trust(resident(4), reader, ["record"]);
  await signInAs(page, reader, "/sign-in?next=/booking/new");
  await expect(title(page, "Khám cho ai?")).toBeVisible();
  await expect(page.getByRole("radio", { name: resident(4).name })).toHaveCount(0);
  await expectReadable(page);
  await page.getByRole("radio", { name: owner.name }).check();
  await onward(page);
  await expect(page.getByRole("region", { name: new RegExp(owner.name) })).toBeVisible();
  await askFor(page, clinic, 2);
  await timeOf(page, "8:20").click();
  await onward(page);
  await page.getByLabel("Điều bạn muốn nói trước với bác sĩ").fill("Ho đã ba ngày");

  await page.route("**/booking/new/check*", (route) =>
    route.request().method() === "POST" ? route.abort() : route.continue(),
  );
  await page.getByRole("button", { name: "Đặt lịch khám" }).click();
  await expect(title(page, "Chưa rõ đã đặt được chưa")).toBeVisible();
  await expectReadable(page);
  await page.unrouteAll();
  await page.getByRole("link", { name: "Xem đã đặt chưa" }).click();
  await expect(title(page, "Chưa đặt được lịch khám")).toBeVisible();
  await expectReadable(page);
  await page.getByRole("button", { name: "Gửi lại" }).click();
  await expect(page.getByRole("heading", { name: "Đã đặt lịch khám" })).toBeVisible();
  await expect(page.getByRole("main")).toContainText(`${reader.name} đặt lúc`);
  const visit = visitOf(page);

  // One day has one visit of a department: a second one leads to the first.
  await page.goto(`/booking/new/why`);
  await askFor(page, clinic, 1);
  await timeOf(page, "8:20").click();
  await onward(page);
  await inDatabase(
    (book) =>
      book`update app.appointments set day = ${dayIn(1)}, starts_at = ${`${dayIn(1)}T10:00:00+07:00`} where appointment_id = ${visit}`,
  );
  await page.getByRole("button", { name: "Đặt lịch khám" }).click();
  await expect(page.getByRole("heading", { name: "Đã có lịch khám này" })).toBeVisible();
  await expectReadable(page);

  await inDatabase(
    (book) =>
      book`update app.appointments set day = ${dayIn(0)}, starts_at = ${`${dayIn(0)}T23:59:00+07:00`} where appointment_id = ${visit}`,
  );
  await page.goto("/family");
  await expect(page.getByRole("main")).toContainText("Lịch khám tới");
  await page.goto(`/booking/${visit}`);
  await page.getByRole("link", { name: "Tôi sẽ đến trễ" }).click();
  await expectReadable(page);
  await page.getByRole("radio", { name: "Khoảng 30 phút" }).check();
  await page.getByRole("button", { name: "Báo cơ sở" }).click();
  await expect(page.getByRole("status").first()).toContainText("đến trễ 30 phút");
  await expectReadable(page);

  await inDatabase(
    (book) =>
      book`update app.places p set closed = true from app.appointments a where a.appointment_id = ${visit} and p.slot_id = a.slot_id and p.place = a.place`,
  );
  await page.reload();
  await expect(page.getByRole("heading", { name: "Cơ sở đã đổi lịch. Chọn giờ khác." })).toBeVisible();
  await expect(page.getByRole("link", { name: "Chọn giờ khác" })).toBeVisible();
  await expectReadable(page);
});

test("whoever waits is offered a place in order, and needs no scripts to take it", async ({
  page: withScripts,
  anotherPhone,
}) => {
  test.slow();
  const owner = resident(3);
  const page = await anotherPhone({ javaScriptEnabled: false });
  await signInAs(withScripts, owner);
  // The tool that looks for barriers is a script itself.
  const readable = async () => {
    await withScripts.goto(page.url());
    await expectReadable(withScripts);
  };
  const clinic = await openClinic(`Trạm thử ${owner.name}`, [
    { days: 2, at: "08:20", capacity: 1, free: 0 },
    { days: 3, at: "08:20", capacity: 1, free: 0 },
  ]);
  await signInAs(page, owner, "/sign-in?next=/booking/new");
  await page.getByRole("radio", { name: "Tôi không biết" }).check();
  await onward(page);
  await page.getByRole("radio", { name: clinic.named }).check();
  await onward(page);
  await expect(page.getByRole("heading", { name: "Chưa có ngày nào còn chỗ" })).toBeVisible();
  await readable();
  await page.getByRole("link", { name: "Báo tôi khi có chỗ" }).click();
  await readable();
  await page.getByRole("radio", { name: "Buổi sáng" }).check();
  await page.getByRole("button", { name: "Ghi tên chờ" }).click();
  await expect(section(page, "Đang chờ chỗ")).toContainText(clinic.named);

  await freePlace(clinic.slots[0] ?? "");
  await page.reload();
  await expect(section(page, "Có chỗ cho bạn")).toContainText("còn");
  await readable();
  await page.getByRole("link", { name: `${on(2)}, 8:20` }).click();
  await expect(title(page, "Có chỗ khám cho bạn")).toBeVisible();
  const offer = page.url();
  await readable();
  await page.getByRole("button", { name: "Không, cảm ơn" }).click();
  await expect(page.getByRole("status")).toContainText("Bạn đã không nhận chỗ.");
  await page.goto(offer);
  await expect(title(page, "Bạn đã không nhận chỗ này")).toBeVisible();
  await readable();

  await freePlace(clinic.slots[1] ?? "");
  await page.goto("/booking");
  await page.getByRole("link", { name: `${on(3)}, 8:20` }).click();
  await page.getByRole("button", { name: "Nhận chỗ này" }).click();
  await expect(page.getByRole("heading", { name: "Đã nhận chỗ" })).toBeVisible();

  await page.goto("/booking/reminders");
  await page.getByRole("checkbox", { name: "Trước một tuần" }).check();
  await page.getByRole("button", { name: "Lưu cách nhắc" }).click();
  await expect(page.getByRole("status")).toContainText("Đã lưu.");
  await readable();
});
