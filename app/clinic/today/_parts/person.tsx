import type { Route } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { time, weekday } from "#components/copy/format.ts";
import { historyWords } from "#components/record/history-words.ts";
import { Button } from "#components/ui/button.tsx";
import { Icon } from "#components/ui/icon.tsx";
import { LeaderList } from "#components/ui/leader-list.tsx";
import { LinkLine } from "#components/ui/link-line.tsx";
import { Section } from "#components/ui/section.tsx";
import { Tag } from "#components/ui/tag.tsx";
import type { Expected } from "#lib/booking/index.ts";
import { spacedCode } from "#lib/booking/rules.ts";
import { displayName } from "#lib/identity/rules.ts";
import { dayOf } from "#lib/platform/clock.ts";
import {
  begin,
  callAgain,
  callLater,
  callThis,
  finish,
  look,
  markAbsent,
  receiveOne,
  takeBack,
} from "../actions.ts";
import type { Chosen } from "./read-chosen.ts";
import { standingTag } from "./words.ts";

type Props = { chosen: Chosen; room: string; roomName: string; now: Date };
type Act = { send: (form: FormData) => Promise<void>; words: string; key?: string };

/** Allergies, where the person shows them; before the book is open there is nothing of it. */
async function Allergies({ history }: { history: NonNullable<Chosen["history"]> }) {
  const [t, words] = await Promise.all([getTranslations("today"), historyWords()]);
  const told = history.entries.filter(({ topic }) => topic === "allergy");
  if (told.length === 0) {
    const none = history.answers.some(({ topic, answer }) => topic === "allergy" && answer === "none");
    return <p className="pb-3">{none ? t("person.allergyNone") : t("person.allergyUnknown")}</p>;
  }
  return (
    <ul className="mb-3 border-2 border-red px-4 py-2 text-red">
      {told.map(({ entryId, topic, answers }) => (
        <li key={entryId} className="flex items-start gap-3 py-1 font-semibold">
          <Icon name="warning" />
          <span>{t("person.allergy", { what: words.title(topic, answers) })}</span>
        </li>
      ))}
    </ul>
  );
}

/** What may be done next: the main act, those beside it, and the way back. */
async function actsOf(visit: Expected, now: Date): Promise<{ main?: Act; others: Act[]; back?: Act }> {
  const t = await getTranslations("today.act");
  const absent = { send: markAbsent, words: t("noShow"), key: "Alt+V" };
  const undone = (words: string) => ({ send: takeBack, words });
  const begins = { send: begin, words: t("start"), key: "Alt+B" };
  switch (visit.status) {
    case "booked":
      return {
        main: { send: receiveOne, words: t("checkIn") },
        others: (visit.endsAt ?? visit.startsAt) < now ? [absent] : [],
      };
    case "checked-in":
      return {
        main: { send: callThis, words: t("call", { number: visit.number }) },
        others: [begins, absent],
        back: undone(visit.source === "walk-in" ? t("undo.walk-in") : t("undo.checked-in")),
      };
    case "called":
      return {
        main: begins,
        others: [
          { send: callAgain, words: t("recall"), key: "Alt+L" },
          { send: callLater, words: t("skip") },
          absent,
        ],
        back: undone(t("undo.called")),
      };
    case "seeing":
      return {
        main: { send: finish, words: t("finish"), key: "Alt+X" },
        others: [],
        back: undone(t("undo.seeing")),
      };
    case "no-show":
      return {
        main: { send: receiveOne, words: t("checkIn") },
        others: [],
        back: visit.checkedInAt ? undone(t("undo.no-show")) : undefined,
      };
    default:
      return { others: [] };
  }
}

/** One act on the person who was chosen, with what the clerk saw. */
function StepForm({
  act,
  kind,
  visit,
  room,
}: {
  act: Act;
  kind: "main" | "second" | "plain";
  visit: Expected;
  room: string;
}) {
  return (
    <form action={act.send}>
      <input type="hidden" name="room" value={room} />
      <input type="hidden" name="appointmentId" value={visit.appointmentId} />
      <input type="hidden" name="version" value={visit.version} />
      <Button kind={kind} aria-keyshortcuts={act.key}>
        {act.words}
      </Button>
    </form>
  );
}

/** Người đang chọn: who it is, what they wrote, and what to do. */
export async function Person({ chosen, room, roomName, now }: Props) {
  const t = await getTranslations("today");
  const locale = await getLocale();
  const { visit, opened, cardEnd, history } = chosen;
  const today = visit.day === dayOf(now);
  const { main, others, back } = today ? await actsOf(visit, now) : { others: [] };
  const tag = (await standingTag())(visit.status);
  const walkedIn = visit.source === "walk-in";
  const year = visit.born?.slice(0, 4) ?? null;
  const born =
    year === null
      ? null
      : visit.born && visit.born.length >= 10
        ? t("person.born", { year, age: ageOf(visit.born, dayOf(now)) })
        : t("person.bornOnly", { year });
  const about = { visit, room };
  return (
    <section aria-labelledby="person-name" id="person" className="desk:scroll-mt-[60rem]">
      <p className="flex flex-wrap items-center justify-between gap-2 pt-2 text-ink-2 text-second">
        <span>
          {walkedIn
            ? t("person.numberOnly", { number: visit.number })
            : t("person.number", { number: visit.number, time: time(visit.startsAt) })}
        </span>
        <Tag line={tag.line}>{tag.words}</Tag>
      </p>
      <h2 id="person-name" className="text-page-title wrap-anywhere">
        {displayName(visit.name)}
      </h2>
      <p className="pb-3 text-ink-2 text-second">
        {[born, cardEnd ? t("person.card", { end: cardEnd }) : null].filter(Boolean).join(". ")}
        {born || cardEnd ? "." : null} {visit.citizenId ? null : t("person.noBook")}
      </p>
      {today ? null : (
        <p className="pb-3 font-semibold">
          {t("person.day", { day: weekday(visit.startsAt, locale as "vi") })}
        </p>
      )}
      {visit.status === "booked" && visit.lateMinutes ? (
        <p className="pb-3 font-semibold">{t("person.late", { minutes: visit.lateMinutes })}</p>
      ) : null}
      {history ? <Allergies history={history} /> : null}
      <div className="grid gap-3 pb-2">
        {main ? <StepForm {...about} act={main} kind="main" /> : null}
        {others.length > 0 ? (
          <div className="flex flex-wrap gap-3 *:flex-1 *:basis-[8rem]">
            {others.map((act) => (
              <StepForm {...about} key={act.words} act={act} kind="second" />
            ))}
          </div>
        ) : null}
        {back ? <StepForm {...about} act={back} kind="plain" /> : null}
      </div>
      <LeaderList
        facts={[
          { noun: t("person.room"), fact: roomName },
          ...(visit.serviceName ? [{ noun: t("person.service"), fact: visit.serviceName }] : []),
          { noun: t("person.code"), fact: spacedCode(visit.code) },
        ]}
      />
      <Section title={t("person.reason")} level={3}>
        <p className="wrap-anywhere">{visit.reason || t("person.reasonNone")}</p>
        {visit.bookedByName ? (
          <p className="pt-2 text-ink-2 text-second">
            {t(walkedIn ? "person.walkIn" : "person.bookedBy", { name: visit.bookedByName })}
          </p>
        ) : null}
      </Section>
      {visit.citizenId ? (
        <div className="pt-4">
          <p className="pb-2 text-ink-2 text-second">{opened ? t("person.opened") : t("person.closed")}</p>
          {opened ? (
            <LinkLine href={`/clinic/person/${opened.findId}` as Route} label={t("person.toBook")} />
          ) : today ? (
            <StepForm {...about} act={{ send: look, words: t("person.open") }} kind="second" />
          ) : null}
        </div>
      ) : null}
      {walkedIn && today ? (
        <LinkLine href={`/clinic/today/ticket/${visit.appointmentId}` as Route} label={t("person.ticket")} />
      ) : null}
      <Section title={t("person.steps")} level={3}>
        <ul>
          {visit.steps
            .toReversed()
            .slice(0, 8)
            .map((step) => (
              <li key={`${step.what} ${step.at.getTime()}`} className="py-1 text-second">
                {dayOf(step.at) === dayOf(now) ? time(step.at) : weekday(step.at, locale as "vi")}{" "}
                {t.has(`steps.${step.what as "other"}`)
                  ? t(`steps.${step.what as "other"}`)
                  : t("steps.other")}
                {step.actorName ? <span className="text-ink-2">, {step.actorName}</span> : null}
              </li>
            ))}
        </ul>
      </Section>
    </section>
  );
}

/** Whole years on a day. */
function ageOf(born: string, today: string): number {
  const years = Number(today.slice(0, 4)) - Number(born.slice(0, 4));
  return today.slice(5) < born.slice(5, 10) ? years - 1 : years;
}
