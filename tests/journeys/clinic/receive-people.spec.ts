import { passText } from "../../../lib/booking/rules.ts";
import { invented, type RoomNow, roomNow } from "../support/queue.ts";
import { expectReadable } from "../support/reading.ts";
import { resident } from "../support/residents.ts";
import { signInAs, signInAtDesk } from "../support/sign-in.ts";
import { expect, test } from "../support/test.ts";

const onPhone = { viewport: { width: 360, height: 800 }, hasTouch: true, isMobile: true };
let room: RoomNow;
test.afterEach(() => room?.end());

test("a desk receives who booked and who did not, calls them in turn, and they see the truth of the queue", async ({
  page: desk,
  anotherPhone,
}) => {
  test.slow();
  const [hoa, loi, late] = [invented("Nguyễn Thị Hoa Mẫu"), resident(3), invented("Võ Hồng Phúc Mẫu")];
  room = await roomNow("51000", `Phòng ${Date.now() % 10_000}`);
  const pass = await room.book(hoa, "Đau lưng, khó ngủ");
  const second = await room.book(loi, "Ho kéo dài");
  const third = await room.book(late);
  await signInAtDesk(desk, "/clinic", "bs.vinh");
  const row = (name: string) => desk.getByRole("row").filter({ hasText: name });
  const person = desk.getByRole("complementary");
  const receive = async (sought: string) => {
    await desk.getByLabel("Mã phiếu, mã QR hoặc số định danh").fill(sought);
    await desk.keyboard.press("Enter");
  };

  await test.step("the day's list says who is to come, and nothing of anybody's health", async () => {
    await desk.getByRole("navigation").getByRole("link", { name: "Hôm nay" }).click();
    await desk.goto(`/clinic/today?room=${room.roomId}`);
    await expect(row(hoa.name)).toContainText("Chưa đến");
    await expect(desk.getByText("Chưa có ai đang chờ ở phòng này.")).toBeVisible();
    await row(hoa.name).getByRole("link").click();
    await expect(person.getByRole("heading", { level: 2, name: hoa.name })).toBeVisible();
    await expect(person).toContainText("Đau lưng, khó ngủ");
    await expect(person).toContainText("Sổ chưa mở");
    await expect(person).not.toContainText("Dị ứng");
    await expectReadable(desk);
  });

  await test.step("a code that nobody has is said to be none", async () => {
    await receive("ABCDEFGH");
    await expect(desk.getByRole("main").getByRole("alert")).toContainText(
      "Không thấy lịch hẹn nào với mã này",
    );
    await expectReadable(desk);
  });

  await test.step("people are received by the QR of their pass, their number, and from the list", async () => {
    await receive(passText(pass.code));
    await expect(row(hoa.name)).toContainText("Chờ");
    await receive(loi.personalId);
    await expect(row(loi.name)).toContainText("Chờ");
    await row(late.name).getByRole("link").click();
    await person.getByRole("button", { name: "Tiếp đón" }).click();
    await expect(row(late.name)).toContainText("Chờ");
    await expect(desk.getByRole("status")).toContainText("Đã tiếp đón.");
    await expectReadable(desk);
  });

  const phone = await anotherPhone(onPhone);
  await test.step("the second in the queue is told how many are before them, and nothing else", async () => {
    await signInAs(phone, loi);
    const answer = await phone.request.get(`/booking/${second.appointmentId}/queue`);
    expect(await answer.json()).toMatchObject({ status: "checked-in", before: 1, lastCalled: null });
    expect(answer.headers()["cache-control"]).toContain("no-store");
    expect((await phone.request.get(`/booking/${third.appointmentId}/queue`)).status()).toBe(404);
  });

  await test.step("calling moves the queue, and the stream tells it at once", async () => {
    const told = phone.evaluate(
      (address) =>
        new Promise<string[]>((done) => {
          const heard: string[] = [];
          const stream = new EventSource(address);
          stream.onmessage = ({ data }) => {
            heard.push(data);
            if (JSON.parse(data).lastCalled) {
              stream.close();
              done(heard);
            }
          };
        }),
      `/booking/${second.appointmentId}/queue`,
    );
    await desk.keyboard.press("Alt+g");
    await expect(row(hoa.name)).toContainText("Đã gọi");
    const heard = await told;
    expect(JSON.parse(heard.at(-1) ?? "{}")).toMatchObject({ lastCalled: pass.number, before: 0 });
    expect(heard.join()).not.toContain(hoa.name);
  });

  await test.step("two clerks press the same button: the slower one is told how it stands", async () => {
    const other = await anotherPhone(onPhone);
    await signInAtDesk(other, "/clinic", "bs.vinh");
    await other.goto(`/clinic/today?room=${room.roomId}`);
    await expectReadable(other);
    const [one, two] = [desk, other].map((page) =>
      page.getByRole("button", { name: `Gọi số ${second.number}` }),
    );
    await one?.click();
    await expect(row(loi.name)).toContainText("Đã gọi");
    await expect(two ?? desk.locator("nothing")).toHaveCount(0);
    await expect(other.getByRole("button", { name: `Gọi số ${third.number}` })).toBeVisible();
  });

  await test.step("a visit begins and ends, one is skipped, one is absent, one is taken back", async () => {
    await row(hoa.name).getByRole("link").click();
    await person.getByRole("button", { name: "Bắt đầu khám" }).click();
    await expect(row(hoa.name)).toContainText("Đang khám");
    await expectReadable(desk);
    await person.getByRole("button", { name: "Khám xong" }).click();
    await expect(desk.getByText("Đã khám và vắng mặt (1)").first()).toBeVisible();
    await row(loi.name).getByRole("link").click();
    await person.getByRole("button", { name: "Chưa thấy, gọi sau" }).click();
    await expect(desk.getByRole("status")).toContainText("Đã chuyển xuống sau ba người");
    await desk.getByRole("button", { name: `Gọi số ${third.number}` }).click();
    await expect(person.getByRole("heading", { level: 2, name: late.name })).toBeVisible();
    await person.getByRole("button", { name: "Vắng mặt" }).click();
    await person.getByRole("button", { name: "Hoàn tác: vẫn đang chờ" }).click();
    await expect(row(late.name)).toContainText("Chờ");
    await expect(person).toContainText("Ghi vắng mặt");
  });

  await test.step("who did not book gets a number on paper, without a book", async () => {
    await desk.goto(`/clinic/today?room=${room.roomId}`);
    await desk.getByRole("link", { name: "Người không hẹn trước: phát số" }).click();
    await desk.getByLabel("Họ tên").fill("Bùi Tấn Lực");
    await desk.getByLabel("Năm sinh").fill("1970");
    await desk.getByLabel("Lý do đến").fill("Xin giấy chuyển cơ sở");
    await expectReadable(desk);
    await desk.getByRole("button", { name: "Phát số" }).click();
    await expect(desk.getByRole("heading", { level: 1, name: "Phiếu số thứ tự" })).toBeVisible();
    await expect(desk.getByRole("main")).toContainText("Bùi Tấn Lực");
    await expectReadable(desk);
    await desk.getByRole("link", { name: "Về danh sách hôm nay" }).click();
    await desk.goto(`/clinic/today?room=${room.roomId}`);
    await row("Bùi Tấn Lực").getByRole("link").click();
    await expect(person).toContainText("Người này chưa được tìm trong sổ");
  });

  await test.step("somebody found without a booking is offered a number that stands in their book", async () => {
    const walker = invented("Ngô Thị Kim Liên Mẫu");
    await room.know(walker);
    await receive(walker.personalId);
    await expect(desk.getByRole("main").getByRole("alert")).toContainText("không có lịch hẹn hôm nay");
    await desk.getByRole("link", { name: "Phát số cho người này" }).click();
    await expect(desk.getByRole("main")).toContainText(walker.name);
    await expectReadable(desk);
    await desk.getByRole("button", { name: "Phát số" }).click();
    await expect(desk.getByRole("heading", { level: 1, name: "Phiếu số thứ tự" })).toBeVisible();
  });

  await test.step("the book of who is expected opens from here with their code only", async () => {
    await desk.goto(`/clinic/today?room=${room.roomId}`);
    await row(loi.name).getByRole("link").click();
    await person.getByRole("button", { name: "Mở sổ bằng mã của người bệnh" }).click();
    await expect(desk.getByRole("heading", { level: 1, name: loi.name })).toBeVisible();
    await expect(desk.getByLabel("Mã 8 số của người bệnh")).toBeVisible();
  });

  await test.step("another facility sees nobody of it; in English the desk reads as well", async () => {
    const station = await anotherPhone(onPhone);
    await signInAtDesk(station, "/clinic", "tram.binhminh");
    await station.goto(`/clinic/today?room=${room.roomId}&who=${second.appointmentId}`);
    await expect(station.locator("body")).not.toContainText(loi.name);
    await expectReadable(station);
    await station.context().addCookies([{ name: "lang", value: "en", url: station.url() }]);
    await station.goto("/clinic/today");
    await expect(station.getByRole("heading", { level: 1, name: /^Today/ })).toBeVisible();
    await expectReadable(station);
  });
});
