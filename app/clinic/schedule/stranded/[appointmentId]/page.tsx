import { getLocale, getTranslations } from "next-intl/server";
import { time, weekday } from "#components/copy/format.ts";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { LinkLine } from "#components/ui/link-line.tsx";
import { RadioGroup } from "#components/ui/radio-group.tsx";
import { Section } from "#components/ui/section.tsx";
import { Stack } from "#components/ui/stack.tsx";
import { listStranded, timesForStranded } from "#lib/booking/index.ts";
import { CancelStrandedInput } from "#lib/booking/inputs.ts";
import { openDesk } from "#lib/consent/index.ts";
import { DeskFrame } from "../../../../_entry/desk.tsx";
import { deskPage } from "../../../../_entry/desk-page.tsx";
import { Said } from "../../_parts/said.tsx";
import { typedOf } from "../../_parts/typed.ts";
import { cancel, move } from "../../actions.ts";

export async function generateMetadata() {
  return { title: (await getTranslations("schedule.stranded"))("title") };
}

/** Chuyển giờ cho một người: another time than the nearest, or an end with a reason. */
export default deskPage(
  "clinic",
  () => "/clinic/schedule/stranded",
  async ({ ctx, session, params, search, frame }) => {
    const t = await getTranslations("schedule.stranded");
    const locale = await getLocale();
    const desk = await openDesk(ctx, "plan-schedule", "schedule");
    const people = await listStranded(desk, session.facilityCode ?? "", ctx.now);
    const one = people.find(({ appointmentId }) => appointmentId === params.appointmentId);
    if (!one)
      return (
        <DeskFrame {...frame} title={t("title")} below={t("gone")}>
          <LinkLine href="/clinic/schedule/stranded" label={t("list")} />
        </DeskFrame>
      );
    const times = await timesForStranded(desk, one.appointmentId);
    // The nearest is chosen already; all of them stand in the order of the calendar.
    const inOrder = [...times].sort((a, b) => a.startsAt.getTime() - b.startsAt.getTime());
    const typed = await typedOf(CancelStrandedInput, search);
    const when = (at: Date) => `${time(at)}, ${weekday(at, locale)}`;
    return (
      <DeskFrame
        {...frame}
        title={t("one", { name: one.name })}
        below={t("oneLead", { when: when(one.startsAt), room: one.roomName, number: one.number })}
      >
        <Said search={search} />
        <Section title={t("times")}>
          {times.length === 0 ? (
            <p>{t("timesNone")}</p>
          ) : (
            <form action={move} className="max-w-column">
              <input type="hidden" name="appointmentId" value={one.appointmentId} />
              <Stack loose>
                <RadioGroup
                  legend={t("pick")}
                  name="slotId"
                  value={times[0]?.slotId}
                  required
                  options={inOrder.map(({ slotId, startsAt, roomName }) => ({
                    value: slotId,
                    label: when(startsAt),
                    second: roomName,
                  }))}
                />
                <Button>{t("moveTo")}</Button>
              </Stack>
            </form>
          )}
        </Section>
        <Section title={t("cancel")}>
          <p className="max-w-column pb-4">{t("cancelText")}</p>
          <form action={cancel} className="max-w-column">
            <input type="hidden" name="appointmentId" value={one.appointmentId} />
            <Stack loose>
              <Reason value={typed.value("because")} error={typed.error("because")} />
              <Button kind="second">{t("cancelSend")}</Button>
            </Stack>
          </form>
        </Section>
        <LinkLine href="/clinic/schedule/stranded" label={t("list")} />
      </DeskFrame>
    );
  },
);

async function Reason({ value, error }: { value: string; error: string | undefined }) {
  const t = await getTranslations("schedule.field");
  return (
    <Field
      label={t("reason")}
      name="because"
      hint={t("reasonHint")}
      maxLength={200}
      autoComplete="off"
      defaultValue={value}
      error={error}
    />
  );
}
