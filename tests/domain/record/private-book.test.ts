import { afterAll, expect, test } from "vitest";
import { openBook, openPrivateEncounter } from "#lib/consent/index.ts";
import { latestInsuranceCard, listInsuranceCards } from "#lib/insurance/index.ts";
import {
  listClosedEncounters,
  listConditions,
  listMedicinesByVisit,
  listNews,
  listPapers,
  listRecentMedicines,
  listResultsOfTest,
  listSubstances,
  listTasks,
  listTests,
  listTimeline,
  readCompleteness,
  sizeOfRecord,
  timelineChoices,
} from "#lib/record/index.ts";
import { searchWords } from "#lib/record/rules.ts";
import { receiveClaimFile } from "#lib/warehouse/index.ts";
import { envelope, hoso, medicineOf, somebody, summaryFor, visit } from "../../support/claims.ts";
import { connectionOf } from "../../support/database.ts";
import { reachOf, signedIn } from "../../support/guarded-books.ts";
import { partOf } from "../../support/papers.ts";

const reach = reachOf();
const ingest = connectionOf("ingest");
afterAll(() => reach.close());

/** A visit of somebody on that day with everything that a claim can tell, filed as a facility sends it. */
async function file(personalId: string, day: string, code: string) {
  const who = somebody({
    name: "Người Thử Nghiệm",
    birth: "199001020000",
    id: personalId,
    card: "GD4510000000001",
  });
  const summary = summaryFor(who, {
    ...{ NGAY_VAO: `${day}0800`, NGAY_RA: `${day}0900`, NGAY_TAI_KHAM: "20991231" },
    ...{ MA_BENH_CHINH: code, CHAN_DOAN_RV: "Điều kín", LY_DO_VV: "Điều kín" },
  });
  const parts = ["XML4", "XML5", "XML7"].map((kind) => partOf(kind, summary));
  const medicines = [medicineOf(summary.MA_LK ?? "", { NGAY_YL: `${day}0830` })];
  const slip = partOf("XML14", summary, { NGAY_HEN_KL: "20991231" });
  const bytes = envelope([hoso([...visit(summary, medicines), ...parts, slip])], { madeOn: "20261101" });
  expect((await receiveClaimFile(ingest, { name: "test.xml", bytes })).accepted).toBe(1);
}

test("a book of private visits alone tells nothing by any question, and everything of one that was opened", async () => {
  const one = await signedIn(reach);
  const opened = (part: Parameters<typeof openBook>[3]) =>
    openBook(one.ctx, one.citizenId, "own-reading", part);
  await file(one.personalId, "20260512", "F32.0");
  await file(one.personalId, "20260612", "B24");
  const sought = (words: string) => ({ words: searchWords(words), facilities: [] });
  const told = async () => {
    const book = await opened("cover");
    const [asked, inHand] = [{ most: 9 }, { mayOpenPrivate: false }];
    const gaps = { names: new Map<string, string>(), today: one.ctx.today, tellPrivate: true };
    const since = new Date(0);
    const asking = {
      size: sizeOfRecord(book).then(({ encounters, lastReceived }) => encounters + (lastReceived ? 1 : 0)),
      choices: timelineChoices(book).then((one) => Object.values(one).flat().filter(Boolean).length),
      found: listTimeline(book, { ...asked, sought: sought("dieu kin") }),
      named: listTimeline(book, { ...asked, sought: sought("tram cam") }),
      news: listNews(book, since),
      tasks: listTasks(book, one.ctx.today),
      conditions: listConditions(book, asked),
      substances: listSubstances(book, asked),
      recent: listRecentMedicines(book, { ...asked, since }),
      byVisit: listMedicinesByVisit(book, asked),
      tests: listTests(book, asked),
      results: listResultsOfTest(book, { ...asked, test: "GLU" }),
      papers: listPapers(book, asked),
      senders: readCompleteness(book, gaps).then((found) => found.senders),
      cards: listInsuranceCards(book, inHand),
      card: latestInsuranceCard(book, inHand).then((card) => (card ? 1 : 0)),
    };
    const answers = await Promise.all(
      Object.entries(asking).map(async ([name, asked]) => {
        const answer = await asked;
        return [name, typeof answer === "number" ? answer : answer.length] as const;
      }),
    );
    return Object.fromEntries(answers);
  };
  expect(Object.values(await told())).toEqual(Array.from({ length: 16 }, () => 0));
  // Their own card is not closed to themselves.
  expect(await listInsuranceCards(await opened("insurance"), one.ctx.inHand)).toHaveLength(1);
  const closed = await listClosedEncounters(await opened("encounters"), { most: 9 });
  expect(closed.map((visit) => visit.arrivedOn)).toEqual(["2026-06-12", "2026-05-12"]);
  await openPrivateEncounter(one.ctx, one.citizenId, closed[1]?.encounterId ?? "");
  const all = await told();
  expect(Object.entries(all).filter(([, number]) => number === 0)).toEqual([]);
  expect(all).toMatchObject({
    size: 2,
    found: 1,
    named: 1,
    conditions: 1,
    results: 1,
    papers: 2,
    cards: 1,
  });
});
