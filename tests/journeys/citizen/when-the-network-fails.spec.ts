import type { Page } from "@playwright/test";
import { hai } from "../support/people.ts";
import { expectReadable } from "../support/reading.ts";
import { signInAs } from "../support/sign-in.ts";
import { expect, test } from "../support/test.ts";

const written = "Phòng khám Chưa Tới";
const place = (page: Page) => page.getByLabel("Bạn đã khám ở đâu?");
const send = (page: Page) => page.getByRole("button", { name: "Tôi đã khám ở đây", exact: true }).click();
/** What is sent with a form meets this on its way. */
const onItsWay = (page: Page, meets: Parameters<Page["route"]>[1]) =>
  page.route("**/*", (route, request) =>
    request.method() === "POST" ? meets(route, request) : route.fallback(),
  );

test("a network that lies, hangs or breaks is told, and what was written stays", async ({
  page,
  context,
}) => {
  await signInAs(page, hai);
  await page.goto("/record/completeness");
  const half = await context.newPage();

  await test.step("half a page says that it is one, and waits for its end to say nothing", async () => {
    await half.route("**/record/completeness", async (route) => {
      const answer = await route.fetch();
      const html = await answer.text();
      await route.fulfill({ response: answer, body: html.slice(0, html.indexOf("</h1>")) });
    });
    await half.goto("/record/completeness");
    await expect(page.getByText("Trang này chưa tải hết")).toBeHidden();
  });

  await test.step("a network that wants to be signed in to", async () => {
    await place(page).fill(written);
    await page.getByLabel("Năm", { exact: true }).fill("2024");
    await onItsWay(page, (route) => route.fulfill({ contentType: "text/html", body: "<h1>WiFi</h1>" }));
    await send(page);
    await expect(page.getByRole("heading", { name: "Chưa biết đã gửi được chưa" })).toBeVisible();
    await expect(page.getByText(written)).toBeVisible();
    await expectReadable(page);
    await page.getByRole("button", { name: "Thử lại" }).click();
    await expect(place(page)).toHaveValue(written);
    await page.unrouteAll();
  });

  await test.step("one that takes it and does not answer", async () => {
    let letGo = () => {};
    const held = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    await onItsWay(page, (route) => held.then(() => route.continue()));
    await send(page);
    await expect(page.getByText("Mạng chậm, vẫn đang gửi.")).toBeVisible();
    letGo();
    await expect(page.getByText("Khám khoảng 2024")).toBeVisible();
    await expect(page.getByText("Mạng chậm, vẫn đang gửi.")).toBeHidden();
  });

  await expect(half.getByText("Trang này chưa tải hết")).toBeVisible();
});
