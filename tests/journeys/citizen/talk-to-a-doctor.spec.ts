import { photoWithPlace } from "../../support/photos.ts";
import { thiDu } from "../support/people.ts";
import { expectReadable } from "../support/reading.ts";
import { resident } from "../support/residents.ts";
import { signInAs, signInAtDesk, signOut } from "../support/sign-in.ts";
import { drawn, enterCall, expectSeen, linesOn, mayBeWeak, openTalk, write } from "../support/talks.ts";
import { expect, test } from "../support/test.ts";

test("a person and their doctor write to each other, also while a network is away, and see each other in a call", async ({
  page,
  context,
  anotherPhone,
}) => {
  test.slow();
  const hoa = resident(10);
  const doctor = await anotherPhone({ viewport: { width: 1280, height: 800 }, isMobile: false });
  await Promise.all([signInAs(page, hoa), signInAtDesk(doctor, "/clinic", "bs.vinh")]);
  const caseId = await openTalk(hoa, "bs.vinh");
  const [mine, theirs] = [`/teleconsult/${caseId}`, `/clinic/teleconsult/${caseId}`];

  await test.step("lines come by themselves on both sides, with what was read", async () => {
    await Promise.all([page.goto(mine), doctor.goto(theirs)]);
    await expect(page.getByText("Tin mới tự hiện ra.")).toBeVisible();
    await write(page, "Có phải do thuốc không ạ?");
    await expect.poll(() => linesOn(doctor)).toEqual(["Có phải do thuốc không ạ?"]);
    await write(doctor, "Chị đi mấy lần một ngày?\n<script>alert(1)</script>");
    await expect.poll(async () => (await linesOn(page)).length).toBe(2);
    await expect(page.getByText(/^Bác sĩ đã đọc/)).toBeVisible();
    await expect(doctor.getByText(/^Người bệnh đã đọc/)).toBeVisible();
    await expectReadable(page);
    await expectReadable(doctor);
  });

  await test.step("what is written without a network stays on the phone, and goes once when there is one again", async () => {
    await context.setOffline(true);
    await write(page, "Dạ 3 lần ạ.");
    await write(page, "Không có máu ạ.");
    await page.getByLabel("Nhắn bác sĩ").fill("Đang viết dở");
    await expect(page.getByText(/^Chưa gửi/).first()).toBeVisible();
    await write(doctor, "Vậy là nhẹ.");
    await expect.poll(async () => (await linesOn(doctor)).length).toBe(3);
    await expect(doctor.getByText(/Đang gửi/)).toHaveCount(0);
    await context.setOffline(false);
    const all = [
      "Có phải do thuốc không ạ?",
      "Chị đi mấy lần một ngày?\n<script>alert(1)</script>",
      "Vậy là nhẹ.",
      "Dạ 3 lần ạ.",
      "Không có máu ạ.",
    ];
    await expect.poll(() => linesOn(doctor), { timeout: 20_000 }).toEqual(all);
    await expect.poll(() => linesOn(page), { timeout: 20_000 }).toEqual(all);
    await expect(page.getByText(/^Chưa gửi/)).toHaveCount(0);
    await page.reload();
    await expect(page.getByLabel("Nhắn bác sĩ")).toHaveValue("Đang viết dở");
    await page.getByLabel("Nhắn bác sĩ").fill("");
  });

  await test.step("a photo goes made small, and without scripts words and photos go by two forms", async () => {
    const photo = await photoWithPlace();
    await page
      .getByLabel("Gửi ảnh")
      .setInputFiles({ name: "toa.jpg", mimeType: "image/jpeg", buffer: photo });
    await expect(doctor.getByRole("img", { name: "Xem ảnh" })).toBeVisible();
    await page.goto(`${mine}/photo`);
    await expectReadable(page);
    const plain = await anotherPhone({ javaScriptEnabled: false });
    await signInAs(plain, hoa);
    await plain.goto(mine);
    await write(plain, "Gửi từ máy cũ");
    await expect(plain.getByText("Gửi từ máy cũ")).toBeVisible();
    await expect(doctor.getByText("Gửi từ máy cũ")).toBeVisible();
    await plain.getByRole("link", { name: "Gửi ảnh" }).click();
    const heic = Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from("ftypheic"), Buffer.alloc(99)]);
    await plain
      .getByLabel("Ảnh hoặc giấy tờ")
      .setInputFiles({ name: "a.heic", mimeType: "image/heic", buffer: heic });
    await plain.getByRole("button", { name: "Gửi ảnh" }).click();
    await expect(plain.getByText("Chưa đọc được ảnh HEIC")).toBeVisible();
    await plain.close();
  });

  await test.step("the person waits, the doctor comes, and each sees the other", async () => {
    await Promise.all([mayBeWeak(page), mayBeWeak(doctor)]);
    await page.goto(`${mine}/call`);
    await expectReadable(page);
    await enterCall(page, mine);
    await expect(page.getByText("Bạn đang ở phòng chờ.")).toBeVisible();
    await expect(doctor.getByText("Người bệnh đang chờ trong cuộc gọi hình.")).toBeVisible();
    expect(await drawn(page)).toBe(0);
    await enterCall(doctor, theirs);
    await expectSeen(page);
    await expectSeen(doctor);
    await expect(doctor.getByText(`Đang gọi với ${hoa.name}.`)).toBeVisible();
    await expectReadable(page);
    await expectReadable(doctor);
  });

  await test.step("the call goes on while our server is not heard, and finds a new way when the network is back", async () => {
    await context.setOffline(true);
    await expect(page.getByText("Sổ chưa trả lời. Cuộc gọi vẫn tiếp tục.")).toBeVisible({
      timeout: 20_000,
    });
    await expectSeen(page);
    await expectSeen(doctor);
    await context.setOffline(false);
    await expect(page.getByText("Sổ chưa trả lời. Cuộc gọi vẫn tiếp tục.")).toHaveCount(0, {
      timeout: 20_000,
    });
    await expectSeen(page);
    await expectSeen(doctor);
  });

  await test.step("on a weak network the picture goes and the sound stays, until it is turned on again", async () => {
    await page.evaluate(() => Object.assign(window, { weakNetwork: true }));
    await expect(page.getByText("Mạng yếu nên hình của bạn đã tắt.")).toBeVisible({ timeout: 20_000 });
    await expect(doctor.getByText(`${hoa.name} đã tắt hình vì mạng yếu.`)).toBeVisible();
    await expectReadable(page);
    await page.evaluate(() => Object.assign(window, { weakNetwork: false }));
    await page.getByRole("button", { name: "Bật hình" }).click();
    await expectSeen(doctor);
  });

  await test.step("nobody else comes in, and another device of the same person takes over", async () => {
    const stranger = await anotherPhone();
    await signInAs(stranger, thiDu);
    for (const path of [mine, `${mine}/call`, `${mine}/messages`, `${mine}/call/signals?seat=${caseId}`])
      expect((await stranger.request.get(path)).status(), path).toBe(404);
    const join = { act: "join", seatId: crypto.randomUUID() };
    const asked = await stranger.request.post(`${mine}/call/signals`, {
      data: join,
      headers: { origin: new URL(page.url()).origin },
    });
    expect(asked.status()).toBe(404);
    await stranger.close();
    const second = await anotherPhone();
    await signInAs(second, hoa);
    await enterCall(second, mine);
    await expect(page.getByText("Bạn đã vào cuộc gọi này ở máy khác.")).toBeVisible();
    await expectSeen(second);
    await expectSeen(doctor);
    await doctor.getByRole("button", { name: "Kết thúc cuộc gọi" }).click();
    await expect(second.getByText("Cuộc gọi đã kết thúc.")).toBeVisible();
    await expectReadable(second);
  });

  await test.step("signing out leaves nothing unsent on the phone", async () => {
    await page.goto(mine);
    await expect(page.getByText(/^Kết thúc gọi hình/)).toBeVisible();
    await page.getByLabel("Nhắn bác sĩ").fill("Chưa gửi mà đăng xuất");
    const databases = () => page.evaluate(async () => (await indexedDB.databases()).length);
    await expect.poll(databases).toBe(1);
    await signOut(page);
    await expect.poll(databases).toBe(0);
  });
});
