import type { Sql } from "postgres";
import type { Day } from "#lib/platform/clock.ts";
import type { Database } from "#lib/platform/db.ts";
import { type DeclaredRow, withConfirmed } from "./declared-tellings.ts";
import { type DeskDoseRow, toldAtDesk } from "./desk-dose-rules.ts";
import { joinSources, type ToldDose } from "./dose-rules.ts";
import type { DueDose } from "./due-rules.ts";
import { dayNumber, plus, writtenDay } from "./forecasting/calendar.ts";
import { type Person, whatIsDue } from "./what-is-due.ts";

/** People are worked out this many at a time: some tenths of a second. */
const AT_ONCE = 500;
const NOBODY = "00000000-0000-0000-0000-000000000000";

/** Whom the schedule says something to: from this age on it is for nobody who is not pregnant (the number is ours). */
const UNTIL_AGE = "18 years";

type Reach = { app: Database; ingest: Sql };
type Known = Person & { citizenId: string; name: string; phone: string | null };

const bornAfter = (today: Day) => writtenDay(plus(dayNumber(today) ?? 0, `0 days - ${UNTIL_AGE}`));

/** Of some people those whose whole birth date is known and who are of that age. */
async function readPeople(ingest: Sql, ids: readonly string[], today: Day): Promise<Known[]> {
  return ingest<Known[]>`
    select citizen_id as "citizenId", name, birth_date as "birthDate", sex, ward_code as "wardCode", phone
    from warehouse.citizens
    where citizen_id in (select json_array_elements_text(${JSON.stringify(ids)}::text::json)::uuid)
      and length(birth_date) = 10 and birth_date > ${bornAfter(today)} and birth_date <= ${today}`;
}

type Told = ToldDose & { citizenId: string };

/** What stations confirmed of what they declared, of each person. */
async function readConfirmed(app: Database, ids: readonly string[]) {
  const rows = await app.$client<{ dose: string }[]>`
    select json_build_object('citizenId', d.citizen_id, 'doseId', d.dose_id, 'insteadOf', d.instead_of, 'standing', d.standing,
      'vaccineCode', d.vaccine_code, 'antigens', d.antigens, 'product', d.product, 'lot', d.lot, 'doseNumber', d.dose_number,
      'givenOn', d.given_on, 'place', d.place, 'placeCode', d.place_code, 'declaredAt', d.declared_at,
      'confirmedAt', d.confirmed_at, 'confirmedAtFacility', d.confirmed_at_facility)::text as dose
    from app.list_confirmed_doses(${`{${ids.join()}}`}::text::uuid[]) d`;
  const confirmed = rows.map(({ dose }) => {
    // As the statement above writes it.
    const one = JSON.parse(dose) as DeclaredRow & { citizenId: string };
    return { ...one, declaredAt: new Date(one.declaredAt), confirmedAt: new Date(one.confirmedAt ?? 0) };
  });
  return Map.groupBy(confirmed, ({ citizenId }) => citizenId);
}

/** What the warehouse and the desks tell of their doses, of each person. */
async function readDoses({ app, ingest }: Reach, ids: readonly string[]) {
  const asked = JSON.stringify(ids);
  const [filed, written, confirmed] = await Promise.all([
    ingest<Told[]>`
      select citizen_id as "citizenId", dose_id as "doseId", facility_code as "facilityCode", product,
        null as declared, null as "insteadOf",
        vaccine_code as "vaccineCode", to_jsonb(antigens) as antigens, lot, dose_number as "doseNumber", site, route,
        given_on::text as "givenOn", place, place_code as "placeCode", given_by as "givenBy",
        document_ref as "documentRef", standing, received_at as "receivedAt"
      from warehouse.doses
      where citizen_id in (select json_array_elements_text(${asked}::text::json)::uuid)`,
    app.$client<{ dose: string }[]>`
      select json_build_object('citizenId', d.citizen_id, 'doseId', d.dose_id, 'facilityCode', d.facility_code,
        'product', d.product, 'vaccineCode', d.vaccine_code, 'antigens', d.antigens, 'lot', d.lot,
        'doseNumber', d.dose_number, 'site', d.site, 'route', d.route, 'givenOn', d.given_on, 'place', d.place,
        'givenBy', d.given_by, 'documentRef', d.document_ref, 'standing', d.standing, 'writtenAt', d.written_at,
        'undoneAt', d.undone_at, 'version', d.version, 'filedVersion', d.filed_version)::text as dose
      from app.unfiled_doses(${`{${ids.join()}}`}::text::uuid[]) d`,
    readConfirmed(app, ids),
  ]);
  const atDesk = written.map(({ dose }) => {
    // As the statement above writes it.
    const one = JSON.parse(dose) as DeskDoseRow & { citizenId: string };
    return { ...one, writtenAt: new Date(one.writtenAt) };
  });
  const [byFiled, byWritten] = [
    Map.groupBy(filed, ({ citizenId }) => citizenId),
    Map.groupBy(atDesk, ({ citizenId }) => citizenId),
  ];
  return (citizenId: string) =>
    joinSources(
      withConfirmed(
        toldAtDesk(byFiled.get(citizenId) ?? [], byWritten.get(citizenId) ?? []),
        confirmed.get(citizenId) ?? [],
      ),
    );
}

const rowOf = (one: DueDose) => ({
  rule: one.group,
  dose: one.dose,
  standing: one.standing,
  earliest_on: one.earliest,
  recommended_on: one.recommended,
  past_due_on: one.pastDue,
  limit_on: one.limit,
  is_sure: one.isSure,
});

/**
 * Tính mũi đến hạn của một số người: what the schedule says of each on a day, kept where the station's lists and the reminders ask
 * for it. Whoever it says nothing to is forgotten there. Safe to run twice and by two at once.
 */
export async function workDue(reach: Reach, ids: readonly string[], today: Day): Promise<void> {
  for (let from = 0; from < ids.length; from += AT_ONCE) {
    const some = ids.slice(from, from + AT_ONCE);
    const [read] = await reach.app.$client<{ at: string }[]>`select clock_timestamp()::text as at`;
    const people = await readPeople(reach.ingest, some, today);
    const dosesOf = await readDoses(
      reach,
      people.map(({ citizenId }) => citizenId),
    );
    const kept: object[] = [];
    for (const { citizenId, birthDate, wardCode, ...who } of people) {
      const doses = dosesOf(citizenId);
      const given = doses.filter(({ standing }) => standing !== "withdrawn");
      const list = await whatIsDue({ birthDate, sex: who.sex, wardCode }, doses, today);
      kept.push({
        ...{ citizen_id: citizenId, birth_date: birthDate, ward_code: wardCode, ...who },
        ...{ given: given.length, last_given_on: given[0]?.givenOn ?? null },
        rows: list ? [...list.due, ...list.later, ...list.pastAge].map(rowOf) : [],
      });
    }
    const met = new Set(people.map(({ citizenId }) => citizenId));
    const gone = some.filter((id) => !met.has(id));
    await reach.app.$client`
      select app.keep_due(${today}::date, ${read?.at ?? ""}::text::timestamptz, ${JSON.stringify(kept)}::text::jsonb,
        ${`{${gone.join()}}`}::text::uuid[])`;
  }
}

/** Everybody once for a day, in batches; cut short, it passes over those who are done. */
async function workAll(reach: Reach, today: Day): Promise<void> {
  for (let after = NOBODY; ; ) {
    const rows = await reach.ingest<{ id: string }[]>`
      select citizen_id as id from warehouse.citizens
      where citizen_id > ${after} and length(birth_date) = 10 and birth_date > ${bornAfter(today)}
      order by citizen_id limit ${AT_ONCE}`;
    const ids = rows.map(({ id }) => id);
    const worked = await reach.app.$client<{ id: string }[]>`
      select citizen_id as id from app.due_worked(${today}::date, ${`{${ids.join()}}`}::text::uuid[])`;
    const done = new Set(worked.map(({ id }) => id));
    await workDue(
      reach,
      ids.filter((id) => !done.has(id)),
      today,
    );
    after = ids.at(-1) ?? after;
    if (ids.length < AT_ONCE) break;
  }
  await reach.app.$client`select app.note_due_progress(${today}::date, null::bigint)`;
}

/** Numbers of filings are given before their transactions end: so many are read again, lest one that ended late is missed. */
const READ_AGAIN = 500;
const PAGE = 5000;

/** The number of the latest filing of the warehouse. */
async function newestFiling(ingest: Sql): Promise<number> {
  const [newest] = await ingest<{ id: string | null }[]>`
    select max(filing_id)::text as id from warehouse.filings`;
  return Number(newest?.id ?? 0);
}

/** Whose books the warehouse changed since. */
async function workFiled(reach: Reach, followed: number, today: Day): Promise<void> {
  if ((await newestFiling(reach.ingest)) <= followed) return;
  for (let after = followed - READ_AGAIN; ; ) {
    const rows = await reach.ingest<{ filing: string; id: string | null }[]>`
      select filing_id::text as filing, citizen_id as id from warehouse.filings
      where filing_id > ${after} order by filing_id limit ${PAGE}`;
    await workDue(reach, [...new Set(rows.flatMap(({ id }) => id ?? []))], today);
    after = Number(rows.at(-1)?.filing ?? after);
    await reach.app.$client`select app.note_due_progress(null::date, ${after}::bigint)`;
    if (rows.length < PAGE) return;
  }
}

/**
 * Giữ danh sách đến hạn: once a day everybody, at any time those whose doses changed: at a desk, or in the warehouse. For the worker,
 * every minute. Safe to run twice; cut short, it goes on where it was.
 */
export async function keepDue(reach: Reach, today: Day): Promise<void> {
  const [progress] = await reach.app.$client<{ passed: string | null; filing: string }[]>`
    select passed_on::text as passed, filing_id::text as filing from app.due_progress_now()`;
  const passed = progress?.passed ?? null;
  // Whoever is met for the first time is worked out with everybody: no filing before that has to be followed.
  const followed = passed === null ? await newestFiling(reach.ingest) : Number(progress?.filing ?? 0);
  if (passed === null || passed < today) await workAll(reach, today);
  if (passed === null) await reach.app.$client`select app.note_due_progress(null::date, ${followed}::bigint)`;
  await workFiled(reach, followed, today);
  for (;;) {
    const stale = await reach.app.$client<{ id: string }[]>`
      select citizen_id as id from app.due_to_work(${AT_ONCE})`;
    await workDue(
      reach,
      stale.map(({ id }) => id),
      today,
    );
    if (stale.length < AT_ONCE) return;
  }
}
