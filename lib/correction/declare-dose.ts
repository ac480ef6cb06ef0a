import { createHash } from "node:crypto";
import { sql } from "drizzle-orm";
import { type Book, openBookInHand, whoseBook } from "#lib/consent/index.ts";
import { listFacilities } from "#lib/facility/index.ts";
import { listInsuranceCards } from "#lib/insurance/index.ts";
import type { Context } from "#lib/platform/context.ts";
import { NotFound, Refused } from "#lib/platform/errors.ts";
import { type Dose, knownVaccines, listDosesAndWaiting } from "#lib/vaccination/index.ts";
import {
  alreadyThere,
  type DeclareAnswers,
  declaredDay,
  declaredVaccines,
  firstUnanswered,
  isDeclaredVaccine,
  readDoseNumber,
  readLot,
} from "#lib/vaccination/rules.ts";
import type { CaseInput, DoseDayInput, DoseLotInput, DosePlaceInput, VaccineInput } from "./inputs.ts";
import { findDraft } from "./queries.ts";
import { stoodOf } from "./read-target.ts";
import type { Stood } from "./target-rules.ts";

/** What a draft of a missing dose says that it is about: no line of the book. Its answers stand where a report has words. */
const OF = "missing-dose.-.new";

const ownBook = (ctx: Context) => openBookInHand(ctx, "corrections");

/** What was answered so far of a missing dose; NotFound of any other draft. */
export async function findDeclared(
  book: Book,
  caseId: string,
): Promise<{ answers: DeclareAnswers; attachmentId: string | null } | null> {
  const draft = await findDraft(book, caseId);
  if (!draft) return null;
  if (draft.of !== OF) throw new NotFound();
  return {
    answers: JSON.parse(draft.wanted ?? "{}") as DeclareAnswers,
    attachmentId: draft.attachmentId,
  };
}

async function answer(book: Book, caseId: string, more: DeclareAnswers): Promise<void> {
  const before = (await findDeclared(book, caseId))?.answers ?? {};
  const wanted = JSON.stringify({ ...before, ...more });
  await book.actOnApp((tx) =>
    tx.execute(
      sql`select app.keep_correction_draft(${caseId}::uuid, ${OF}, 'not-in-book', ${wanted}, null::uuid)`,
    ),
  );
}

const line = (text: string) => text.normalize("NFC").replace(/\s+/g, " ").trim();

/** Vắc xin nào: keeps the first answer; of another vaccine its name is needed. */
export async function answerVaccine(ctx: Context, { caseId, vaccine, product }: VaccineInput): Promise<void> {
  if (vaccine !== "other" && !isDeclaredVaccine(vaccine)) throw new Refused("choose");
  if (vaccine === "other" && line(product) === "") throw new Refused("product");
  await answer(await ownBook(ctx), caseId, { vaccine, product: line(product) });
}

/** The birth date that bounds a dose: VNeID's before the warehouse's. */
async function bornOn(book: Book): Promise<string> {
  const { vneid, warehouse } = await whoseBook(book);
  return vneid?.birthDate ?? warehouse.birthDate;
}

/** Tiêm ngày nào: a day, a month or a year between birth and today. */
export async function answerDoseDay(ctx: Context, input: DoseDayInput): Promise<void> {
  const book = await ownBook(ctx);
  const parts = { day: input["given.day"], month: input["given.month"], year: input["given.year"] };
  const read = declaredDay(parts, await bornOn(book), ctx.today);
  if ("fault" in read) throw new Refused(read.fault);
  await answer(book, input.caseId, { givenOn: read.on });
}

/** Tiêm ở đâu: a place that the book knows, or in words; not knowing is an answer. */
export async function answerDosePlace(ctx: Context, input: DosePlaceInput): Promise<void> {
  const facilities = await listFacilities(ctx.app);
  const known = facilities.find(({ facilityCode }) => facilityCode === input.placeCode);
  const place = input.unknown === undefined ? (known?.name ?? line(input.place)) : "";
  if (input.unknown === undefined && place === "") throw new Refused("place");
  const named = known ?? facilities.find(({ name }) => name.toLowerCase() === place.toLowerCase());
  await answer(await ownBook(ctx), input.caseId, {
    place,
    placeCode: place && named ? named.facilityCode : "",
  });
}

/** Số lô và mũi thứ mấy, as the paper has them; not knowing is an answer. */
export async function answerDoseLot(ctx: Context, input: DoseLotInput): Promise<void> {
  const skipped = input.unknown !== undefined;
  const lot = readLot(skipped ? "" : input.lot);
  if ("fault" in lot) throw new Refused("lot");
  const read = readDoseNumber(skipped ? "" : input.doseNumber);
  if ("fault" in read) throw new Refused("number");
  await answer(await ownBook(ctx), input.caseId, {
    lot: lot.lot,
    doseNumber: read.number === null ? "" : String(read.number),
  });
}

/** A declared dose with the vaccine that its words mean, and what of the book it may be. */
export type ReadDeclared = {
  answers: DeclareAnswers;
  attachmentId: string | null;
  vaccine: { code: string; antigens: string[] } | null;
  there: { is: "same" | "near"; dose: Dose } | null;
  /** Who is asked: the place itself, else the person's station; null is the health authority. */
  facilityCode: string | null;
};

/** The vaccine of the answers: the one that is chosen, or one of its kind by the name on the paper. */
export async function vaccineOf({ vaccine = "", product = "" }: DeclareAnswers) {
  const known = await knownVaccines();
  const chosen = isDeclaredVaccine(vaccine) ? known.byCode(declaredVaccines[vaccine]) : null;
  const named = known.byName(product);
  return named && (!chosen || named.antigens.some((one) => chosen.antigens.includes(one))) ? named : chosen;
}

/** Whose station answers: where the dose was given, if it works here, else where the card is registered, else the ward's. */
export async function ownerOf(
  ctx: Context,
  book: Book,
  placeCode: string | undefined,
): Promise<string | null> {
  const facilities = await listFacilities(ctx.app);
  const isKnown = (code: string | null | undefined) => facilities.some((one) => one.facilityCode === code);
  if (placeCode && isKnown(placeCode)) return placeCode;
  const [cards, { warehouse }] = await Promise.all([listInsuranceCards(book, ctx.inHand), whoseBook(book)]);
  const registered = cards.find((card) => isKnown(card.registeredFacility))?.registeredFacility;
  const ofWard = facilities.find((one) => one.level === "initial" && one.wardCode === warehouse.wardCode);
  return registered ?? (warehouse.wardCode ? (ofWard?.facilityCode ?? null) : null);
}

/** What was answered of a missing dose, with what the book has of it already; null when there is no such draft. */
export async function readDeclared(ctx: Context, book: Book, caseId: string): Promise<ReadDeclared | null> {
  const found = await findDeclared(book, caseId);
  if (!found) return null;
  const { answers } = found;
  const [vaccine, { doses }, facilityCode] = await Promise.all([
    vaccineOf(answers),
    listDosesAndWaiting(book),
    ownerOf(ctx, book, answers.placeCode),
  ]);
  const there =
    vaccine && answers.givenOn
      ? alreadyThere(doses, {
          vaccineCode: vaccine.code,
          antigens: vaccine.antigens,
          givenOn: answers.givenOn,
        })
      : null;
  return { ...found, vaccine, there, facilityCode };
}

const folded = (text: string) =>
  text
    .normalize("NFD")
    .replace(/[\p{M}\s]/gu, "")
    .toLowerCase();

/** One open case each: the dose by what it holds and its day, however it is spelt. */
function targetOfDose({ answers, vaccine }: ReadDeclared): string {
  const what = vaccine ? [...vaccine.antigens].sort().join("+") : folded(answers.product ?? "");
  const mark = createHash("sha256").update(what).digest("hex").slice(0, 16);
  return `missing-dose::${mark}:${answers.givenOn}`;
}

/** What a case keeps of a declared dose. The name of the vaccine is the caller's: words are the pages' own. */
function stoodOfDose({ answers, vaccine }: ReadDeclared, name: string): Stood {
  const { givenOn, doseNumber, lot, place: givenPlace } = answers;
  const stood = stoodOf(name, { vaccine: name, givenOn, doseNumber, lot, givenPlace });
  // Not shown: by the code a dose that arrives later is known to be this one, the other two lie ready for the clerk.
  const { vaccine: choice = "", product = "" } = answers;
  const more = { ...(vaccine ? { vaccineCode: vaccine.code } : {}), choice, product };
  return { ...stood, fields: { ...stood.fields, ...more } };
}

/**
 * Gửi mũi còn thiếu: makes a case of the draft and the dose beside it, waiting. Sent twice it is one. Throws
 * Refused: `unanswered`, `there` when the book has that dose, `too-many`, `open <case id>` when it waits already.
 */
export async function declareDose(
  ctx: Context,
  { caseId }: CaseInput,
  nameOf: (answers: DeclareAnswers) => string,
): Promise<{ caseId: string }> {
  const book = await ownBook(ctx);
  const read = await readDeclared(ctx, book, caseId);
  if (!read) {
    // The same form again: its draft has become the case.
    const [sent] = await book.readApp((tx) =>
      tx.execute(
        sql`select 1 from app.declared_doses where citizen_id = ${book.citizenId} and dose_id = ${caseId}`,
      ),
    );
    if (sent) return { caseId };
    throw new NotFound();
  }
  if (firstUnanswered(read.answers)) throw new Refused("unanswered");
  if (read.there?.is === "same") throw new Refused("there");
  const { answers, vaccine } = read;
  const { vneid, warehouse } = await whoseBook(book);
  const { name, birthDate, sex } = vneid ?? warehouse;
  const dose = {
    vaccineCode: vaccine?.code ?? null,
    antigens: vaccine?.antigens ?? [],
    product: answers.product || null,
    lot: answers.lot || null,
    doseNumber: answers.doseNumber ? Number(answers.doseNumber) : null,
    givenOn: answers.givenOn?.length === 10 ? answers.givenOn : null,
    place: answers.place || null,
    placeCode: answers.placeCode || null,
  };
  const stood = stoodOfDose(read, nameOf(answers));
  const [row] = await book.actOnApp((tx) =>
    tx.execute<{ answer: string; case_id: string | null }>(sql`
      select answer, case_id from app.declare_dose(${caseId}::uuid, ${read.facilityCode}, ${targetOfDose(read)},
        ${JSON.stringify(stood)}::text::jsonb, ${JSON.stringify({ name, birthDate, sex })}::text::jsonb, ${JSON.stringify(dose)}::text::jsonb)`),
  );
  if (row?.answer === "open") throw new Refused(`open ${row.case_id}`);
  if (row?.answer !== "sent") throw new Refused("too-many");
  return { caseId };
}
