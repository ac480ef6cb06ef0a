import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import * as z from "zod";
import { caseAddress, questionAddress } from "#components/teleconsult/case-words.ts";
import { openBookInHand } from "#lib/consent/index.ts";
import { NotFound } from "#lib/platform/errors.ts";
import { caseForCitizen, findDraft } from "#lib/teleconsult/index.ts";
import { type Question, questions } from "#lib/teleconsult/inputs.ts";
import { isCall } from "#lib/teleconsult/rules.ts";
import { citizenPage } from "../../../../_entry/page.tsx";
import { faultWords } from "../../_parts/fault.ts";
import { PhotosQuestion } from "../../_parts/photos-question.tsx";
import { before, QuestionPage } from "../../_parts/question.tsx";
import { ShareQuestion, WayQuestion, WhenQuestion, WhoQuestion } from "../../_parts/who-questions.tsx";
import {
  BodyQuestion,
  FlagsQuestion,
  SeverityQuestion,
  SinceQuestion,
  TroubleQuestion,
} from "../../_parts/words-questions.tsx";

export async function generateMetadata() {
  return { title: (await getTranslations("teleconsult"))("title") };
}

/** The field at which a fault of a question is shown. */
const fieldOf: Record<Question, string> = {
  flags: "flags",
  trouble: "trouble",
  body: "bodyPart",
  since: "since",
  severity: "severity",
  photos: "photo",
  share: "visits",
  who: "who",
  way: "way",
  when: "at",
};

/** One question to a doctor: kept on the server as it is answered, so that it may be gone on with on another phone. */
export default citizenPage(
  ({ question }) => (question === "flags" ? "/teleconsult/new" : "/teleconsult"),
  async ({ ctx, session, params, search, ownerName }) => {
    const question = questions.find((one) => one === params.question);
    const id = z.uuid().safeParse(search.case);
    if (!question || !id.success) throw new NotFound();
    const caseId = id.data;
    const book = await openBookInHand(ctx, "teleconsult");
    const draft = await findDraft(book, caseId);
    // Sent already: a page that was left open.
    if (!draft && (await caseForCitizen(book, caseId))) redirect(caseAddress(caseId));
    if (!draft && question !== "flags") redirect(questionAddress("flags", caseId));
    const said = draft?.answers ?? {};
    if (said.noFlags === false && question !== "flags") redirect(questionAddress("danger", caseId));
    if (question === "when" && said.way && !isCall(said.way)) redirect(questionAddress("check", caseId));
    if (!said.facilityCode && (question === "way" || question === "when"))
      redirect(questionAddress("who", caseId));
    const t = await getTranslations("teleconsult");
    const error = await faultWords(search.fault);
    const from = search.from === "check" ? "check" : undefined;
    const asked = { caseId, said, from, error };
    return (
      <QuestionPage
        back={before(question, caseId, from)}
        backLabel={question === "flags" ? t("title") : undefined}
        above={t("askFor", { name: ownerName })}
        title={t(`new.${question}.title`)}
        fault={error ? { field: fieldOf[question], text: error } : undefined}
      >
        {question === "flags" ? <FlagsQuestion {...asked} /> : null}
        {question === "trouble" ? <TroubleQuestion {...asked} /> : null}
        {question === "body" ? <BodyQuestion {...asked} /> : null}
        {question === "since" ? <SinceQuestion {...asked} /> : null}
        {question === "severity" ? <SeverityQuestion {...asked} /> : null}
        {question === "photos" ? <PhotosQuestion {...asked} ctx={ctx} kept={draft?.photos ?? []} /> : null}
        {question === "share" ? <ShareQuestion {...asked} /> : null}
        {question === "who" ? <WhoQuestion {...asked} ctx={ctx} session={session} /> : null}
        {question === "way" ? <WayQuestion {...asked} ctx={ctx} /> : null}
        {question === "when" ? <WhenQuestion {...asked} ctx={ctx} /> : null}
      </QuestionPage>
    );
  },
  "teleconsult",
);
