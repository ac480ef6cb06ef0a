import type { Database } from "#lib/platform/db.ts";
import type {
  ConditionSummary,
  EncounterSummary,
  MedicineLine,
  PaperSummary,
  ResultLine,
  SenderOfBook,
  SubstanceSummary,
  TestSummary,
  TimelineChoices,
} from "#lib/record/index.ts";

/** Moments arrive as text inside JSON, at any depth. */
function withMoments<T>(value: T): T {
  if (Array.isArray(value)) return value.map(withMoments) as T;
  if (value === null || typeof value !== "object") return value;
  const entries = Object.entries(value).map(([name, one]) => [
    name,
    /(^at|At)$/.test(name) && typeof one === "string" ? new Date(one) : withMoments(one),
  ]);
  return Object.fromEntries(entries) as T;
}

async function one<T>(asked: Promise<readonly { found: T }[]>): Promise<T> {
  const [row] = await asked;
  if (!row) throw new Error("the bare copies are missing");
  return withMoments(row.found);
}

/** The rows of each page of the record, each by one bare statement over copies that nobody guards. */
export function bareRecord({ $client: sql }: Database, citizen: string) {
  return {
    timeline: () =>
      one(
        sql<{ found: { visits: EncounterSummary[]; choices: TimelineChoices } }[]>`
          select json_build_object('visits', (select json_agg(e) from (select * from bench.encounters
              where "citizenId" = ${citizen}::uuid order by "arrivedAt" desc limit 21) e),
            'choices', (select json_build_object('number', count(*),
              'years', array_agg(distinct to_char("arrivedAt", 'YYYY')), 'facilities', array_agg(distinct "facilityCode"),
              'kinds', array_agg(distinct "careKind")) from bench.encounters where "citizenId" = ${citizen}::uuid)) as found`,
      ),
    conditions: () =>
      one(
        sql<{ found: ConditionSummary[] }[]>`
          select json_agg(c) as found from (
            select l.code, l."bareCode", count(*) as times, min(e."arrivedAt") as "firstAt",
              max(e."arrivedAt") filter (where e."careKind" = '03') as "confirmedAt",
              (array_agg(json_build_object('encounterId', e."encounterId", 'role', l.role, 'at', e."arrivedAt",
                'facilityCode', e."facilityCode", 'standing', 'recorded') order by e."arrivedAt" desc))[1] as latest
            from bench.conditions l join bench.encounters e using ("citizenId", "encounterId")
            where "citizenId" = ${citizen}::uuid group by 1, 2 limit 21) c`,
      ),
    medicines: () =>
      one(
        sql<{ found: { recent: MedicineLine[]; substances: SubstanceSummary[] } }[]>`
          select json_build_object(
            'recent', (select json_agg(m) from (
              select l.*, e."facilityCode", e."careKind", e."arrivedAt", e."endedAt", e.format, e."receivedAt"
              from bench.medicines l join bench.encounters e using ("citizenId", "encounterId")
              where "citizenId" = ${citizen}::uuid order by l."orderedAt" desc limit 100) m),
            'substances', (select json_agg(s) from (
              select distinct on (l.substance) l.substance, l.name, l.strength, l."encounterId", e."facilityCode",
                l."orderedAt" as at from bench.medicines l join bench.encounters e using ("citizenId", "encounterId")
              where "citizenId" = ${citizen}::uuid order by l.substance, l."orderedAt" desc limit 21) s)) as found`,
      ),
    results: () =>
      one(
        sql<{ found: TestSummary[] }[]>`
          select json_agg(r) as found from (
            select distinct on (l.test) l.*, l."resultAt" as at, e."facilityCode", e."receivedAt", null as "serviceName"
            from bench.results l join bench.encounters e using ("citizenId", "encounterId")
            where "citizenId" = ${citizen}::uuid order by l.test, l."resultAt" desc limit 21) r`,
      ),
    test: () =>
      one(
        sql<{ found: [ResultLine, ...ResultLine[]] }[]>`
          select json_agg(r) as found from (
            select l.*, e."facilityCode", e."arrivedAt", e."receivedAt", null as "serviceName"
            from bench.results l join bench.encounters e using ("citizenId", "encounterId")
            where "citizenId" = ${citizen}::uuid and l.test = (select test from bench.results
              where "citizenId" = ${citizen}::uuid order by "resultAt" desc, line limit 1)
            order by l."resultAt" desc limit 21) r`,
      ),
    documents: () =>
      one(
        sql<{ found: PaperSummary[] }[]>`
          select json_agg(p) as found from (
            select l.*, e."facilityCode", e."arrivedAt", e."receivedAt"
            from bench.papers l join bench.encounters e using ("citizenId", "encounterId")
            where "citizenId" = ${citizen}::uuid order by l."issuedOn" desc limit 31) p`,
      ),
    completeness: () =>
      one(
        sql<{ found: SenderOfBook[] }[]>`
          select json_agg(s) as found from (
            select "facilityCode", count(*) as visits, max("receivedAt") as "lastReceivedAt",
              max("arrivedAt")::date as "lastVisitOn",
              round(percentile_cont(0.5) within group (order by extract(epoch from "receivedAt" - "endedAt") / 86400)) as "usualDays"
            from bench.encounters where "citizenId" = ${citizen}::uuid group by 1) s`,
      ),
  };
}
