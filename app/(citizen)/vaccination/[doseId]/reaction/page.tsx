import { getTranslations } from "next-intl/server";
import { calendarDay } from "#components/copy/format.ts";
import { Button } from "#components/ui/button.tsx";
import { CareCard } from "#components/ui/care-card.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { Field } from "#components/ui/field.tsx";
import { FieldError } from "#components/ui/field-error.tsx";
import { RadioGroup } from "#components/ui/radio-group.tsx";
import { Stack } from "#components/ui/stack.tsx";
import { doseAddress, doseWords } from "#components/vaccination/dose-words.ts";
import { openBookInHand } from "#lib/consent/index.ts";
import { daysUntil, REACTION_DAYS, reactionSigns } from "#lib/correction/rules.ts";
import { NotFound } from "#lib/platform/errors.ts";
import { findDose } from "#lib/vaccination/index.ts";
import { BookField } from "../../../../_entry/book-in-hand.tsx";
import { citizenPage } from "../../../../_entry/page.tsx";
import { Question } from "../../../record/corrections/_parts/question.tsx";
import { reaction } from "../../actions.ts";

export async function generateMetadata() {
  return { title: (await getTranslations("vaccination.reaction"))("title") };
}

const faults = ["signs", "too-many", "failed"] as const;
const begins = ["minutes", "day", "later", "unknown"] as const;

/** Báo phản ứng sau tiêm: when to call 115 first, then what is seen. */
export default citizenPage(
  ({ doseId }) => `/vaccination/${encodeURIComponent(doseId ?? "")}`,
  async ({ ctx, params, search }) => {
    const t = await getTranslations("vaccination.reaction");
    const words = await doseWords();
    const book = await openBookInHand(ctx, "vaccination");
    const dose = await findDose(book, params.doseId ?? "");
    if (!dose || dose.standing === "withdrawn" || daysUntil(dose.givenOn, ctx.today) > REACTION_DAYS)
      throw new NotFound();
    const name = words.dose(dose);
    const fault = faults.find((one) => one === search.fault);
    const error = fault ? t(`faults.${fault}`) : undefined;
    const signs = (group: keyof typeof reactionSigns) =>
      reactionSigns[group].map((sign) => t(`sign.${sign}`));
    return (
      <Question
        back={{ href: doseAddress(dose.doseId), label: name }}
        above={`${name}, ${calendarDay(dose.givenOn)}`}
        title={t("title")}
        fault={error ? { field: "signs", text: error } : undefined}
      >
        <CareCard kind="urgent" level={2} title={t("urgent")} items={signs("danger")} />
        <p className="py-4">{t("first")}</p>
        <form action={reaction}>
          <BookField />
          <input type="hidden" name="caseId" value={crypto.randomUUID()} />
          <input type="hidden" name="doseId" value={dose.doseId} />
          <Stack loose>
            <fieldset id="signs" aria-describedby="signs-hint">
              <legend className="text-line-title">{t("signs")}</legend>
              <p id="signs-hint" className="text-ink-2 text-second">
                {t("signsHint")}
              </p>
              {error ? <FieldError id="signs-error">{error}</FieldError> : null}
              {(["danger", "soon", "mild"] as const).map((group) => (
                <div key={group} className="pt-3">
                  <p className="font-semibold text-ink-2 text-second">{t(`${group}Group`)}</p>
                  {reactionSigns[group].map((sign) => (
                    <Checkbox
                      key={sign}
                      name={`sign-${sign}`}
                      label={t(`sign.${sign}`)}
                      checked={search[`sign-${sign}`] !== undefined}
                    />
                  ))}
                </div>
              ))}
            </fieldset>
            <RadioGroup
              legend={t("began")}
              name="began"
              value={search.began}
              options={begins.map((value) => ({ value, label: t(`beganOptions.${value}`) }))}
            />
            <Field
              label={t("words")}
              name="words"
              hint={t("wordsHint")}
              lines={3}
              maxLength={600}
              autoComplete="off"
            />
            <p>{t("after")}</p>
            <Button>{t("send")}</Button>
          </Stack>
        </form>
        <p className="pt-6 text-quiet text-small">{t("sources")}</p>
      </Question>
    );
  },
  "record",
);
