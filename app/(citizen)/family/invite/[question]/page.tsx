import { getTranslations } from "next-intl/server";
import * as z from "zod";
import { Button } from "#components/ui/button.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { DateField } from "#components/ui/date-field.tsx";
import { ErrorSummary } from "#components/ui/error-summary.tsx";
import { Field } from "#components/ui/field.tsx";
import { FieldError } from "#components/ui/field-error.tsx";
import { LinkLine } from "#components/ui/link-line.tsx";
import { PageTitle } from "#components/ui/page-title.tsx";
import { Stack } from "#components/ui/stack.tsx";
import { openBookInHand } from "#lib/consent/index.ts";
import { findInvitationDraft } from "#lib/family/index.ts";
import { inviteQuestions } from "#lib/family/inputs.ts";
import { scopes } from "#lib/family/rules.ts";
import { NotFound } from "#lib/platform/errors.ts";
import { BookField } from "../../../../_entry/book-in-hand.tsx";
import { citizenPage } from "../../../../_entry/page.tsx";
import { BookPage } from "../../../../_entry/shell.tsx";
import { answerQuestion } from "../../actions.ts";

export async function generateMetadata() {
  return { title: (await getTranslations("family.invite"))("title") };
}

const faults = ["personal-id", "name", "scopes", "day", "past", "far", "failed"] as const;
/** Which field a fault is shown at. */
const placeOf: Record<(typeof faults)[number], string> = {
  "personal-id": "personalId",
  name: "name",
  scopes: "record",
  day: "until.day",
  past: "until.day",
  far: "until.day",
  failed: "main",
};

/** One question of an invitation. */
export default citizenPage(
  // Come back to the list: what was begun is not in the address.
  () => "/family/people",
  async ({ ctx, params, search, ownerName }) => {
    const question = inviteQuestions.find((one) => one === params.question);
    const id = z.uuid().safeParse(search.relation);
    if (!question || !id.success) throw new NotFound();
    const t = await getTranslations("family.invite");
    const words = await getTranslations("family");
    const book = await openBookInHand(ctx, "family");
    const draft = await findInvitationDraft(book, ctx.actor.id, id.data);
    const fault = faults.find((one) => one === search.fault);
    const error = fault ? t(`faults.${fault}`) : undefined;
    const at = (field: string) => (fault && placeOf[fault] === field ? error : undefined);
    const [year = "", month = "", day = ""] = (draft.until ?? "").split("-");
    const offered = scopes.filter((scope) => scope !== "private" || ctx.inHand.as === "own");
    return (
      <BookPage back={{ href: "/family/people", label: words("title") }}>
        {fault && error ? (
          <ErrorSummary title={t("mend")} errors={[{ field: placeOf[fault], text: error }]} />
        ) : null}
        <PageTitle above={t("for", { name: ownerName })}>{t(`${question}.title`)}</PageTitle>
        <form action={answerQuestion}>
          <BookField />
          <input type="hidden" name="relationId" value={id.data} />
          <input type="hidden" name="question" value={question} />
          {search.from === "check" ? <input type="hidden" name="from" value="check" /> : null}
          <Stack loose>
            {question === "whom" ? (
              <>
                <Field
                  label={t("whom.number")}
                  name="personalId"
                  hint={t("whom.numberHint")}
                  error={at("personalId")}
                  defaultValue={draft.personalId}
                  width="phone"
                  inputMode="numeric"
                  autoComplete="off"
                />
                <Field
                  label={t("whom.name")}
                  name="name"
                  hint={t("whom.nameHint")}
                  error={at("name")}
                  defaultValue={draft.name}
                  autoComplete="off"
                />
                <p className="text-ink-2 text-second">{t("whom.quiet")}</p>
              </>
            ) : null}
            {question === "what" ? (
              <fieldset>
                <legend className="text-line-title">{t("what.legend")}</legend>
                <p className="pb-2 text-ink-2 text-second">{t("what.hint")}</p>
                {at("record") ? <FieldError id="record-fault">{error}</FieldError> : null}
                {offered.map((scope) => (
                  <Checkbox
                    key={scope}
                    name={scope}
                    label={words(`scopes.${scope}`)}
                    second={words(`scopeHints.${scope}`)}
                    checked={(draft.scopes ?? "").split(",").includes(scope)}
                  />
                ))}
              </fieldset>
            ) : null}
            {question === "until" ? (
              <DateField
                legend={t("until.legend")}
                name="until"
                words={{ day: t("day"), month: t("month"), year: t("year") }}
                hint={t("until.hint")}
                error={at("until.day")}
                value={{ day, month, year }}
              />
            ) : null}
            <Button>{t("continue")}</Button>
          </Stack>
        </form>
        <div className="pt-4">
          <LinkLine href="/family/people" label={t("stop")} />
        </div>
      </BookPage>
    );
  },
  "representative",
);
