import type { Route } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { ErrorSummary } from "#components/ui/error-summary.tsx";
import { Field } from "#components/ui/field.tsx";
import { LinkLine } from "#components/ui/link-line.tsx";
import { RadioGroup } from "#components/ui/radio-group.tsx";
import { DeskFrame } from "../../../../_entry/desk.tsx";
import { deskPage } from "../../../../_entry/desk-page.tsx";
import { faultWords } from "../../_parts/fault-words.ts";
import { readPerson } from "../../_parts/read-person.ts";
import { openInEmergency } from "../../actions.ts";

export async function generateMetadata() {
  return { title: (await getTranslations("opening"))("desk.emergencyTitle") };
}

const hours = ["4", "12", "24"] as const;

/** Mở khẩn cấp: the reason first; what it leads to is said before the button. */
export default deskPage(
  "clinic",
  ({ id }) => `/clinic/person/${id ?? ""}/emergency`,
  async ({ ctx, frame, params, search }) => {
    const t = await getTranslations("opening");
    const { person, open, findId } = await readPerson(ctx, params.id);
    const page = `/clinic/person/${findId}` as Route;
    if (open) redirect(page);
    const fault = await faultWords(search.fault === "invalid" ? "reason-needed" : search.fault);
    return (
      <DeskFrame
        {...frame}
        title={t("desk.emergencyTitle")}
        below={`${person.name}, ${t("desk.year", { year: person.birthYear })}`}
      >
        <form action={openInEmergency} className="grid max-w-column gap-6">
          {fault ? <ErrorSummary title={t("code.mend")} errors={[{ field: "reason", text: fault }]} /> : null}
          <Callout kind="warn" level={2} title={t("desk.emergencyText")} />
          <input type="hidden" name="findId" value={findId} />
          <Field
            label={t("desk.emergencyReason")}
            hint={t("desk.emergencyReasonHint")}
            name="reason"
            lines={3}
            maxLength={500}
            error={fault}
            required
          />
          <RadioGroup
            legend={t("desk.hours")}
            name="hours"
            value="4"
            options={hours.map((value) => ({ value, label: t("desk.hoursOption", { hours: value }) }))}
          />
          <Button kind="final">{t("desk.emergencyButton")}</Button>
        </form>
        <LinkLine href={page} label={t("desk.back")} />
      </DeskFrame>
    );
  },
);
