import { getLocale, getTranslations } from "next-intl/server";
import { calendarDay, moment } from "#components/copy/format.ts";
import { Button } from "#components/ui/button.tsx";
import { DataTable } from "#components/ui/data-table.tsx";
import { Field } from "#components/ui/field.tsx";
import { Folded } from "#components/ui/folded.tsx";
import { LinkLine } from "#components/ui/link-line.tsx";
import { Section } from "#components/ui/section.tsx";
import { Stack } from "#components/ui/stack.tsx";
import { Tag } from "#components/ui/tag.tsx";
import {
  listAllRemoteConditions,
  listEmergencyPlaces,
  type RemoteCondition,
} from "#lib/teleconsult/index.ts";
import { DeskFrame } from "../../../_entry/desk.tsx";
import { deskPage } from "../../../_entry/desk-page.tsx";
import { Said } from "../_parts/said.tsx";
import { end, enter } from "../actions.ts";

export async function generateMetadata() {
  return { title: (await getTranslations("teleconsultOversight.conditions"))("title") };
}

const dayField = { width: "phone", maxLength: 10, autoComplete: "off" } as const;

/** The days on which a line holds, and the way to end one that does. */
async function Days({ line, today }: { line: RemoteCondition; today: string }) {
  const t = await getTranslations("teleconsultOversight.conditions");
  const { code, validFrom, validUntil } = line;
  const past = validUntil !== null && validUntil < today;
  const id = `${code}-${validFrom}`;
  return (
    <div>
      {past ? <Tag line="thin">{t("past")}</Tag> : null}
      {validFrom > today ? <Tag line="dotted">{t("future")}</Tag> : null}
      <span className="block">
        {validUntil
          ? t("between", { from: calendarDay(validFrom), until: calendarDay(validUntil) })
          : t("since", { from: calendarDay(validFrom) })}
      </span>
      {validUntil ? null : (
        <Folded label={t("end")}>
          <form action={end} className="grid gap-3 pb-2">
            <input type="hidden" name="code" value={code} />
            <input type="hidden" name="validFrom" value={validFrom} />
            <Field
              {...dayField}
              id={id}
              label={t("lastDay")}
              name="validUntil"
              hint={t("dayHint")}
              required
            />
            <Button kind="second">
              {t("endSend")}
              <span className="sr-only">: {code}</span>
            </Button>
          </form>
        </Folded>
      )}
    </div>
  );
}

async function EntryForm() {
  const t = await getTranslations("teleconsultOversight.conditions");
  return (
    <Section title={t("add")}>
      <form action={enter} className="max-w-column">
        <Stack loose>
          <p>{t("addHint")}</p>
          <Field
            label={t("code")}
            name="code"
            hint={t("codeHint")}
            width="year"
            maxLength={6}
            autoComplete="off"
            required
          />
          <Field label={t("name")} name="name" maxLength={300} autoComplete="off" required />
          <Field
            label={t("source")}
            name="source"
            hint={t("sourceHint")}
            maxLength={300}
            autoComplete="off"
            required
          />
          <Field {...dayField} label={t("from")} name="validFrom" hint={t("dayHint")} required />
          <Field {...dayField} label={t("until")} name="validUntil" hint={t("untilHint")} />
          <Button>{t("addSend")}</Button>
        </Stack>
      </form>
    </Section>
  );
}

/** Danh mục được khám từ xa (TT 30/2023/TT-BYT), entered from the document; and who receives emergencies. */
export default deskPage(
  "authority",
  () => "/authority/teleconsult/conditions",
  async ({ ctx, search, frame, facilityName }) => {
    const t = await getTranslations("teleconsultOversight");
    const locale = await getLocale();
    const [lines, places] = await Promise.all([listAllRemoteConditions(ctx), listEmergencyPlaces(ctx)]);
    return (
      <DeskFrame {...frame} title={t("conditions.title")} below={t("conditions.lead")}>
        <LinkLine href="/authority/teleconsult" label={t("back")} />
        <Said search={search} />
        <Section title={t("conditions.list")} aside={lines.length > 0 ? String(lines.length) : undefined}>
          <DataTable
            caption={t("conditions.list")}
            columns={[
              { head: t("conditions.code"), tight: true },
              { head: t("conditions.name") },
              { head: t("conditions.source") },
              { head: t("conditions.days") },
            ]}
            rows={lines.map((line) => ({
              key: `${line.code} ${line.validFrom}`,
              cells: [
                line.code,
                <span key="name" className="wrap-anywhere">
                  {line.name}
                </span>,
                <span key="source" className="wrap-anywhere">
                  {line.source}
                  <span className="block text-ink-2 text-second">
                    {t("conditions.by", { name: line.enteredByName, at: moment(line.enteredAt, locale) })}
                  </span>
                </span>,
                <Days key="days" line={line} today={ctx.today} />,
              ],
            }))}
            empty={t("conditions.empty")}
          />
        </Section>
        <EntryForm />
        <Section title={t("conditions.places")}>
          <p className="pb-2">{t("conditions.placesText")}</p>
          <DataTable
            caption={t("conditions.places")}
            columns={[
              { head: t("conditions.place") },
              { head: t("conditions.phone"), tight: true },
              { head: t("conditions.changed"), tight: true },
            ]}
            rows={places.map((one) => ({
              key: one.facilityCode,
              cells: [facilityName(one.facilityCode), one.phone, moment(one.changedAt, locale)],
            }))}
            empty={t("conditions.placesNone")}
          />
        </Section>
      </DeskFrame>
    );
  },
);
