import { randomUUID } from "node:crypto";
import { afterAll, expect, test } from "vitest";
import { openBook, openBookInHand } from "#lib/consent/index.ts";
import {
  makeEmergencyCard,
  proposeCardLines,
  readEmergencyCard,
  withdrawEmergencyCard,
} from "#lib/emergency-card/index.ts";
import { MakeCardInput } from "#lib/emergency-card/inputs.ts";
import { readCardText } from "#lib/emergency-card/rules.ts";
import { NotAllowed, NotFound, Refused } from "#lib/platform/errors.ts";
import { checkWords } from "#lib/platform/paper-keys.ts";
import { fileVisit, reachOf, signedIn } from "#tests/support/guarded-books.ts";
import { aChild, holding, represents, trusts } from "#tests/support/relatives.ts";

const reach = reachOf();
afterAll(() => reach.close());
const keys = [{ kid: 1, secret: Buffer.alloc(32, 9) }];

type Who = Awaited<ReturnType<typeof signedIn>>;
const bookOf = (who: Who) => openBook(who.ctx, who.citizenId, "own-reading", "emergency-card");
const form = (ids: readonly string[], cardId: string = randomUUID()) =>
  MakeCardInput.parse({ cardId, ...Object.fromEntries(ids.map((id) => [`line.${id}`, "yes"])) });

async function tell(who: Who, topic: string, answers: object) {
  const book = await openBook(who.ctx, who.citizenId, "own-reading", "history");
  await book.actOnApp((tx) =>
    tx.execute(
      `select app.declare_history(gen_random_uuid(), '${topic}', '${JSON.stringify(answers)}'::jsonb)`,
    ),
  );
}

test("the chosen lines are signed as the book says them; remade it takes the place of the other, withdrawn it is gone", async () => {
  const who = await signedIn(reach, { name: "Nguyễn Thị Hoa" });
  await tell(who, "allergy", { what: "Penicillin", reaction: "khó thở" });
  await tell(who, "blood-group", { group: "O", rhesus: "positive" });
  await tell(who, "contact", { name: "Lê Văn Thành", relative: "chồng", phone: "0914555017" });
  await tell(who, "illness", { what: "Sởi", now: "over" });
  const lines = await proposeCardLines(who.ctx, await bookOf(who));
  expect(lines.map(({ kind, text }) => `${kind} ${text}`)).toEqual([
    "allergy Penicillin",
    "blood-group O Rh+",
    "contact Lê Văn Thành",
  ]);
  const [allergy = "", , contact = ""] = lines.map(({ id }) => id);
  const sent = form([allergy, contact, "history:of-somebody-else"]);
  await makeEmergencyCard(who.ctx, sent, keys);
  await makeEmergencyCard(who.ctx, sent, keys);
  const card = await readEmergencyCard(await bookOf(who));
  expect(card).toMatchObject({
    cardId: sent.cardId,
    name: "Nguyễn Thị Hoa",
    born: "1990-01-02",
    leftOut: [],
  });
  expect(card?.lines.map(({ text, standing }) => [text, standing])).toEqual([
    ["Penicillin", "self-declared"],
    ["Lê Văn Thành", "self-declared"],
  ]);
  const read = readCardText(card?.checkable ?? "");
  expect(read && checkWords(keys, read.words, read)).toBe("genuine");
  expect(read?.words).toContain("DỊ ỨNG (allergy): Penicillin (khó thở)*");
  const again = form([allergy]);
  await makeEmergencyCard(who.ctx, again, keys);
  expect((await readEmergencyCard(await bookOf(who)))?.cardId).toBe(again.cardId);
  await expect(makeEmergencyCard(who.ctx, form([]), keys)).rejects.toEqual(new Refused("nothing"));
  await withdrawEmergencyCard(who.ctx, { cardId: again.cardId });
  expect(await readEmergencyCard(await bookOf(who))).toBeNull();
  const traces = await reach.appOwner.$client<{ part: string; count: number }[]>`
    select l.part, count(*)::int as count from app.emergency_cards c join app.access_log l on l.log_id = c.opened_as
    where c.citizen_id = ${who.citizenId} group by 1`;
  expect(traces).toMatchObject([{ part: "emergency-card", count: 2 }]);
});

test("nothing of a private visit is proposed, also while it is open", async () => {
  const who = await signedIn(reach);
  const [open, hidden] = [
    await fileVisit(reach, who.citizenId),
    await fileVisit(reach, who.citizenId, { privateBecause: ["hiv"] }),
  ];
  await reach.ingest.$client`
    update warehouse.encounters set care_kind = '03', ended_at = now() - interval '1 day', discharge_kind = '1', outcome = '1'
    where citizen_id = ${who.citizenId} and encounter_id in (${open}, ${hidden})`;
  await reach.ingest.$client`
    insert into warehouse.conditions (citizen_id, encounter_id, line, role, code, arrived_at, private)
    select e.citizen_id, e.encounter_id, 90, 'accompanying', case when e.private then 'B20' else 'J45' end,
      e.arrived_at, e.private
    from warehouse.encounters e where e.citizen_id = ${who.citizenId}`;
  await reach.app.$client`select app.open_private(${who.token}, ${who.citizenId}::uuid, ${hidden}::uuid)`;
  const lines = await proposeCardLines(who.ctx, await bookOf(who));
  expect(lines.map(({ id }) => id)).toContain("condition:J45");
  expect(lines.map(({ id }) => id)).not.toContain("condition:B20");
  expect(lines.every(({ standing }) => standing === "facility-confirmed")).toBe(true);
});

test("a mother makes it for her child; a stranger and whoever has no such scope do not", async () => {
  const [mother, stranger] = [await signedIn(reach), await signedIn(reach)];
  const child = await aChild(reach, "2020-02-10");
  await represents(reach, mother, child, "2020-02-10");
  const ctx = holding(mother, child.citizenId, "representative");
  const book = await openBookInHand(ctx, "history");
  await book.actOnApp((tx) =>
    tx.execute(`select app.declare_history(gen_random_uuid(), 'allergy', '{"what":"tôm"}'::jsonb)`),
  );
  const [line] = await proposeCardLines(ctx, await openBookInHand(ctx, "emergency-card"));
  const made = form([line?.id ?? ""]);
  await makeEmergencyCard(ctx, made, keys);
  expect((await readEmergencyCard(await openBookInHand(ctx, "emergency-card")))?.cardId).toBe(made.cardId);
  await expect(withdrawEmergencyCard(stranger.ctx, { cardId: made.cardId })).rejects.toBeInstanceOf(NotFound);
  await trusts(mother, stranger, ["messages"]);
  await expect(
    makeEmergencyCard(holding(stranger, mother.citizenId, "trusted"), form(["x"]), keys),
  ).rejects.toSatisfy((error) => error instanceof NotFound || error instanceof NotAllowed);
  expect(await reach.app.$client`select 1 from app.emergency_cards`).toHaveLength(0);
});
