import { getTranslations } from "next-intl/server";
import { Button } from "#components/ui/button.tsx";
import { DateField } from "#components/ui/date-field.tsx";
import { Field } from "#components/ui/field.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { Section } from "#components/ui/section.tsx";
import { Stack } from "#components/ui/stack.tsx";
import { BookField } from "../../../../_entry/book-in-hand.tsx";
import type { Params } from "../../../../_entry/page.tsx";
import { report } from "../actions.ts";

const faults = ["visit-day", "place", "failed"] as const;

/** Tôi đã khám ở đây. What was written comes back with a fault. */
export async function ReportForm({ search }: { search: Params }) {
  const t = await getTranslations("completeness");
  const fault = faults.find((one) => one === search.fault);
  const before = (name: string) => (fault ? search[name]?.slice(0, 200) : undefined);
  return (
    <Section title={t("missing")} id="report">
      <p className="pb-4">{t("missingText")}</p>
      {fault === "failed" ? <Notice alert level={3} title={t("faults.failed")} /> : null}
      <form action={report}>
        <BookField />
        <input type="hidden" name="reportId" value={crypto.randomUUID()} />
        <Stack loose>
          <Field
            label={t("place")}
            name="place"
            hint={t("placeHint")}
            maxLength={200}
            defaultValue={before("place")}
            error={fault === "place" ? t("faults.place") : undefined}
            autoComplete="off"
          />
          <DateField
            legend={t("when")}
            name="visited"
            hint={t("whenHint")}
            words={{ day: t("dayWord"), month: t("monthWord"), year: t("yearWord") }}
            value={{
              day: before("visited.day"),
              month: before("visited.month"),
              year: before("visited.year"),
            }}
            error={fault === "visit-day" ? t("faults.visit-day") : undefined}
          />
          <Button>{t("report")}</Button>
        </Stack>
      </form>
      <p className="pt-4 text-ink-2 text-second">{t("afterwards")}</p>
    </Section>
  );
}
