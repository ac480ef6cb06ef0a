import { altered, answerOfStaffIssuer, answerOfVneid, expectNotSignedIn } from "../support/answers.ts";
import { mau, thiDu } from "../support/people.ts";
import { expectReadable } from "../support/reading.ts";
import { tokenOf } from "../support/sessions.ts";
import {
  expectBookOf,
  expectNoBook,
  expectSignedOut,
  goToStaffIssuer,
  goToVneid,
  signInAs,
  signOut,
} from "../support/sign-in.ts";
import { bookUrl } from "../support/surroundings.ts";
import { expect, test } from "../support/test.ts";

const failed = "Lần vào này chưa xong";

test("an answer of VNeID works once", async ({ page }) => {
  await goToVneid(page);
  const answer = await answerOfVneid(page, mau);
  await page.goto(answer);
  await expectBookOf(page, mau);
  await signOut(page);
  await page.goto(answer);
  await expectNotSignedIn(page, failed);
  await expectReadable(page);
  await expectNoBook(page);
});

test("an answer with another code, another state or without them opens nothing", async ({ page }) => {
  for (const change of [
    (answer: string) => altered(answer, "state", "another"),
    (answer: string) => altered(answer, "state", null),
    (answer: string) => altered(answer, "code", "another"),
    (answer: string) => altered(answer, "code", null),
    (answer: string) => altered(answer, "iss", "https://another-issuer.example"),
  ]) {
    await goToVneid(page);
    await page.goto(change(await answerOfVneid(page, mau)));
    await expectNotSignedIn(page, failed);
  }
  await expectNoBook(page);
});

test("an answer that belongs to another browser signs nobody in there", async ({ page, anotherPhone }) => {
  await goToVneid(page);
  const first = await answerOfVneid(page, mau);
  const stranger = await anotherPhone();
  await stranger.goto(first);
  await expectNotSignedIn(stranger, failed);
  await expectNoBook(stranger);

  // Also when that browser has just begun a sign-in of its own, or is signed in: it keeps its own book.
  await goToVneid(page);
  const second = await answerOfVneid(page, mau);
  await goToVneid(stranger);
  await stranger.goto(second);
  await expectNotSignedIn(stranger, failed);
  await expectNoBook(stranger);
  await signInAs(stranger, thiDu);
  await goToVneid(page);
  await stranger.goto(await answerOfVneid(page, mau));
  await expectNotSignedIn(stranger, failed);
  await expectBookOf(stranger, thiDu);
});

test("the answer of one issuer is none of the other", async ({ page, context }) => {
  await goToVneid(page);
  const vneid = page.url();
  await goToStaffIssuer(page, "/authority");
  const ofStaff = await answerOfStaffIssuer(page, "syt.lan");
  await page.goto(vneid);
  const ofVneid = await answerOfVneid(page, mau);

  await page.goto(ofVneid.replace("/callback/vneid", "/callback/staff"));
  await expectNotSignedIn(page, failed, "/sign-in/staff");
  await expectReadable(page);
  await page.goto(ofStaff.replace("/callback/staff", "/callback/vneid"));
  await expectNotSignedIn(page, failed);

  // Not even with the cookies of the one sign-in under the names of the other.
  await goToVneid(page);
  const again = await answerOfVneid(page, mau);
  const cookies = await context.cookies(bookUrl);
  await context.addCookies(
    cookies
      .filter(({ name }) => name.includes("citizen."))
      .map(({ name, value }) => ({ name: name.replace("citizen.", "staff."), value, url: bookUrl })),
  );
  await page.goto(again.replace("/callback/vneid", "/callback/staff"));
  await expectNotSignedIn(page, failed, "/sign-in/staff");
  await expectNoBook(page);
  await page.goto("/authority");
  await expect(page).toHaveURL(/\/sign-in\/staff\?next=/);
});

test("a sign-in leads nowhere outside the book", async ({ page }) => {
  for (const next of [
    "https://evil.example/",
    "//evil.example/",
    "/\\evil.example",
    "javascript:alert(1)",
    "/%09/evil.example",
  ]) {
    await signInAs(page, mau, `/sign-in?next=${encodeURIComponent(next)}`);
    expect(new URL(page.url()).origin).toBe(bookUrl);
    await signOut(page);
  }
});

test("nothing else of the sign-in machinery can be reached", async ({ page, context }) => {
  await signInAs(page, mau);
  const token = await tokenOf(context, "citizen");
  for (const rest of [
    "session",
    "csrf",
    "providers",
    "signin",
    "signin/vneid",
    "signout",
    "error",
    "callback",
  ]) {
    const answer = await page.request.get(`/api/auth/${rest}`, { maxRedirects: 0 });
    expect(answer.status(), rest).toBe(303);
    expect(new URL(answer.headers().location ?? "", bookUrl).pathname, rest).toBe("/sign-in");
    const posted = await page.request.post(`/api/auth/${rest}`, {
      maxRedirects: 0,
      form: { csrfToken: token },
    });
    expect(posted.status(), rest).toBe(405);
  }
  await expectBookOf(page, mau);
});

test("a person may stop at VNeID, and is told so", async ({ page }) => {
  await goToVneid(page);
  await page.getByRole("button", { name: "Huỷ đăng nhập" }).click();
  await expectNotSignedIn(page, "Bạn đã dừng ở VNeID");
  await page.goto("/");
  await expectSignedOut(page);
});
