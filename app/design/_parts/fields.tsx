import { useTranslations } from "next-intl";
import { PhotoField } from "#components/ui/photo-field.tsx";
import { DateField } from "../../../components/ui/date-field.tsx";
import { ErrorSummary } from "../../../components/ui/error-summary.tsx";
import { Field } from "../../../components/ui/field.tsx";
import { Section } from "../../../components/ui/section.tsx";
import { SelectField } from "../../../components/ui/select-field.tsx";
import { Stack } from "../../../components/ui/stack.tsx";

export function FieldParts() {
  const t = useTranslations("design");
  const words = { day: t("dates.day"), month: t("dates.month"), year: t("dates.year") };
  return (
    <div>
      <Section title={t("fields.title")}>
        <Stack loose>
          <ErrorSummary
            title={t("fields.summary")}
            errors={[
              { field: "code", text: t("fields.codeError") },
              { field: "seen.month", text: t("dates.error") },
              { field: "where", text: t("choices.whereError") },
              { field: "agree", text: t("choices.agreeError") },
            ]}
          />
          <SelectField
            name="ward"
            label={t("fields.ward")}
            hint={t("fields.wardHint")}
            none={t("fields.wardNone")}
            groups={[{ label: t("fields.wardGroup"), options: [{ value: "a", label: t("fields.wardOne") }] }]}
          />
          <SelectField
            name="ward-again"
            label={t("fields.ward")}
            error={t("fields.wardError")}
            none={t("fields.wardNone")}
            groups={[{ label: t("fields.wardGroup"), options: [{ value: "a", label: t("fields.wardOne") }] }]}
            value="a"
          />
          <Field
            name="phone"
            type="tel"
            inputMode="tel"
            autoComplete="tel"
            width="phone"
            label={t("fields.phone")}
            hint={t("fields.phoneHint")}
            placeholder={t("fields.phoneExample")}
          />
          <Field
            name="code"
            label={t("fields.code")}
            hint={t("fields.codeHint")}
            error={t("fields.codeError")}
            defaultValue="BS7 K4M"
          />
          <Field
            name="bornIn"
            inputMode="numeric"
            width="year"
            label={t("fields.year")}
            defaultValue="1949"
          />
          <Field
            name="measured"
            big
            inputMode="numeric"
            width="year"
            label={t("fields.big")}
            hint={t("fields.bigHint")}
            defaultValue="138"
          />
          <Field name="question" lines={4} label={t("fields.question")} hint={t("fields.questionHint")} />
          <PhotoField name="paper" label={t("fields.photo")} hint={t("fields.photoHint")} />
          <PhotoField name="wrong-paper" label={t("fields.photo")} error={t("fields.photoError")} />
        </Stack>
      </Section>
      <Section title={t("dates.title")}>
        <Stack loose>
          <DateField
            name="born"
            legend={t("dates.born")}
            hint={t("dates.hint")}
            words={words}
            value={{ day: "10", month: "02", year: "2026" }}
          />
          <DateField
            name="seen"
            legend={t("dates.seen")}
            words={words}
            error={t("dates.error")}
            wrong={["month"]}
            value={{ day: "20", month: "13", year: "2026" }}
          />
        </Stack>
      </Section>
    </div>
  );
}
