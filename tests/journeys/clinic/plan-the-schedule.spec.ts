import { randomBytes } from "node:crypto";
import path from "node:path";
import type { Page } from "@playwright/test";
import { sampleFacilityKey } from "../../../app/_commands/start/keys.ts";
import { addDays } from "../../../lib/booking/rules.ts";
import { dayOf } from "../../../lib/platform/clock.ts";
import { expectNoSidewaysScroll, expectReadable, section } from "../support/reading.ts";
import { signInAtDesk } from "../support/sign-in.ts";
import { bookUrl, dataDir } from "../support/surroundings.ts";
import { expect, test } from "../support/test.ts";

const spoken = (day: string) => day.split("-").reverse().join("/");

/** A hospital's system books somebody in the first free time of a department on a day. */
async function bookThere(departmentName: string, day: string, name: string): Promise<void> {
  const headers = { authorization: `Bearer ${sampleFacilityKey(path.join(dataDir(), "keys"), "51000")}` };
  const ask = async (address: string) =>
    (await fetch(`${bookUrl}/api/booking/${address}`, { headers })).json() as Promise<
      Record<string, never[]>
    >;
  const { departments, services } = (await ask("services")) as unknown as {
    departments: { departmentId: string; name: string }[];
    services: { departmentId: string; serviceId: string }[];
  };
  const departmentId = departments.find((one) => one.name === departmentName)?.departmentId;
  const serviceId = services.find((one) => one.departmentId === departmentId)?.serviceId;
  const { slots } = (await ask(`slots?from=${day}&until=${day}&departmentId=${departmentId}`)) as unknown as {
    slots: { slotId: string; free: number }[];
  };
  const slotId = slots.find(({ free }) => free > 0)?.slotId;
  const answer = await fetch(`${bookUrl}/api/booking/appointments`, {
    method: "POST",
    headers,
    body: JSON.stringify({
      number: `DH-${randomBytes(5).toString("hex")}`,
      slotId,
      serviceId,
      name,
      birthDate: "1980",
    }),
  });
  expect(await answer.json()).toMatchObject({ outcome: "booked" });
}

async function look(page: Page) {
  await expectNoSidewaysScroll(page);
  await page.setViewportSize({ width: 360, height: 800 });
  await expectReadable(page);
  await page.setViewportSize({ width: 1280, height: 800 });
}

test("a facility opens a department, lays its week, closes a day under booked people, and moves them", async ({
  page,
}) => {
  test.slow();
  // Its own department, so that no other journey meets a schedule that changes under it.
  const unit = `Phòng khám Mắt ${randomBytes(2).toString("hex")}`;
  const room = `Phòng ${randomBytes(2).toString("hex")}`;
  const today = dayOf(new Date());
  const [first, second] = [addDays(today, 9), addDays(today, 10)];
  await page.setViewportSize({ width: 1280, height: 800 });
  await signInAtDesk(page, "/clinic", "bs.vinh");
  await page.goto("/clinic/schedule");
  const alert = page.getByRole("main").getByRole("alert");
  const saved = page.getByRole("main").getByRole("status");
  const send = (name: string) => page.getByRole("main").getByRole("button", { name }).click();

  await test.step("the week of a department, room by room", async () => {
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Lịch của cơ sở");
    await page.getByRole("link", { name: "Phòng khám Nhi" }).click();
    await expect(section(page, "Phòng 7")).toContainText("BS. Lê Minh Châu");
    await look(page);
    await page.getByRole("link", { name: "Tuần sau" }).click();
    await expect(section(page, "Phòng 7")).toContainText("7:00 đến 11:15");
  });

  await test.step("a department, a room, a person and a service with its price", async () => {
    await page.getByRole("link", { name: "Khoa, phòng, dịch vụ và giá" }).click();
    await look(page);
    await page.getByRole("link", { name: "Mở khoa, phòng khám" }).click();
    await page.getByLabel("Tên khoa, phòng khám").fill("M");
    await send("Lưu");
    await expect(alert.first()).toContainText("Ghi rõ hơn một chút.");
    await look(page);
    await page.getByLabel("Tên khoa, phòng khám").fill(unit);
    await send("Lưu");
    await expect(saved).toContainText("Đã lưu");
    await page.getByRole("link", { name: `Thêm phòng: ${unit}` }).click();
    await page.getByLabel("Tên phòng").fill(room);
    await page.getByLabel("Ở đâu trong cơ sở (không bắt buộc)").fill("tầng 2, dãy A");
    await look(page);
    await send("Lưu");
    await page.getByRole("link", { name: `Thêm người khám: ${unit}` }).click();
    await page.getByLabel("Chức danh và tên").fill("BS. Đỗ Thu An");
    await send("Lưu");
    await page.getByRole("link", { name: `Thêm dịch vụ: ${unit}` }).click();
    await page.getByLabel("Tên dịch vụ").fill("Khám mắt");
    await page.getByLabel("Giá (đồng)").fill("39.800");
    await page.getByLabel("BHYT trả nhiều nhất (đồng)").fill("50.000");
    await page.getByLabel("Mắt", { exact: true }).check();
    await send("Lưu");
    await expect(alert.first()).toContainText("Không thể nhiều hơn giá.");
    await look(page);
    await expect(page.getByLabel("Mắt", { exact: true })).toBeChecked();
    await page.getByLabel("BHYT trả nhiều nhất (đồng)").fill("31.840");
    await page.getByLabel("Cần mang theo").fill("Thẻ BHYT hoặc căn cước\nKính đang đeo");
    await send("Lưu");
    await expect(page.getByRole("row").filter({ hasText: "Khám mắt" })).toContainText("39.800");
  });

  await test.step("hours of the week, looked at before they are saved", async () => {
    await page.goto("/clinic/schedule/hours");
    await page.getByRole("link", { name: unit }).click();
    await look(page);
    await page.getByRole("link", { name: `Thêm giờ khám: ${room}` }).click();
    await page.getByLabel("Từ giờ").fill("8 giờ");
    await page.getByLabel("Đến giờ").fill("7:00");
    await send("Xem trước khi lưu");
    await expect(alert.first()).toContainText("Chọn ít nhất một ngày.");
    await expect(alert.first()).toContainText("Phải sau lúc bắt đầu.");
    await look(page);
    for (const name of ["Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ Nhật"])
      await page.getByLabel(name, { exact: true }).check();
    await page.getByLabel("Từ giờ").fill("7:00");
    await page.getByLabel("Đến giờ").fill("8:00");
    await page.getByLabel("Người khám").selectOption("BS. Đỗ Thu An");
    await send("Xem trước khi lưu");
    await expect(page.getByText("Không ai đã đặt bị mất giờ.")).toBeVisible();
    await expect(section(page, "Lịch sẽ thay đổi thế nào")).toContainText("Thêm 90 khung giờ.");
    await look(page);
    await send("Lưu thay đổi");
    await expect(saved).toContainText("Lịch mới có hiệu lực ngay");
    await page.getByRole("link", { name: unit }).click();
    await expect(section(page, room)).toContainText("7:00 đến 8:00");
  });

  await test.step("a day off lists who is booked, with name, time and number, before anything changes", async () => {
    for (const [day, name] of [
      [first, "Nguyễn Thị Sáu"],
      [first, "Trần Văn Bảy"],
      [second, "Lê Thị Tám"],
    ] as const)
      await bookThere(unit, day, name);
    await page.goto("/clinic/schedule/days");
    await expect(page.getByText("Tết, giỗ Tổ và ngày nghỉ thứ hai dịp 2/9")).toBeVisible();
    await look(page);
    await page.getByRole("link", { name: "Thêm ngày nghỉ" }).click();
    await page.getByLabel("Nghỉ từ ngày").fill("30/2/2027");
    await send("Xem trước khi lưu");
    await expect(alert.first()).toContainText("Ngày phải có thật.");
    await look(page);
    await page.getByLabel("Phòng").selectOption({ label: room });
    await page.getByLabel("Nghỉ từ ngày").fill(spoken(first));
    await page.getByLabel("Đến hết ngày (bỏ trống nếu một ngày)").fill(spoken(second));
    await page.getByLabel("Lý do").fill("Bác sĩ đi học");
    await send("Xem trước khi lưu");
    const people = page.getByRole("table");
    await expect(people.getByRole("row")).toHaveCount(4);
    await expect(people).toContainText("Trần Văn Bảy");
    await expect(people).toContainText("số 2");
    await look(page);
    await send("Lưu và chuyển giờ cho 3 người");
  });

  await test.step("they are moved one by one or all, or called off with a reason", async () => {
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Người cần chuyển giờ");
    const rowOf = (name: string) => page.getByRole("row").filter({ hasText: name });
    await expect(rowOf("Nguyễn Thị Sáu")).toContainText(spoken(addDays(first, -1)));
    await look(page);
    await rowOf("Nguyễn Thị Sáu").getByRole("button").click();
    await expect(saved).toContainText("báo cho người bệnh");
    await expect(rowOf("Nguyễn Thị Sáu")).toHaveCount(0);
    await rowOf("Lê Thị Tám").getByRole("link").click();
    await look(page);
    await send("Hủy lịch hẹn");
    await expect(page.getByText("Ghi rõ hơn một chút.").first()).toBeVisible();
    await page.getByLabel("Lý do").fill("Bác sĩ đi học, phòng chưa có người thay");
    await send("Hủy lịch hẹn");
    await expect(saved).toContainText("Đã hủy");
    // Others' people may stand here as well: only this one is ours to move.
    await rowOf("Trần Văn Bảy").getByRole("link").click();
    await page.getByRole("radio").nth(1).check();
    await send("Chuyển sang giờ đã chọn");
    await expect(rowOf("Trần Văn Bảy")).toHaveCount(0);
    await expect(page.getByRole("main")).toContainText(/Không ai cần chuyển giờ|Người cần chuyển giờ/);
  });

  await test.step("a day is taken back, hours are changed and ended, extra hours are added", async () => {
    await page.goto("/clinic/schedule/days");
    const off = page.getByRole("row").filter({ hasText: room }).first();
    await expect(off).toContainText("Bác sĩ đi học");
    await off.getByRole("link").click();
    await send("Lưu thay đổi");
    await expect(saved).toBeVisible();
    await page.getByRole("link", { name: "Thêm giờ khám" }).click();
    await page.getByLabel("Phòng").selectOption({ label: room });
    await page.getByLabel("Ngày", { exact: true }).fill(spoken(first));
    await page.getByLabel("Từ giờ").fill("13:30");
    await page.getByLabel("Đến giờ").fill("14:30");
    await page.getByLabel("Lý do").fill("Khám bù");
    await look(page);
    await send("Xem trước khi lưu");
    await expect(section(page, "Lịch sẽ thay đổi thế nào")).toContainText("Thêm 3 khung giờ.");
    await send("Lưu thay đổi");
    await page.goto("/clinic/schedule/hours");
    await page.getByRole("link", { name: unit }).click();
    await section(page, room).getByRole("link", { name: "Đổi hoặc kết thúc" }).first().click();
    await look(page);
    await page.getByLabel("Đến giờ").fill("8:40");
    await send("Xem trước khi lưu");
    await expect(section(page, "Lịch sẽ thay đổi thế nào")).toContainText(/Thêm \d+ khung giờ./);
    await page.getByRole("link", { name: "Sửa lại" }).click();
    await expect(page.getByLabel("Đến giờ")).toHaveValue("8:40");
    await page.getByRole("link", { name: "Kết thúc giờ khám này" }).click();
    await look(page);
    await send("Xem trước khi lưu");
    await expect(section(page, "Lịch sẽ thay đổi thế nào")).toContainText(/Bớt \d+ khung giờ./);
  });

  await test.step("where the facility is, and its terms", async () => {
    await page.goto("/clinic/schedule/place");
    await page.getByLabel("Vĩ độ (không bắt buộc)").fill("15,3");
    await page.getByLabel("Kinh độ (không bắt buộc)").fill("");
    await send("Lưu địa chỉ");
    await expect(alert.first()).toContainText("Ghi cả vĩ độ và kinh độ");
    await look(page);
    await page.goto("/clinic/schedule/terms");
    await page.getByLabel("Đặt trước nhiều nhất bao nhiêu ngày").fill("200");
    await send("Lưu quy định");
    await expect(alert.first()).toContainText("ngoài mức cho phép");
    await look(page);
  });

  await test.step("closed again, the department is gone; what is not there is said", async () => {
    await page.goto("/clinic/schedule/offer");
    await page.getByRole("link", { name: `Đổi tên phòng khám: ${unit}` }).click();
    await page.getByRole("link", { name: "Đóng phòng khám này" }).click();
    await expect(page.getByRole("heading", { name: "2 người đã đặt sẽ mất giờ" })).toBeVisible();
    await look(page);
    await send("Lưu và chuyển giờ cho 2 người");
    await expect(page.getByRole("row").filter({ hasText: "Trần Văn Bảy" })).toContainText("chưa có giờ");
    await look(page);
    await page.goto("/clinic/schedule/offer");
    await expect(page.getByText(unit)).toHaveCount(0);
  });
});

test("other desks and people do not plan here", async ({ page, anotherPhone }) => {
  await signInAtDesk(page, "/authority", "syt.lan");
  await page.goto("/clinic/schedule");
  await expect(
    page.getByRole("heading", { level: 2, name: "Tài khoản này không vào bàn này" }),
  ).toBeVisible();
  const phone = await anotherPhone();
  await phone.goto("/clinic/schedule");
  await expect(phone.getByRole("heading", { level: 1 })).not.toHaveText("Lịch của cơ sở");
});
