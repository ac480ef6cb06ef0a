import type { APIRequestContext, Page } from "@playwright/test";
import { resident } from "../support/residents.ts";
import { signInAs, signInAtDesk } from "../support/sign-in.ts";
import { bookUrl } from "../support/surroundings.ts";
import { expect, test } from "../support/test.ts";
import { type FoundForm, walk, wordsOf } from "../support/walk.ts";

const MOST_PAGES = 42;

/** What tells of the owner wherever it stands: name and number. */
const owner = resident(2);

/** Pages whose words change by being read, or with the time of day. */
const changing = /^\/(consent\/access-log|messages|me)?(\?.*)?$|access-log/;

async function send(request: APIRequestContext, { at, fields }: FoundForm) {
  return request.post(`${bookUrl}${at}`, {
    headers: { origin: bookUrl },
    multipart: fields,
    maxRedirects: 0,
    failOnStatusCode: false,
  });
}

const bare = (words: string) => words.replace(/\d{1,2}:\d{2}|\d+ (phút|giây|giờ)/g, "");

async function wordsAt(request: APIRequestContext, addresses: string[]): Promise<Map<string, string>> {
  const all = new Map<string, string>();
  for (const address of addresses)
    all.set(address, bare(wordsOf(await (await request.get(`${bookUrl}${address}`)).text())));
  return all;
}

test("no address and no form of a book does anything for a stranger who has it", async ({
  page,
  anotherPhone,
}) => {
  test.setTimeout(240_000);
  await signInAs(page, owner);
  const mine = page.context().request;
  const { pages, forms } = await walk(mine, MOST_PAGES);
  expect(pages.size).toBeGreaterThan(25);
  for (const part of ["/record", "/booking", "/payment", "/family"])
    expect([...pages.keys()]).toContain(part);
  expect(forms.length).toBeGreaterThan(10);
  const still = [...pages.keys()].filter((address) => !changing.test(address));
  const before = await wordsAt(mine, still);

  const signedIn = async (way: (page: Page) => Promise<void>) => {
    const other = await anotherPhone();
    await way(other);
    return other.context().request;
  };
  const strangers: Record<string, APIRequestContext> = {
    nobody: await signedIn(async () => {}),
    "another citizen": await signedIn((other) => signInAs(other, resident(3))),
    "a clinic": await signedIn((other) => signInAtDesk(other, "/clinic", "dd.duyen")),
    "the authority": await signedIn((other) => signInAtDesk(other, "/authority", "syt.minh")),
  };
  const leaks: string[] = [];
  let tried = 0;
  for (const [who, request] of Object.entries(strangers)) {
    for (const address of pages.keys()) {
      tried += 1;
      const words = wordsOf(await (await request.get(`${bookUrl}${address}`)).text());
      if (words.includes(owner.name) || words.includes(owner.personalId))
        leaks.push(`${who} reads ${address}`);
    }
    for (const form of forms) {
      // Leaving the book is for everybody.
      if (/Đăng xuất/.test(JSON.stringify(form.fields))) continue;
      tried += 1;
      const answer = await send(request, form);
      const words = answer.status() < 300 ? wordsOf(await answer.text()) : "";
      if (words.includes(owner.personalId)) leaks.push(`${who} is answered by a form of ${form.at}`);
    }
  }
  const after = await wordsAt(mine, still);
  for (const [address, words] of before)
    if (after.get(address) !== words) leaks.push(`somebody changed ${address}`);
  console.info(
    `${pages.size} addresses, ${forms.length} forms, ${tried} tries by strangers, ${leaks.length} leaks`,
  );
  expect(leaks).toEqual([]);

  // The same forms do what they say for the owner: a test that could see nothing would prove nothing.
  for (const form of forms) if (!/Đăng xuất/.test(JSON.stringify(form.fields))) await send(mine, form);
  const own = await wordsAt(mine, still);
  expect([...before].filter(([address, words]) => own.get(address) !== words).length).toBeGreaterThan(0);
});
