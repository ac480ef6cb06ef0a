import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { openBook } from "#lib/consent/index.ts";
import { checkInsuranceCard, latestCardCheck } from "#lib/insurance/index.ts";
import { GatewayUnavailable, NotFound, SignedOut } from "#lib/platform/errors.ts";
import { cardLookup } from "#tests/support/card-lookup.ts";
import { fileVisit, reachOf, signedIn } from "#tests/support/guarded-books.ts";

const reach = reachOf();
const bhxh = cardLookup();
beforeAll(() => bhxh.start());
afterEach(() => bhxh.play("normal"));
afterAll(async () => {
  bhxh.stop();
  await reach.close();
});

const cardNumber = "DN4515100000001";
type Who = Awaited<ReturnType<typeof signedIn>>;
const bookOf = (who: Who) => openBook(who.ctx, who.citizenId, "own-reading", "insurance");
const lastOf = async (who: Who) => latestCardCheck(await bookOf(who));

async function withCard(name = "Nguyễn Văn Mẫu"): Promise<Who> {
  const who = await signedIn(reach, { name });
  const encounterId = await fileVisit(reach, who.citizenId);
  await reach.ingest.$client`
    insert into warehouse.insurance_cards (citizen_id, encounter_id, card_number, valid_from, valid_to, facility_code, shown_at, received_at)
    values (${who.citizenId}, ${encounterId}, ${cardNumber}, '2026-01-01', '2026-12-31', '51000', now(), now())`;
  return who;
}

test("the card shown last is asked about, and the answer is kept with its time and its opening", async () => {
  const who = await withCard();
  expect(await lastOf(who)).toBeNull();
  await checkInsuranceCard(who.ctx, bhxh.url());
  // The insurer knows another birth date for that card than the sign-in told.
  expect(await lastOf(who)).toMatchObject({ cardNumber, outcome: "birth-date-differs", code: "070" });
  await bhxh.play("replaced");
  await checkInsuranceCard(who.ctx, bhxh.url());
  const last = await lastOf(who);
  expect(last).toMatchObject({ outcome: "replaced", validTo: expect.stringMatching(/^\d{4}-\d{2}-\d{2}$/) });
  expect(last?.answeredCard).not.toBe(cardNumber);
  expect(last?.checkedAt).toBeInstanceOf(Date);
  const traces = await reach.appOwner.$client<{ part: string; actor_id: string }[]>`
    select l.part, l.actor_id from app.card_checks c join app.access_log l on l.log_id = c.opened_as
    where c.citizen_id = ${who.citizenId}`;
  expect(traces).toEqual(Array(2).fill({ part: "insurance", actor_id: who.citizenId }));
});

test("a stranger sees nothing of it, asks about nobody else's card, and cannot write in another's book", async () => {
  const [who, stranger] = [await withCard(), await signedIn(reach)];
  await bhxh.play("valid");
  await checkInsuranceCard(who.ctx, bhxh.url());
  expect(await lastOf(stranger)).toBeNull();
  await expect(checkInsuranceCard(stranger.ctx, bhxh.url())).rejects.toMatchObject({ reason: "no-card" });
  const posing = { ...stranger.ctx, inHand: who.ctx.inHand };
  await expect(checkInsuranceCard(posing, bhxh.url())).rejects.toBeInstanceOf(NotFound);
  const nobody = { ...who.ctx, actor: { ...who.ctx.actor, token: "x".repeat(43) } };
  await expect(checkInsuranceCard(nobody, bhxh.url())).rejects.toBeInstanceOf(SignedOut);
  await expect(
    reach.app.$client`select app.note_card_check(${cardNumber}, 'valid', '000', null, null, null, null)`,
  ).rejects.toThrow(/no grant/);
  const left = await reach.appOwner
    .$client`select 1 from app.card_checks where citizen_id = ${who.citizenId}`;
  expect(left).toHaveLength(1);
});

test("while the insurance is away, the last answer stands", async () => {
  const who = await withCard();
  await bhxh.play("valid");
  await checkInsuranceCard(who.ctx, bhxh.url());
  const before = await lastOf(who);
  await bhxh.play("down");
  await expect(checkInsuranceCard(who.ctx, bhxh.url())).rejects.toBeInstanceOf(GatewayUnavailable);
  expect(await lastOf(who)).toEqual(before);
});

test("nobody asks without end", async () => {
  const who = await withCard();
  // A new hour may begin in between: then the count begins anew, once.
  const ask = () => checkInsuranceCard(who.ctx, bhxh.url()).catch((error) => error.reason);
  const said: unknown[] = [];
  for (let i = 0; i < 11; i++) said.push(await ask());
  expect(said.slice(0, 5)).toEqual(Array(5).fill(undefined));
  expect(said).toContain("too-many-checks");
});
