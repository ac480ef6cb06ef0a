import { getTranslations } from "next-intl/server";
import { day } from "#components/copy/format.ts";
import { PushForm } from "#components/notification/push-form.tsx";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { EntryRow } from "#components/ui/entry-row.tsx";
import { ErrorSummary } from "#components/ui/error-summary.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { PageTitle } from "#components/ui/page-title.tsx";
import { RadioGroup } from "#components/ui/radio-group.tsx";
import { Section } from "#components/ui/section.tsx";
import { SelectField } from "#components/ui/select-field.tsx";
import { Stack } from "#components/ui/stack.tsx";
import { Tag } from "#components/ui/tag.tsx";
import { openBook } from "#lib/consent/index.ts";
import { deviceMark } from "#lib/identity/session.ts";
import {
  findMessageSettings,
  findPhone,
  listPushBrowsers,
  type MessageSettings,
  type Phone,
  type PushBrowser,
} from "#lib/notification/index.ts";
import { choosableGroups, clockOf, ladder, quietHours, spacedNumber } from "#lib/notification/rules.ts";
import { webEnv } from "#lib/platform/env.ts";
import { citizenPage } from "../../../_entry/page.tsx";
import { BookPage } from "../../../_entry/shell.tsx";
import { removePhone, saveQuietHours, saveSilence, startPush, stopPush } from "../actions.ts";

export async function generateMetadata() {
  return { title: (await getTranslations("messages.settings"))("title") };
}

const dones = ["silence", "quiet", "phone", "removed", "pushed", "unpushed", "failed"] as const;
const HOUR = 3600;

/** Cách nhận tin: the number for SMS, what they may be about, when they may come. */
export default citizenPage(
  () => "/messages/settings",
  async ({ ctx, search }) => {
    const t = await getTranslations("messages");
    const book = await openBook(ctx, ctx.actor.id, "own-reading", "messages");
    const [settings, phone, browsers] = await Promise.all([
      findMessageSettings(book),
      findPhone(book),
      deviceMark().then((device) => listPushBrowsers(book, device)),
    ]);
    const done = dones.find((one) => one === search.done);
    const fault =
      search.fault === "same-hours"
        ? t("settings.sameHours")
        : search.fault === "push"
          ? t("settings.pushScript")
          : search.fault
            ? t("settings.done.failed")
            : "";
    return (
      <BookPage back={{ href: "/messages", label: t("title") }} tab="none">
        {fault ? (
          <ErrorSummary
            title={t("settings.mend")}
            errors={[{ field: search.fault === "push" ? "push" : "from", text: fault }]}
          />
        ) : null}
        <PageTitle below={t("settings.lead")}>{t("settings.title")}</PageTitle>
        {done ? <Notice title={t(`settings.done.${done}`)} /> : null}
        <PushSection browsers={browsers} />
        <PhoneSection phone={phone} />
        <SilenceSection silent={settings.silent} />
        <QuietSection settings={settings} fault={fault} />
        <Section title={t("settings.how")}>
          <Stack>
            <p>{t("settings.howUrgent", { hours: (ladder.urgent.call ?? 0) / HOUR })}</p>
            <p>
              {t("settings.howSoon", {
                hours: ladder.soon.sms / HOUR,
                days: (ladder.soon.call ?? 0) / HOUR / 24,
              })}
            </p>
            <p>{t("settings.howCalm", { days: ladder.calm.sms / HOUR / 24 })}</p>
            <p>{t("settings.howOurs")}</p>
          </Stack>
        </Section>
      </BookPage>
    );
  },
  "self",
);

async function PushSection({ browsers }: { browsers: readonly PushBrowser[] }) {
  const t = await getTranslations("messages.settings");
  const { push } = webEnv();
  if (!push) return null;
  return (
    <Section id="push" title={t("push")}>
      <p className="pb-4">{t("pushLead")}</p>
      {browsers.length > 0 ? (
        <ul className="pb-4">
          {browsers.map(({ subscriptionId, words, madeAt, thisOne }) => (
            <EntryRow
              key={subscriptionId}
              title={words}
              tag={thisOne ? <Tag line="filled">{t("pushThis")}</Tag> : undefined}
            >
              <p>{t("pushSince", { day: day(madeAt) })}</p>
              <form action={stopPush}>
                <input type="hidden" name="subscriptionId" value={subscriptionId} />
                <Button kind="plain">{t(thisOne ? "pushOff" : "pushOffOther")}</Button>
              </form>
            </EntryRow>
          ))}
        </ul>
      ) : null}
      {browsers.some(({ thisOne }) => thisOne) ? null : (
        <PushForm
          serverKey={push.publicKey}
          keep={startPush}
          words={{
            on: t("pushOn"),
            wait: t("pushWait"),
            cannot: t("pushCannot"),
            denied: t("pushDenied"),
            failed: t("pushFailed"),
          }}
        />
      )}
    </Section>
  );
}

async function PhoneSection({ phone }: { phone: Phone | null }) {
  const t = await getTranslations("messages.settings");
  return (
    <Section title={t("phone")}>
      {phone?.doubted ? (
        <div className="pb-4">
          <Callout kind="warn" title={t(phone.doubted === "refused" ? "doubtRefused" : "doubtWrong")}>
            <p>{t("doubtDo")}</p>
          </Callout>
        </div>
      ) : null}
      <p className="pb-4">{phone ? t("phoneIs", { number: spacedNumber(phone.number) }) : t("phoneNone")}</p>
      <Stack>
        <Button kind={phone ? "second" : "main"} href="/messages/settings/phone">
          {t(phone ? "phoneChange" : "phoneAdd")}
        </Button>
        {phone ? (
          <form action={removePhone}>
            <Button kind="plain">{t("phoneRemove")}</Button>
          </form>
        ) : null}
      </Stack>
    </Section>
  );
}

async function SilenceSection({ silent }: { silent: readonly string[] }) {
  const t = await getTranslations("messages");
  return (
    <Section title={t("settings.which")}>
      <p>{t("settings.whichLead")}</p>
      <form action={saveSilence}>
        {choosableGroups.map((group) => (
          <Checkbox
            key={group}
            name={`sms-${group}`}
            label={t(`groups.${group}`)}
            checked={!silent.includes(group)}
          />
        ))}
        <p className="py-3 font-semibold">{t("settings.always")}</p>
        <p className="pb-4">{t("settings.alwaysWhy")}</p>
        <Button kind="second">{t("settings.save")}</Button>
      </form>
    </Section>
  );
}

async function QuietSection({ settings, fault }: { settings: MessageSettings; fault: string }) {
  const t = await getTranslations("messages.settings");
  const { quietFrom, quietTo } = settings;
  const on = quietFrom !== quietTo;
  const options = quietHours.map((minute) => ({ value: String(minute), label: clockOf(minute) }));
  return (
    <Section title={t("quiet")} id="quiet">
      <p className="pb-4">{t("quietLead")}</p>
      <form action={saveQuietHours}>
        <Stack loose>
          <RadioGroup
            legend={t("quietChoice")}
            name="quiet"
            value={on ? "on" : "off"}
            options={[
              { value: "on", label: t("quietOn") },
              { value: "off", label: t("quietOff") },
            ]}
          />
          <SelectField
            label={t("from")}
            name="from"
            none={t("hour")}
            options={options}
            value={String(quietFrom)}
            error={fault || undefined}
          />
          <SelectField
            label={t("to")}
            name="to"
            none={t("hour")}
            options={options}
            value={String(on ? quietTo : 420)}
          />
          <Button kind="second">{t("saveQuiet")}</Button>
        </Stack>
      </form>
    </Section>
  );
}
