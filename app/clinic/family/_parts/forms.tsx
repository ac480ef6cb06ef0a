import { getTranslations } from "next-intl/server";
import { Button } from "#components/ui/button.tsx";
import { ButtonPair } from "#components/ui/button-pair.tsx";
import { DateField } from "#components/ui/date-field.tsx";
import { Field } from "#components/ui/field.tsx";
import { RadioGroup } from "#components/ui/radio-group.tsx";
import { Section } from "#components/ui/section.tsx";
import { Stack } from "#components/ui/stack.tsx";
import { find, join, record } from "../actions.ts";

/** What was typed in a form that has something to mend; nothing in the others. */
type Typed = { typed: Record<string, string | undefined> };

/** When somebody was born, to the day; and the hour for twins. */
async function Birth({ form, typed }: { form: string } & Typed) {
  const t = await getTranslations("family.desk");
  return (
    <>
      <DateField
        legend={t("born")}
        name="born"
        words={{ day: t("day"), month: t("month"), year: t("year") }}
        idPrefix={form}
        value={{
          day: typed["born.day"] ?? "",
          month: typed["born.month"] ?? "",
          year: typed["born.year"] ?? "",
        }}
      />
      <Field
        label={t("time")}
        name="time"
        id={`${form}-time`}
        hint={t("timeHint")}
        width="year"
        autoComplete="off"
        defaultValue={typed.time}
      />
    </>
  );
}

/** Ghi người đại diện: one form, as the papers lie on the table. */
export async function RecordForm({ typed }: Typed) {
  const t = await getTranslations("family.desk");
  return (
    <Section title={t("new")} id="new">
      <form action={record} className="max-w-column">
        <input type="hidden" name="relationId" value={crypto.randomUUID()} />
        <Stack loose>
          <Field
            label={t("adultNumber")}
            name="adultNumber"
            width="phone"
            inputMode="numeric"
            autoComplete="off"
            defaultValue={typed.adultNumber}
          />
          <Field label={t("adultName")} name="adultName" autoComplete="off" defaultValue={typed.adultName} />
          <RadioGroup
            legend={t("role")}
            name="role"
            value={typed.role}
            options={(["mother", "father", "guardian", "adult-guardian"] as const).map((value) => ({
              value,
              label: t(`roles.${value}`),
            }))}
          />
          <Field
            label={t("childNumber")}
            name="childNumber"
            hint={t("childNumberHint")}
            width="phone"
            inputMode="numeric"
            autoComplete="off"
            defaultValue={typed.childNumber}
          />
          <Field label={t("childName")} name="childName" autoComplete="off" defaultValue={typed.childName} />
          <Birth form="record" typed={typed} />
          <Field
            label={t("paper")}
            name="paper"
            hint={t("paperHint")}
            autoComplete="off"
            maxLength={300}
            defaultValue={typed.paper}
          />
          <Button>{t("send")}</Button>
        </Stack>
      </form>
    </Section>
  );
}

/** Trẻ sơ sinh đã có số: joins the number to the book that went under a parent's, or takes it away again. */
export async function NewbornForm({ typed }: Typed) {
  const t = await getTranslations("family.desk");
  return (
    <Section title={t("newborn")} id="newborn">
      <p className="pb-4">{t("newbornLead")}</p>
      <form action={join} className="max-w-column">
        <Stack loose>
          <Field
            label={t("parentNumber")}
            name="parentNumber"
            width="phone"
            inputMode="numeric"
            autoComplete="off"
            defaultValue={typed.parentNumber}
          />
          <Birth form="newborn" typed={typed} />
          <Field
            label={t("newbornNumber")}
            name="childNumber"
            id="newborn-childNumber"
            width="phone"
            inputMode="numeric"
            autoComplete="off"
            defaultValue={typed.childNumber}
          />
          <Field
            label={t("paper")}
            name="paper"
            id="newborn-paper"
            hint={t("paperHint")}
            autoComplete="off"
            maxLength={300}
            defaultValue={typed.paper}
          />
          <input type="hidden" name="mergeId" value={crypto.randomUUID()} />
          <ButtonPair>
            <Button kind="second" name="act" value="join">
              {t("join")}
            </Button>
            <Button kind="second" name="act" value="part">
              {t("part")}
            </Button>
          </ButtonPair>
          <Button kind="plain" name="act" value="merge">
            {t("merge")}
          </Button>
        </Stack>
      </form>
    </Section>
  );
}

/** Con đồng ý: finds what waits for a child's word. */
export async function ChildForm({ typed }: Typed) {
  const t = await getTranslations("family.desk");
  return (
    <Section title={t("word")} id="word">
      <p className="pb-4">{t("wordLead")}</p>
      <form action={find} className="max-w-column">
        <Stack loose>
          <Field
            label={t("wordNumber")}
            name="childNumber"
            id="word-childNumber"
            width="phone"
            inputMode="numeric"
            autoComplete="off"
            defaultValue={typed.childNumber}
          />
          <Button kind="second">{t("find")}</Button>
        </Stack>
      </form>
    </Section>
  );
}
