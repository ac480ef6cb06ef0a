import type { Route } from "next";
import { redirect } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import { time, weekday } from "#components/copy/format.ts";
import { Button } from "#components/ui/button.tsx";
import { ButtonPair } from "#components/ui/button-pair.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { CheckAnswers } from "#components/ui/check-answers.tsx";
import { DataTable } from "#components/ui/data-table.tsx";
import { LinkLine } from "#components/ui/link-line.tsx";
import { Section } from "#components/ui/section.tsx";
import { enteredSchedule, type Preview, previewSchedule } from "#lib/booking/index.ts";
import { addDays } from "#lib/booking/rules.ts";
import { openDesk } from "#lib/consent/index.ts";
import { listDepartments, listServices, termsOf } from "#lib/facility/index.ts";
import { NotFound } from "#lib/platform/errors.ts";
import { DeskFrame } from "../../../_entry/desk.tsx";
import { deskPage } from "../../../_entry/desk-page.tsx";
import { rowsOfChange } from "../_parts/change-rows.ts";
import { changeOf, fieldsOf, formOf, isWhat } from "../_parts/changes.ts";
import { save } from "../actions.ts";

export async function generateMetadata() {
  return { title: (await getTranslations("schedule.check"))("title") };
}

/** What the change does, and to whom. */
async function Effect({ preview }: { preview: Preview }) {
  const t = await getTranslations("schedule");
  const locale = await getLocale();
  const { days, fewer, more, stranded } = preview;
  return (
    <>
      <Section title={t("check.effect")}>
        {days === 0 ? <p>{t("check.noEffect")}</p> : null}
        {fewer > 0 ? <p>{t("check.fewer", { count: fewer })}</p> : null}
        {more > 0 ? <p>{t("check.more", { count: more })}</p> : null}
        {days > 0 ? <p>{t("check.days", { count: days })}</p> : null}
        {stranded.length === 0 ? <p>{t("check.nobody")}</p> : null}
      </Section>
      {stranded.length > 0 ? (
        <div className="pt-6">
          <Callout kind="warn" level={2} title={t("check.stranded", { count: stranded.length })}>
            <p>{t("check.strandedText")}</p>
          </Callout>
          <div className="pt-4">
            <DataTable
              caption={t("check.stranded", { count: stranded.length })}
              columns={[{ head: t("column.person") }, { head: t("column.was") }, { head: t("column.room") }]}
              rows={stranded.map((one) => ({
                key: one.appointmentId,
                cells: [
                  one.name,
                  `${time(one.startsAt)}, ${weekday(one.startsAt, locale)}`,
                  `${one.roomName}, ${t("check.number", { number: one.number })}`,
                ],
              }))}
            />
          </div>
        </div>
      ) : null}
    </>
  );
}

/** Trước khi lưu: what will change, who is left without a time, and the button that saves it. */
export default deskPage(
  "clinic",
  () => "/clinic/schedule",
  async ({ ctx, session, search, frame }) => {
    const t = await getTranslations("schedule");
    if (!isWhat(search.what)) throw new NotFound();
    const { what } = search;
    const facilityCode = session.facilityCode ?? "";
    const [{ departments, rooms, practitioners }, services, terms] = await Promise.all([
      listDepartments(ctx, facilityCode),
      listServices(ctx, facilityCode),
      termsOf(ctx, facilityCode),
    ]);
    const form = formOf(what, search);
    const fields = fieldsOf(search);
    const back = (more: [string, string][] = []) =>
      `${form}?${new URLSearchParams([...fields, ...more])}` as Route;
    const change = changeOf(what, search, rooms);
    if (!change) redirect(back([["wrong", "fields"]]));
    const names = [
      ...departments.map(({ departmentId, name }) => [departmentId, name] as const),
      ...rooms.map(({ roomId, name }) => [roomId, name] as const),
      ...practitioners.map(({ practitionerId, name }) => [practitionerId, name] as const),
      ...services.map(({ serviceId, name }) => [serviceId, name] as const),
    ];
    const nameOf = (id: string | null | undefined) => names.find(([one]) => one === id)?.[1];
    const desk = await openDesk(ctx, "plan-schedule", "schedule");
    const [entered, preview] = await Promise.all([
      enteredSchedule(ctx, facilityCode, ctx.today),
      previewSchedule(desk, {
        facilityCode,
        change,
        now: ctx.now,
        today: ctx.today,
        until: addDays(ctx.today, terms.daysAhead),
      }),
    ]);
    const found = await rowsOfChange(change, entered, {
      room: (id) => nameOf(id) ?? t("field.roomAll"),
      person: nameOf,
    });
    const gone = found === null || (what === "close" && !nameOf(search.id));
    const rows = [
      { question: t("row.what"), answer: t(`what.${what}`) },
      ...(what === "close" ? [{ question: t("row.name"), answer: nameOf(search.id) ?? "" }] : []),
      ...(found ?? []),
    ];
    if (gone)
      return (
        <DeskFrame {...frame} title={t("check.title")} below={t("check.gone")}>
          <LinkLine href="/clinic/schedule" label={t("back")} />
        </DeskFrame>
      );
    return (
      <DeskFrame {...frame} title={t("check.title")} below={t("check.lead")}>
        <div className="max-w-column pb-10">
          <CheckAnswers none={t("check.none")} rows={rows} />
        </div>
        <Effect preview={preview} />
        <form action={save} className="max-w-column pt-6">
          {fields.map(([name, value]) => (
            <input key={name} type="hidden" name={name} value={value} />
          ))}
          <input type="hidden" name="stranding" value={preview.stranded.length} />
          <ButtonPair>
            <Button>
              {preview.stranded.length > 0
                ? t("check.saveStranding", { count: preview.stranded.length })
                : t("check.save")}
            </Button>
            <Button kind="second" href={back()}>
              {what === "withdraw" || what === "close" ? t("check.keep") : t("check.edit")}
            </Button>
          </ButtonPair>
        </form>
        {what === "withdraw" || what === "close" ? null : (
          <LinkLine href="/clinic/schedule" label={t("check.keep")} />
        )}
      </DeskFrame>
    );
  },
);
