import { openBookInHand, openDesk } from "#lib/consent/index.ts";
import { connect } from "#lib/platform/db.ts";
import { Refused } from "#lib/platform/errors.ts";
import { caseForCitizen } from "#lib/teleconsult/index.ts";
import { AnswerInput } from "#lib/teleconsult/inputs.ts";
import { openIngest } from "#lib/warehouse/index.ts";
import { urlOf } from "./database.ts";
import { reachOf, type signedIn } from "./guarded-books.ts";
import type { makeAnswering } from "./teleconsult.ts";

export type Clinic = Awaited<ReturnType<typeof makeAnswering>>;
export type Person = Awaited<ReturnType<typeof signedIn>>;

/** What tests of questions to a doctor share, on connections of their own. */
export function casesOfTests() {
  const reach = reachOf();
  const owner = reach.appOwner.$client;
  const worker = connect(urlOf("worker"), { max: 1 });
  const ingest = openIngest(urlOf("ingest"), { max: 2 });

  const inbox = ({ ctx }: Pick<Person, "ctx">) => openDesk(ctx, "answer-teleconsults", "teleconsult");
  const own = ({ ctx }: Person) => openBookInHand(ctx, "teleconsult");
  const caseOf = async (who: Person, caseId: string) => {
    const found = await caseForCitizen(await own(who), caseId);
    if (!found) throw new Error("the case is not there");
    return found;
  };
  const whats = async (who: Person, caseId: string) =>
    (await caseOf(who, caseId)).steps.map(({ what }) => what);
  const reasonOf = (work: Promise<unknown>) =>
    work.then(
      () => "done",
      (error: unknown) => (error instanceof Refused ? error.reason : (error as Error).name),
    );
  const messagesOf = async (citizenId: string) =>
    (
      await owner<
        { kind: string }[]
      >`select kind from app.messages where citizen_id = ${citizenId} and kind like 'teleconsult%' order by message_id`
    ).map(({ kind }) => kind);
  const anAnswer = (caseId: string, more: object = {}) =>
    AnswerInput.parse({
      caseId,
      outcome: "advice",
      summary: "Khó tiêu, chưa thấy dấu hiệu nguy hiểm.",
      advice: "Ăn ít một, nhiều bữa.",
      warning: "Nôn ra máu, đi ngoài phân đen.",
      conditions: "k30",
      medicines: "Men tiêu hóa (MẪU): 1 gói buổi sáng\n",
      tests: "",
      visitServiceId: "",
      visitWithinDays: "",
      ...more,
    });
  const close = async () => {
    await ingest.end();
    await worker.$client.end();
    await reach.close();
  };
  return { anAnswer, caseOf, inbox, ingest, messagesOf, own, owner, reach, reasonOf, whats, worker, close };
}
