import { getTranslations } from "next-intl/server";
import { BulletList } from "#components/ui/bullet-list.tsx";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { RadioGroup } from "#components/ui/radio-group.tsx";
import { Section } from "#components/ui/section.tsx";
import { Stack } from "#components/ui/stack.tsx";
import { helpWays } from "#lib/family/inputs.ts";
import { Scanner } from "../../_parts/scanner.tsx";
import { begin, beginByCard } from "../actions.ts";

/** Somebody hands over their card: nothing else is asked. */
export async function CardForm() {
  const t = await getTranslations("family.helper");
  const scan = await getTranslations("opening.desk");
  return (
    <Section title={t("byCard")} id="card">
      <form action={beginByCard} className="max-w-column">
        <input type="hidden" name="helpId" value={crypto.randomUUID()} />
        <Stack>
          <Field
            label={t("cardCode")}
            name="card"
            id="card-code"
            hint={t("cardHint")}
            autoComplete="off"
            maxLength={200}
            required
          />
          <Scanner
            field="card-code"
            words={{
              scan: scan("scan"),
              stop: scan("scanStop"),
              help: scan("scanHelp"),
              failed: scan("scanFailed"),
            }}
          />
          <Button>{t("beginByCard")}</Button>
        </Stack>
      </form>
    </Section>
  );
}

/** Somebody without a card: who they are, and how they say that they want help. */
export async function PersonForm({ typed }: { typed: Record<string, string | undefined> }) {
  const t = await getTranslations("family.helper");
  return (
    <Section title={t("new")} id="new">
      <form action={begin} className="max-w-column">
        <input type="hidden" name="helpId" value={crypto.randomUUID()} />
        <Stack loose>
          <Field
            label={t("number")}
            name="personalId"
            width="phone"
            inputMode="numeric"
            autoComplete="off"
            defaultValue={typed.personalId}
          />
          <Field
            label={t("name")}
            name="name"
            hint={t("nameHint")}
            autoComplete="off"
            defaultValue={typed.name}
          />
          <RadioGroup
            legend={t("way")}
            name="way"
            value={typed.way}
            options={helpWays.map((way) => ({
              value: way,
              label: t(`ways.${way}`),
              second: t(`wayHints.${way}`),
            }))}
          />
          <Field
            label={t("reason")}
            name="reason"
            hint={t("reasonHint")}
            autoComplete="off"
            maxLength={300}
            defaultValue={typed.reason}
          />
          <BulletList items={[t("rules"), t("until")]} />
          <Button>{t("begin")}</Button>
        </Stack>
      </form>
    </Section>
  );
}
