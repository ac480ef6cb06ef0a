import { getLocale, getTranslations } from "next-intl/server";
import * as z from "zod";
import { moment, time } from "#components/copy/format.ts";
import { BulletList } from "#components/ui/bullet-list.tsx";
import { Button } from "#components/ui/button.tsx";
import { LeaderList } from "#components/ui/leader-list.tsx";
import { LinkLine } from "#components/ui/link-line.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { RadioGroup } from "#components/ui/radio-group.tsx";
import { Section } from "#components/ui/section.tsx";
import { Stack } from "#components/ui/stack.tsx";
import { openDesk } from "#lib/consent/index.ts";
import { displayName } from "#lib/identity/rules.ts";
import { type CallToMake, findCall } from "#lib/notification/index.ts";
import { callOutcomes, mobileNumber, spacedNumber } from "#lib/notification/rules.ts";
import { NotFound } from "#lib/platform/errors.ts";
import { DeskFrame } from "../_entry/desk.tsx";
import { deskPage } from "../_entry/desk-page.tsx";
import type { Desk } from "../_entry/desk-places.ts";

type Ends = (form: FormData) => Promise<void>;
/** What a desk may do with a line. */
export type CallActions = { take: Ends; giveBack: Ends; close: Ends };

const faults = ["taken", "not-taken", "closed", "choose"] as const;

/** Một dòng cần gọi: take it, call, and say what came of it. */
export const callPage = (desk: Desk, actions: CallActions) =>
  deskPage(
    desk,
    ({ callId }) => `/${desk}/calls/${z.uuid().safeParse(callId).data ?? ""}`,
    async ({ ctx, params, search, frame }) => {
      const callId = z.uuid().safeParse(params.callId);
      if (!callId.success) throw new NotFound();
      const t = await getTranslations("calls");
      const locale = await getLocale();
      const call = await findCall(await openDesk(ctx, "call-people", "call", callId.data), callId.data);
      if (!call) throw new NotFound();
      const fault = search.fault ? (faults.find((one) => one === search.fault) ?? "failed") : undefined;
      const facts = [
        {
          noun: t("urgency"),
          fact: call.urgency === "urgent" ? t("urgent") : t("soon"),
          strong: call.urgency === "urgent",
        },
        { noun: t("since"), fact: moment(call.openedAt, locale) },
        { noun: t("unread"), fact: t("unreadCount", { count: call.unread }) },
      ];
      const name = displayName(call.name) || t("nameless");
      return (
        <DeskFrame
          {...frame}
          title={name}
          below={call.birthYear ? t("born", { year: call.birthYear }) : undefined}
        >
          {fault ? <Notice alert title={t(`faults.${fault}`)} /> : null}
          <div className="max-w-column">
            <LeaderList facts={facts} />
            {call.closedAt ? (
              <Section title={t("closed")}>
                <p>
                  {t(`outcomes.${call.outcome as "reached"}`)}
                  {call.closedBy
                    ? ` ${t("closedBy", { name: call.closedBy, when: moment(call.closedAt, locale) })}`
                    : ""}
                </p>
              </Section>
            ) : call.mine ? (
              <Calling call={call} actions={actions} />
            ) : call.takenBy ? (
              <Section title={t("takenBy", { name: call.takenBy })}>
                <p>{t("takenText", { when: call.takenUntil ? time(call.takenUntil) : "" })}</p>
              </Section>
            ) : (
              <Section title={t("take")}>
                <p className="pb-4">{t("takeText")}</p>
                <form action={actions.take}>
                  <input type="hidden" name="callId" value={call.callId} />
                  <Button>{t("takeButton")}</Button>
                </form>
              </Section>
            )}
          </div>
          <div className="pt-6">
            <LinkLine href={`/${desk}/calls`} label={t("back")} />
          </div>
        </DeskFrame>
      );
    },
  );

/** The number, what to say, and what came of it: for whoever has taken the line. */
async function Calling({ call, actions }: { call: CallToMake; actions: CallActions }) {
  const t = await getTranslations("calls");
  const number = call.phone ? mobileNumber(call.phone) : null;
  const shown = number ? spacedNumber(number) : call.phone;
  return (
    <>
      <Section title={t("number")}>
        {shown ? (
          <>
            <p className="text-section">
              <a
                href={`tel:${number ?? shown.replace(/[^\d+]/g, "")}`}
                className="inline-flex min-h-target items-center"
              >
                {shown}
              </a>
            </p>
            <p className="text-ink-2 text-second">{t(call.phoneConfirmed ? "confirmed" : "unconfirmed")}</p>
          </>
        ) : (
          <p>{t("noNumber")}</p>
        )}
      </Section>
      <Section title={t("say")}>
        <BulletList items={[t("sayRight"), t("sayWaiting", { count: call.unread }), t("sayNot")]} />
      </Section>
      <Section title={t("result")}>
        <form action={actions.close}>
          <input type="hidden" name="callId" value={call.callId} />
          <Stack loose>
            <RadioGroup
              legend={t("resultChoose")}
              name="outcome"
              options={callOutcomes.map((value) => ({
                value,
                label: t(`outcomes.${value}`),
                second: t(`then.${value}`),
              }))}
            />
            <Button>{t("close")}</Button>
          </Stack>
        </form>
        <form action={actions.giveBack} className="pt-4">
          <input type="hidden" name="callId" value={call.callId} />
          <Button kind="plain">{t("giveBack")}</Button>
        </form>
      </Section>
    </>
  );
}
