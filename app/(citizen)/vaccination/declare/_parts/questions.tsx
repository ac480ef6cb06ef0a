import { getTranslations } from "next-intl/server";
import { DateField } from "#components/ui/date-field.tsx";
import { Field } from "#components/ui/field.tsx";
import { RadioGroup } from "#components/ui/radio-group.tsx";
import { SelectField } from "#components/ui/select-field.tsx";
import { vaccineGroups } from "#components/vaccination/declared-words.ts";
import type { Facility } from "#lib/facility/index.ts";
import type { DeclareAnswers } from "#lib/vaccination/rules.ts";
import type { Params } from "../../../../_entry/page.tsx";

export type Asked = {
  answers: DeclareAnswers;
  /** What was typed and refused comes back with its fault. */
  search: Params;
  fault: { reason: string; text: string } | undefined;
  places: readonly Facility[];
};

const errorOf = ({ fault }: Asked, ...reasons: string[]) =>
  fault && reasons.includes(fault.reason) ? fault.text : undefined;

/** Vắc xin nào, và tên trên giấy. */
export async function VaccineFields(asked: Asked) {
  const t = await getTranslations("vaccination.declare");
  const { answers, search } = asked;
  return (
    <>
      <SelectField
        label={t("vaccineShort")}
        name="vaccine"
        none={t("vaccineNone")}
        hint={t("vaccineHint")}
        value={search.vaccine ?? answers.vaccine}
        error={errorOf(asked, "choose")}
        groups={(["children", "everybody"] as const).map((group) => ({
          label: t(group),
          options: vaccineGroups[group].map((value) => ({ value, label: t(`vaccines.${value}`) })),
        }))}
        options={[{ value: "other", label: t("other") }]}
      />
      <Field
        label={t("product")}
        name="product"
        hint={t("productHint")}
        maxLength={120}
        defaultValue={search.product ?? answers.product}
        error={errorOf(asked, "product")}
        autoComplete="off"
      />
    </>
  );
}

/** Tiêm ngày nào: a year alone is a full answer. */
export async function DayFields(asked: Asked) {
  const t = await getTranslations("vaccination.declare");
  const words = await getTranslations("completeness");
  const [year, month, day] = asked.answers.givenOn?.split("-") ?? [];
  const typed = asked.fault !== undefined;
  return (
    <DateField
      legend={t("dayShort")}
      name="given"
      hint={t("dayHint")}
      words={{ day: words("dayWord"), month: words("monthWord"), year: words("yearWord") }}
      value={{
        day: typed ? asked.search["given.day"] : day,
        month: typed ? asked.search["given.month"] : month,
        year: typed ? asked.search["given.year"] : year,
      }}
      error={asked.fault?.text}
    />
  );
}

/** Tiêm ở đâu: a station that the book knows, or any place by its name. */
export async function PlaceFields({ answers, fault, places }: Asked) {
  const t = await getTranslations("vaccination.declare");
  return (
    <>
      <RadioGroup
        legend={t("placeLegend")}
        name="placeCode"
        value={answers.placeCode || (answers.place ? "other" : undefined)}
        error={fault?.text}
        options={[
          ...places.map(({ facilityCode, name }) => ({ value: facilityCode, label: name })),
          { value: "other", label: t("placeOther") },
        ]}
      />
      <Field
        label={t("placeName")}
        name="place"
        hint={t("placeHint")}
        maxLength={160}
        defaultValue={answers.placeCode ? undefined : answers.place}
        autoComplete="off"
      />
    </>
  );
}

/** Số lô, mũi thứ mấy. */
export async function LotFields(asked: Asked) {
  const t = await getTranslations("vaccination.declare");
  const { answers, search } = asked;
  return (
    <>
      <Field
        label={t("lotShort")}
        name="lot"
        hint={t("lotHint")}
        maxLength={40}
        defaultValue={search.lot ?? answers.lot}
        error={errorOf(asked, "lot")}
        autoComplete="off"
      />
      <Field
        label={t("numberShort")}
        name="doseNumber"
        width="year"
        inputMode="numeric"
        maxLength={2}
        defaultValue={search.doseNumber ?? answers.doseNumber}
        error={errorOf(asked, "number")}
        autoComplete="off"
      />
    </>
  );
}
