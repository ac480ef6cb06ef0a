import { getTranslations } from "next-intl/server";
import { calendarDay } from "#components/copy/format.ts";
import { Button } from "#components/ui/button.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { EntryRow } from "#components/ui/entry-row.tsx";
import { Field } from "#components/ui/field.tsx";
import { Folded } from "#components/ui/folded.tsx";
import { FoldingList } from "#components/ui/folding-list.tsx";
import { LinkLine } from "#components/ui/link-line.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { Section } from "#components/ui/section.tsx";
import { SelectField } from "#components/ui/select-field.tsx";
import { Stack } from "#components/ui/stack.tsx";
import { clockOf } from "#lib/booking/index.ts";
import {
  findEmergencyPlace,
  findTerms,
  listShifts,
  listTemplates,
  type Shift,
  type Template,
  type Terms,
} from "#lib/teleconsult/index.ts";
import { ways } from "#lib/teleconsult/rules.ts";
import { DeskFrame } from "../../../_entry/desk.tsx";
import { deskPage } from "../../../_entry/desk-page.tsx";
import { Said } from "../_parts/said.tsx";
import { dropShift, dropTemplate, emergency, shift, template, terms } from "../actions.ts";

export async function generateMetadata() {
  return { title: (await getTranslations("teleconsultDesk"))("terms.title") };
}

const weekdays = ["1", "2", "3", "4", "5", "6", "7"] as const;
const faults = ["ways", "overlaps", "too-many", "fields"] as const;

async function TermsForm({ known }: { known: Terms | null }) {
  const t = await getTranslations("teleconsultDesk.terms");
  const words = await getTranslations("teleconsult.ways");
  const number = { inputMode: "numeric", autoComplete: "off", width: "phone", maxLength: 10 } as const;
  return (
    <form action={terms} className="max-w-column">
      <Stack loose>
        <fieldset>
          <legend className="text-line-title">{t("ways")}</legend>
          {ways.map((way) => (
            <Checkbox key={way} name={way} label={words(way)} checked={known?.ways.includes(way) ?? false} />
          ))}
        </fieldset>
        <Field
          {...number}
          label={t("answerHours")}
          name="answerHours"
          defaultValue={known?.answerHours.toString()}
        />
        <Field
          {...number}
          label={t("writtenPriceVnd")}
          name="writtenPriceVnd"
          defaultValue={(known?.writtenPriceVnd ?? 0n).toString()}
        />
        <Field
          {...number}
          label={t("callPriceVnd")}
          name="callPriceVnd"
          defaultValue={(known?.callPriceVnd ?? 0n).toString()}
        />
        <Field
          label={t("insuranceNote")}
          name="insuranceNote"
          maxLength={300}
          defaultValue={known?.insuranceNote ?? ""}
        />
        <Field
          label={t("pausedUntil")}
          name="pausedUntil"
          hint={t("pausedHint")}
          width="phone"
          maxLength={10}
          autoComplete="off"
          defaultValue={known?.pausedUntil ? calendarDay(known.pausedUntil) : ""}
        />
        <Checkbox name="closed" label={t("closed")} checked={known?.closed ?? false} />
        <Button>{t("save")}</Button>
      </Stack>
    </form>
  );
}

async function Shifts({ shifts }: { shifts: readonly Shift[] }) {
  const t = await getTranslations("teleconsultDesk.terms");
  return (
    <Section title={t("shifts")}>
      {shifts.length === 0 ? <p>{t("noShifts")}</p> : null}
      <FoldingList
        most={6}
        more={(count) => t("moreShifts", { count })}
        rows={shifts.map((one) => {
          const title = t("shift", {
            weekday: t(`weekdays.${weekdays[one.weekday - 1] ?? "1"}`),
            from: clockOf(one.fromMinute),
            until: clockOf(one.untilMinute),
          });
          return (
            <EntryRow
              key={one.shiftId}
              title={title}
              foot={
                <form action={dropShift}>
                  <input type="hidden" name="shiftId" value={one.shiftId} />
                  <Button kind="plain">
                    {t("end")}
                    <span className="sr-only">: {title}</span>
                  </Button>
                </form>
              }
            >
              {t("shiftOf", { doctor: one.doctorName, minutes: one.callMinutes })}
            </EntryRow>
          );
        })}
      />
      <Folded label={t("addShift")}>
        <form action={shift} className="max-w-column pt-2">
          <input type="hidden" name="shiftId" value={crypto.randomUUID()} />
          <Stack loose>
            <Field label={t("doctorName")} name="doctorName" maxLength={120} required />
            <SelectField
              label={t("weekday")}
              name="weekday"
              none="–"
              options={weekdays.map((one) => ({ value: one, label: t(`weekdays.${one}`) }))}
            />
            <Field label={t("from")} name="from" width="year" placeholder="07:00" required />
            <Field label={t("until")} name="until" width="year" placeholder="11:00" required />
            <Field
              label={t("callMinutes")}
              name="callMinutes"
              width="year"
              inputMode="numeric"
              defaultValue="15"
            />
            <Button kind="second">{t("add")}</Button>
          </Stack>
        </form>
      </Folded>
    </Section>
  );
}

async function Templates({ templates }: { templates: readonly Template[] }) {
  const t = await getTranslations("teleconsultDesk.terms");
  return (
    <Section title={t("templates")}>
      {templates.length === 0 ? <p>{t("noTemplates")}</p> : null}
      <ul className="max-w-column">
        {templates.map(({ templateId, name, words }) => (
          <EntryRow
            key={templateId}
            title={name}
            foot={
              <form action={dropTemplate}>
                <input type="hidden" name="templateId" value={templateId} />
                <Button kind="plain">
                  {t("remove")}
                  <span className="sr-only">: {name}</span>
                </Button>
              </form>
            }
          >
            {words.summary}
          </EntryRow>
        ))}
      </ul>
      <Folded label={t("addTemplate")}>
        <form action={template} className="max-w-column pt-2">
          <input type="hidden" name="templateId" value={crypto.randomUUID()} />
          <Stack loose>
            <Field label={t("templateName")} name="name" maxLength={120} required />
            <Field label={t("templateSummary")} name="summary" lines={3} maxLength={2000} />
            <Field label={t("templateAdvice")} name="advice" lines={5} maxLength={8000} />
            <Field label={t("templateWarning")} name="warning" lines={3} maxLength={4000} />
            <Button kind="second">{t("addTemplate")}</Button>
          </Stack>
        </form>
      </Folded>
    </Section>
  );
}

/** Ca trực, giá và mẫu trả lời: what the facility lays down for its answers; people see it at once. */
export default deskPage(
  "clinic",
  () => "/clinic/teleconsult/terms",
  async ({ ctx, session, search, frame }) => {
    const t = await getTranslations("teleconsultDesk");
    const code = session.facilityCode ?? "";
    const [known, shifts, templates, phone] = await Promise.all([
      findTerms(ctx, code),
      listShifts(ctx, code),
      listTemplates(ctx, code),
      findEmergencyPlace(ctx, code),
    ]);
    const fault = search.fault ? (faults.find((one) => one === search.fault) ?? "failed") : null;
    return (
      <DeskFrame {...frame} title={t("terms.title")} below={t("terms.lead")}>
        {fault ? <Notice alert title={t(`terms.faults.${fault}`)} /> : <Said search={search} />}
        <LinkLine href="/clinic/teleconsult" label={t("case.back")} />
        <div className="grid gap-x-10 pt-4 desk:grid-cols-2">
          <TermsForm known={known} />
          <div className="pt-10 desk:pt-0">
            <Shifts shifts={shifts} />
            <Templates templates={templates} />
            <Section title={t("terms.emergency")}>
              <form action={emergency} className="max-w-column">
                <Stack loose>
                  <Field
                    label={t("terms.emergencyPhone")}
                    name="phone"
                    hint={t("terms.emergencyText")}
                    type="tel"
                    width="phone"
                    maxLength={15}
                    defaultValue={phone ?? ""}
                  />
                  <Button kind="second">{t("terms.save")}</Button>
                </Stack>
              </form>
            </Section>
          </div>
        </div>
      </DeskFrame>
    );
  },
);
