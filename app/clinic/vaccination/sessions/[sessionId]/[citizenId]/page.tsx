import type { Route } from "next";
import { getTranslations } from "next-intl/server";
import { calendarDay, time } from "#components/copy/format.ts";
import { LinkLine } from "#components/ui/link-line.tsx";
import { Section } from "#components/ui/section.tsx";
import { findFacility } from "#lib/facility/index.ts";
import { displayName } from "#lib/identity/rules.ts";
import { NotFound } from "#lib/platform/errors.ts";
import { listAttendees, listSessionDoses, listStock, listVaccinationSteps } from "#lib/vaccination/index.ts";
import { DeskFrame } from "../../../../../_entry/desk.tsx";
import { typedBefore } from "../../../../../_entry/typed.ts";
import {
  ArriveForm,
  RecordForm,
  ScreenForm,
  SessionDoses,
  WatchForm,
} from "../../../_parts/attendee-forms.tsx";
import { StatusTag } from "../../../_parts/attendee-words.tsx";
import { BookOfDoses } from "../../../_parts/book-of-doses.tsx";
import { listWords } from "../../../_parts/list-words.ts";
import { readWhileOnDuty } from "../../../_parts/read-attendee.ts";
import { readRoster, sessionAddress } from "../../../_parts/read-session.ts";
import { faultOf, Said } from "../../../_parts/said.tsx";
import { stationPage } from "../../../_parts/station-page.tsx";

export async function generateMetadata() {
  return { title: (await getTranslations("station.session"))("receive") };
}

const fieldOf: Record<string, string> = {
  screening: "screening",
  reason: "note",
  stock: "stockId",
  already: "stockId",
  "none-left": "stockId",
  expired: "stockId",
  number: "number",
  "given-by": "givenBy",
  time: "at",
  future: "at",
  "other-day": "at",
  outcome: "outcome",
  "too-early": "outcome",
};

/** Một người của buổi tiêm: received, screened, vaccinated, watched; beside it what their book has. */
export default stationPage(
  (params) => `${sessionAddress(params)}/${params.citizenId ?? ""}`,
  async ({ ctx, session: staff, frame, params, search, facilityName }) => {
    const t = await getTranslations("station");
    const words = await listWords(ctx.today);
    const { session, desk } = await readRoster(ctx, params);
    const { sessionId } = session;
    const who = (await listAttendees(desk, sessionId)).find(
      ({ citizenId }) => citizenId === params.citizenId,
    );
    if (!who) throw new NotFound();
    const [stock, allDoses, steps, station] = await Promise.all([
      listStock(desk, sessionId),
      listSessionDoses(desk, sessionId),
      listVaccinationSteps(desk, sessionId, who.citizenId),
      findFacility(ctx.app, staff.facilityCode ?? ""),
    ]);
    const read = who.isKnown ? await readWhileOnDuty(ctx, who.citizenId, station?.wardCode ?? null) : null;
    const doses = allDoses.filter(({ citizenId }) => citizenId === who.citizenId);
    const fault = await faultOf(search);
    const form = {
      ...{ sessionId, who, fault, code: search.fault ?? "" },
      typed: fault ? await typedBefore() : {},
    };
    const isOpen = !session.cancelledAt && session.day === ctx.today;
    const isIn = isOpen && !["invited", "missed"].includes(who.status);
    const born = read?.person.birthDate ?? who.born;
    return (
      <DeskFrame
        {...frame}
        title={displayName(read?.person.name ?? who.name)}
        below={
          <span className="flex flex-wrap items-center gap-3">
            <StatusTag status={who.status} />
            <span>{born.length === 10 ? words.born(born) : t("born", { day: calendarDay(born) })}</span>
          </span>
        }
        aside={
          <div className="pt-4">
            {read ? (
              <BookOfDoses read={read} nameOf={facilityName} />
            ) : (
              <p>{t(who.isKnown ? "person.noDuty" : "person.noBook")}</p>
            )}
            {read ? <p className="pt-4 text-ink-2 text-second">{t("person.trace")}</p> : null}
          </div>
        }
      >
        <Said search={search} field={fieldOf[form.code] ?? "screen"} />
        {isOpen && who.status === "invited" ? <ArriveForm sessionId={sessionId} who={who} /> : null}
        {isIn && ["fit", "vaccinated"].includes(who.status) ? (
          <RecordForm {...form} stock={stock} staffName={staff.name} />
        ) : null}
        {doses.length > 0 ? <SessionDoses sessionId={sessionId} who={who} doses={doses} /> : null}
        {who.watchedUntil ? <WatchForm {...form} /> : null}
        {isIn && who.status !== "vaccinated" ? <ScreenForm {...form} /> : null}
        <Section title={t("person.steps")}>
          <ul>
            {steps.map((step) => (
              <li key={`${step.what} ${step.at.getTime()}`} className="py-1 text-second">
                {time(step.at)}{" "}
                {t.has(`person.stepWords.${step.what as "came"}`)
                  ? t(`person.stepWords.${step.what as "came"}`)
                  : step.what}
                {step.staffName ? <span className="text-ink-2">, {step.staffName}</span> : null}
              </li>
            ))}
          </ul>
        </Section>
        <div className="pt-4">
          <LinkLine href={sessionAddress(params) as Route} label={t("person.back")} />
        </div>
      </DeskFrame>
    );
  },
);
