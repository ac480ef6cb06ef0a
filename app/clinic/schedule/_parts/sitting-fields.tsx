import { getTranslations } from "next-intl/server";
import { Field } from "#components/ui/field.tsx";
import { SelectField } from "#components/ui/select-field.tsx";
import type { Practitioner } from "#lib/facility/index.ts";
import type { Typed } from "./typed.ts";

/** What stands in the fields of a sitting before anybody types. */
export type Known = Partial<
  Record<
    "practitionerId" | "fromMinute" | "untilMinute" | "slotMinutes" | "capacity" | "reserve",
    string | null
  >
>;

/** The hours of one sitting, how they are cut into times, and who sees people. */
export async function SittingFields({
  typed,
  known = {},
  people,
}: {
  typed: Typed;
  known?: Known;
  people: readonly Practitioner[];
}) {
  const t = await getTranslations("schedule.field");
  const one = (name: keyof Known) => ({
    name,
    defaultValue: typed.value(name, known[name]),
    error: typed.error(name),
    width: "year" as const,
    autoComplete: "off",
    maxLength: 8,
  });
  return (
    <>
      <Field label={t("from")} hint={t("timeHint")} {...one("fromMinute")} />
      <Field label={t("until")} {...one("untilMinute")} />
      <Field label={t("slot")} hint={t("slotHint")} inputMode="numeric" {...one("slotMinutes")} />
      <Field label={t("capacity")} inputMode="numeric" {...one("capacity")} />
      <Field label={t("reserve")} inputMode="numeric" {...one("reserve")} />
      <SelectField
        label={t("person")}
        name="practitionerId"
        none={t("personNone")}
        value={typed.value("practitionerId", known.practitionerId)}
        options={people.map(({ practitionerId, name }) => ({ value: practitionerId, label: name }))}
      />
    </>
  );
}
