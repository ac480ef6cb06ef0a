import { randomUUID } from "node:crypto";
import type { Route } from "next";
import { getTranslations } from "next-intl/server";
import * as z from "zod";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { ErrorSummary } from "#components/ui/error-summary.tsx";
import { Field } from "#components/ui/field.tsx";
import { LinkLine } from "#components/ui/link-line.tsx";
import { SelectField } from "#components/ui/select-field.tsx";
import { Stack } from "#components/ui/stack.tsx";
import { roomsOfDay } from "#lib/booking/index.ts";
import { openDesk } from "#lib/consent/index.ts";
import { displayName } from "#lib/identity/rules.ts";
import { deskWith, personAtDesk } from "#lib/opening/index.ts";
import type { Context } from "#lib/platform/context.ts";
import { DeskFrame } from "../../../_entry/desk.tsx";
import { deskPage } from "../../../_entry/desk-page.tsx";
import { giveNumber } from "../actions.ts";

export async function generateMetadata() {
  return { title: (await getTranslations("today.walkIn"))("title") };
}

/** Whom a finding of the address leads to; nobody without one. */
async function foundIn(ctx: Context, find: string | undefined) {
  const findId = z.uuid().safeParse(find);
  if (!findId.success) return null;
  const { citizenId, desk } = await deskWith(ctx, findId.data);
  const person = await personAtDesk(desk, citizenId);
  return person ? { findId: findId.data, name: displayName(person.name), year: person.birthYear } : null;
}

/** Phát số cho người không hẹn. */
export default deskPage(
  "clinic",
  () => "/clinic/today/walk-in",
  async ({ ctx, session, frame, search }) => {
    const t = await getTranslations("today");
    const desk = await openDesk(ctx, "receive-people", "today");
    const [rooms, found] = await Promise.all([
      roomsOfDay(desk, session.facilityCode ?? "", ctx.today),
      foundIn(ctx, search.find),
    ]);
    const fault = search.fault
      ? t(`faults.${t.has(`faults.${search.fault as "failed"}`) ? (search.fault as "failed") : "failed"}`)
      : undefined;
    const chosen =
      rooms.find(({ roomId }) => roomId === search.room) ?? (rooms.length === 1 ? rooms[0] : undefined);
    return (
      <DeskFrame {...frame} title={t("walkIn.title")} below={t("walkIn.lead")}>
        {fault ? (
          <ErrorSummary title={t("mend")} errors={[{ field: found ? "roomId" : "name", text: fault }]} />
        ) : null}
        {rooms.length === 0 ? (
          <p>{t("walkIn.noRooms")}</p>
        ) : (
          <form action={giveNumber} className="max-w-column">
            <input type="hidden" name="key" value={randomUUID()} />
            <Stack loose>
              {found ? (
                <>
                  <input type="hidden" name="findId" value={found.findId} />
                  <Callout kind="note" level={2} title={`${t("walkIn.found")} ${found.name}`}>
                    <p>{t("person.bornOnly", { year: found.year })}.</p>
                    <p>{t("walkIn.foundText")}</p>
                  </Callout>
                </>
              ) : (
                <>
                  <p>{t("walkIn.byName")}</p>
                  <Field label={t("walkIn.name")} name="name" autoComplete="off" maxLength={120} required />
                  <Field
                    label={t("walkIn.born")}
                    hint={t("walkIn.bornHint")}
                    name="born"
                    width="year"
                    inputMode="numeric"
                    autoComplete="off"
                    maxLength={4}
                  />
                </>
              )}
              <SelectField
                label={t("walkIn.room")}
                name="roomId"
                none={t("walkIn.roomNone")}
                value={chosen?.roomId ?? ""}
                options={rooms.map(({ roomId, name, departmentName }) => ({
                  value: roomId,
                  label: `${name}, ${departmentName}`,
                }))}
              />
              <Field
                label={t("walkIn.reason")}
                hint={t("walkIn.reasonHint")}
                name="reason"
                lines={2}
                maxLength={500}
              />
              <Button>{t("walkIn.button")}</Button>
            </Stack>
            {found ? null : <LinkLine href={"/clinic/today#sought" as Route} label={t("walkIn.find")} />}
          </form>
        )}
        <LinkLine href="/clinic/today" label={t("ticket.back")} />
      </DeskFrame>
    );
  },
);
