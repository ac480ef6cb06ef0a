import { getLocale, getTranslations } from "next-intl/server";
import { moment, time, weekday } from "#components/copy/format.ts";
import { priceWords, questionAddress } from "#components/teleconsult/case-words.ts";
import { ShareChoice } from "#components/teleconsult/share-choice.tsx";
import { Button } from "#components/ui/button.tsx";
import { FieldError } from "#components/ui/field-error.tsx";
import { LinkLine } from "#components/ui/link-line.tsx";
import { RadioGroup } from "#components/ui/radio-group.tsx";
import { Section } from "#components/ui/section.tsx";
import { Stack } from "#components/ui/stack.tsx";
import { TimeChoice } from "#components/ui/time-choice.tsx";
import { isMorning } from "#lib/booking/rules.ts";
import { listBinhSonWards } from "#lib/catalogue/index.ts";
import type { Session } from "#lib/identity/index.ts";
import { dayOf } from "#lib/platform/clock.ts";
import type { Context } from "#lib/platform/context.ts";
import {
  type Answering,
  type CallTime,
  findTerms,
  listAnswering,
  listCallTimes,
  priceOf,
  promiseOf,
} from "#lib/teleconsult/index.ts";
import { BookField } from "../../../_entry/book-in-hand.tsx";
import { share, way, when, who } from "../actions.ts";
import { nearWard } from "./near-ward.ts";
import { DraftFields } from "./question.tsx";
import type { Asked } from "./words-questions.tsx";

/** Bác sĩ được xem gì trong sổ. */
export async function ShareQuestion({ caseId, said, from, error }: Asked) {
  const t = await getTranslations("teleconsult.new");
  return (
    <form action={share}>
      <BookField />
      <DraftFields caseId={caseId} from={from} />
      <Stack loose>
        <p>{t("share.hint")}</p>
        <ShareChoice chosen={said.parts} mayRefer={said.mayRefer ?? false} error={error} />
        <Button>{t("continue")}</Button>
      </Stack>
    </form>
  );
}

/** One's own station first, then the health centre of these communes, other stations, and those farther away. */
function inOrder(all: readonly Answering[], ward: string | null): Answering[] {
  const here = new Set(listBinhSonWards().map(({ code }) => code));
  const place = ({ wardCode, level }: Answering) => {
    if (wardCode !== null && wardCode === ward) return level === "initial" ? 0 : 1;
    if (!wardCode || !here.has(wardCode)) return 4;
    return level === "initial" ? 3 : 2;
  };
  return all.toSorted((a, b) => place(a) - place(b));
}

async function offersOf(answering: readonly Answering[]) {
  const t = await getTranslations("teleconsult");
  const rows = answering.map(async (one) => {
    const prices = new Set([one.writtenPriceVnd, one.callPriceVnd]);
    const price = (await Promise.all([...prices].map(priceWords))).join(t("new.price.or"));
    const hint = t("new.who.hint", { level: t(`levels.${one.level}`), price });
    return [
      { value: one.facilityCode, label: one.name, second: hint },
      ...(one.level === "basic"
        ? [
            {
              value: `${one.facilityCode} specialist`,
              label: t("new.who.specialist", { facility: one.name }),
              second: t("new.who.specialistHint", { facility: one.name }),
            },
          ]
        : []),
    ];
  });
  return (await Promise.all(rows)).flat();
}

/** Hỏi ai: the station of the ward first, then the health centre, alone or for a specialist through it. */
export async function WhoQuestion({
  ctx,
  session,
  caseId,
  said,
  from,
  error,
}: Asked & { ctx: Context; session: Session }) {
  const t = await getTranslations("teleconsult");
  const [all, ward] = await Promise.all([listAnswering(ctx, ctx.today), nearWard(ctx, session)]);
  if (all.length === 0)
    return (
      <Section title={t("nowhere.title")}>
        <p>{t("nowhere.text")}</p>
        <LinkLine href="/booking/new" label={t("nowhere.book")} />
      </Section>
    );
  const options = await offersOf(inOrder(all, ward));
  const chosen = said.facilityCode && `${said.facilityCode}${said.wantsSpecialist ? " specialist" : ""}`;
  return (
    <form action={who}>
      <BookField />
      <DraftFields caseId={caseId} from={from} />
      <Stack loose>
        <RadioGroup
          legend={t("new.who.title")}
          legendHidden
          name="who"
          value={chosen}
          error={error}
          options={options}
        />
        <Button>{t("new.continue")}</Button>
      </Stack>
    </form>
  );
}

/** Trả lời bằng cách nào: what the facility offers, with its promise and its price. */
export async function WayQuestion({ ctx, caseId, said, from, error }: Asked & { ctx: Context }) {
  const t = await getTranslations("teleconsult");
  const locale = await getLocale();
  const code = said.facilityCode ?? "";
  const [terms, promise, times] = await Promise.all([
    findTerms(ctx, code),
    promiseOf(ctx, code, ctx.now),
    listCallTimes(ctx, code, ctx.today),
  ]);
  const minutes = times[0]?.minutes ?? 15;
  const options = (terms?.ways ?? []).map(async (one) => {
    const hint =
      one === "written"
        ? promise && t("wayHints.written", { at: moment(promise, locale) })
        : t("wayHints.call", { minutes });
    const price = terms ? await priceWords(priceOf(terms, one)) : "";
    return { value: one, label: t(`ways.${one}`), second: [hint, price].filter(Boolean).join(". ") };
  });
  return (
    <form action={way}>
      <BookField />
      <DraftFields caseId={caseId} from={from} />
      <Stack loose>
        <RadioGroup
          legend={t("new.way.title")}
          legendHidden
          name="way"
          value={said.way}
          error={error}
          options={await Promise.all(options)}
        />
        <p className="text-ink-2 text-second">{terms?.insuranceNote ?? t("new.price.insurance")}</p>
        <Button>{t("new.continue")}</Button>
      </Stack>
    </form>
  );
}

/** The first times of each day, so that a page stays short. */
function byDay(times: readonly CallTime[], days: number): [string, CallTime[]][] {
  const groups = Map.groupBy(times, ({ startsAt }) => dayOf(startsAt));
  return [...groups].slice(0, days).map(([day, all]) => {
    // Two doctors at the same time are one time to whoever asks.
    const once = all.filter((one, i) => all[i - 1]?.startsAt.getTime() !== one.startsAt.getTime());
    // The first of each half of the day: enough to choose from, and short enough for a thumb.
    const half = (morning: boolean) => once.filter(({ startsAt }) => isMorning(startsAt) === morning);
    return [day, [...half(true).slice(0, 4), ...half(false).slice(0, 4)]];
  });
}

/** Gọi vào giờ nào. */
export async function WhenQuestion({ ctx, caseId, said, from, error }: Asked & { ctx: Context }) {
  const t = await getTranslations("teleconsult.new");
  const locale = await getLocale();
  const times = await listCallTimes(ctx, said.facilityCode ?? "", ctx.today);
  if (times.length === 0)
    return (
      <Section title={t("when.none")}>
        <LinkLine href={questionAddress("way", caseId)} label={t("when.otherWay")} />
      </Section>
    );
  const chosen = said.shiftId && said.callAt ? `${said.shiftId} ${said.callAt}` : undefined;
  return (
    <form action={when}>
      <BookField />
      <DraftFields caseId={caseId} from={from} />
      <Stack loose>
        {error ? <FieldError id="at-error">{error}</FieldError> : null}
        {byDay(times, 3).map(([day, own], place) => (
          <TimeChoice
            key={day}
            legend={own[0] ? weekday(own[0].startsAt, locale) : day}
            name="at"
            id={place === 0 ? "at" : `at-${day}`}
            chosenWord={t("when.chosen")}
            value={chosen}
            times={own.map(({ shiftId, startsAt, doctorName }) => ({
              value: `${shiftId} ${startsAt.toISOString()}`,
              time: time(startsAt),
              left: doctorName,
            }))}
          />
        ))}
        <Button>{t("continue")}</Button>
      </Stack>
    </form>
  );
}
