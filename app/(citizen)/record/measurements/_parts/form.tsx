import { getTranslations } from "next-intl/server";
import { MeasureForm, type Typed } from "#components/measurement/measure-form.tsx";
import { type MeasurementKind, meals, sugarUnits } from "#lib/measurement/rules.ts";
import { BookField } from "../../../../_entry/book-in-hand.tsx";
import { Waiting } from "../../../../_entry/waiting.tsx";
import { note } from "../actions.ts";

type Props = {
  kind: MeasurementKind;
  typed: Typed;
  /** Which measurement it stands in the place of. */
  insteadOf?: string;
};

const valueWords = {
  "blood-pressure": "sugar",
  "blood-sugar": "sugar",
  weight: "weight",
  temperature: "temperature",
} as const;

/** What was typed, as it is said of one that waits. */
const measured = {
  "blood-pressure": "{systolic}/{diastolic} mmHg",
  "blood-sugar": "{value} {unit}",
  weight: "{value} kg",
  temperature: "{value} °C",
} as const;

/** The form of one kind, with its words in the reader's language. */
export async function KindForm({ kind, typed, insteadOf }: Props) {
  const t = await getTranslations("measurement.form");
  const choices = await getTranslations("measurement.mealChoices");
  const kinds = await getTranslations("measurement.kinds");
  const of = valueWords[kind];
  return (
    <MeasureForm
      kind={kind}
      send={note}
      below={
        <Waiting
          send="/record/measurements/send"
          form={{
            id: "measurementId",
            label: `${kinds(kind)} ${measured[kind]}`,
            more: !insteadOf,
            now: "at",
          }}
        />
      }
      typed={typed}
      units={sugarUnits.map((unit) => ({ value: unit, label: unit }))}
      meals={meals.map((meal) => ({ value: meal, label: choices(meal) }))}
      words={{
        systolic: t("systolic"),
        systolicHint: t("systolicHint"),
        diastolic: t("diastolic"),
        diastolicHint: t("diastolicHint"),
        pulse: t("pulse"),
        pulseHint: t("pulseHint"),
        value: t(of),
        valueHint: t(`${of}Hint`),
        unit: t("unit"),
        meal: t("meal"),
        at: t("at"),
        atHint: t("atHint"),
        note: t("note"),
        noteHint: t("noteHint"),
        save: t(insteadOf ? "saveMended" : "save"),
        mend: t("mend"),
      }}
    >
      <BookField />
      <input type="hidden" name="measurementId" value={crypto.randomUUID()} />
      {insteadOf ? <input type="hidden" name="insteadOf" value={insteadOf} /> : null}
    </MeasureForm>
  );
}
