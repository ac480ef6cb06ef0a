import { sql } from "drizzle-orm";
import type { Desk } from "#lib/consent/index.ts";
import type { Period } from "./period-rules.ts";
import { type Level, levels, type Status, statuses, type Way, ways } from "./rules.ts";

/** Numbers of which nothing is told where fewer than five cases stand behind them. */
const counted = [
  "cases",
  "users",
  "waiting",
  "answered",
  "refused",
  "cancelled",
  "advice",
  "visits",
  "emergencies",
  "readMiddle",
  "readMost",
  "answerMiddle",
  "answerMost",
  "promises",
  "kept",
  "referred",
  "seconds",
  "helpful",
  "partly",
  "unhelpful",
  "reports",
] as const;
type Counted = (typeof counted)[number];

/**
 * Số liệu tư vấn of a facility (null: of all) in a month (null: in all of them). Times are minutes from sending; `Middle` is
 * the median, within `Most` nine of ten had it.
 */
export type Figures = { facilityCode: string | null; month: string | null; few: boolean } & Record<
  Counted,
  number | null
>;

type Row = { facility_code: string | null; in_month: string | null; few: boolean } & Record<
  string,
  string | number | boolean | null
>;
const columnOf = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

function figuresOf(row: Row): Figures {
  const numbers = Object.fromEntries(
    counted.map((name) => {
      const value = row[columnOf(name)];
      return [name, typeof value === "number" ? value : null];
    }),
  ) as Record<Counted, number | null>;
  return {
    facilityCode: row.facility_code,
    month: row.in_month?.slice(0, 7) ?? null,
    few: row.few,
    ...numbers,
  };
}

type Asked = { period: Period; facilityCode: string | null };

/** Số liệu theo cơ sở và theo tháng: by facility, by month and altogether; with `cells` by facility and month too. */
export async function listFigures(
  desk: Desk,
  { period, facilityCode, cells = false }: Asked & { cells?: boolean },
): Promise<Figures[]> {
  const rows = await desk.readApp((tx) =>
    tx.execute<Row>(sql`
      select facility_code, in_month::text, few, ${sql.raw(counted.map(columnOf).join(", "))}
      from app.teleconsult_figures(${period.firstDay}::date, ${period.lastDay}::date, ${facilityCode}, ${cells})`),
  );
  return rows.map(figuresOf);
}

/** How often cases went from one level to another; null of fewer than five. */
export type ReferralFigures = { from: Level; to: Level; referrals: number | null };

/** Chuyển tuyến theo cấp. */
export async function listReferralFigures(
  desk: Desk,
  { period, facilityCode }: Asked,
): Promise<ReferralFigures[]> {
  const rows = await desk.readApp((tx) =>
    tx.execute<{ from_level: string; to_level: string; referrals: number | null }>(
      sql`select * from app.teleconsult_referral_figures(${period.firstDay}::date, ${period.lastDay}::date, ${facilityCode})`,
    ),
  );
  return rows.flatMap(({ from_level, to_level, referrals }) => {
    const from = levels.find((one) => one === from_level);
    const to = levels.find((one) => one === to_level);
    return from && to ? [{ from, to, referrals }] : [];
  });
}

/** Người lớn có sổ: how many people of the registry are 18 or older on a day. */
export async function countAdults(desk: Desk, on: string): Promise<number> {
  const [row] = await desk.readWarehouse((tx) =>
    tx.execute<{ adults: string }>(sql`select warehouse.count_adults(${on}::date) as adults`),
  );
  return Number(row?.adults ?? 0);
}

/** Phản ánh còn mở, and how many of them are past their day. */
export async function countReports(desk: Desk): Promise<{ open: number; late: number }> {
  const [row] = await desk.readApp((tx) =>
    tx.execute<{ open: number; late: number }>(sql`select open, late from app.count_teleconsult_reports()`),
  );
  return { open: row?.open ?? 0, late: row?.late ?? 0 };
}

/** A report in the list: nobody is named there, nothing is quoted. */
export type ReportLine = {
  caseId: string;
  code: string;
  facilityCode: string;
  at: Date;
  answerBy: string;
  answeredAt: Date | null;
  officerName: string | null;
};

type LineRow = {
  case_id: string;
  code: string;
  facility_code: string;
  at: string;
  answer_by: string;
  answered_at: string | null;
  officer_name: string | null;
};

/** Phản ánh của người dân: those that wait, the oldest first; or those that were answered, the newest first. */
export async function listReports(
  desk: Desk,
  { open, most, skip }: { open: boolean; most: number; skip: number },
): Promise<ReportLine[]> {
  const rows = await desk.readApp((tx) =>
    tx.execute<LineRow>(
      sql`select case_id, code, facility_code, at, answer_by::text, answered_at, officer_name
        from app.list_teleconsult_reports(${open}, ${most}, ${skip})`,
    ),
  );
  return rows.map((row) => ({
    caseId: row.case_id,
    code: row.code,
    facilityCode: row.facility_code,
    at: new Date(row.at),
    answerBy: row.answer_by,
    answeredAt: row.answered_at ? new Date(row.answered_at) : null,
    officerName: row.officer_name,
  }));
}

/** What a case's steps say to the authority: what, when, and which side. */
export type ReportStep = {
  no: number;
  at: Date;
  what: string;
  actorKind: string;
  facilityCode: string | null;
  staffName: string | null;
};

/** A report with the frame of its case, without what was asked and answered. */
export type OpenedReport = ReportLine & {
  words: string;
  answer: string | null;
  way: Way;
  status: Status;
  sentAt: Date | null;
  promisedAt: Date | null;
  firstClaimedAt: Date | null;
  doctorName: string | null;
  endedAt: Date | null;
  second: boolean;
  steps: ReportStep[];
};

type OpenedRow = LineRow & {
  words: string;
  answer: string | null;
  way: string;
  status: string;
  sent_at: string | null;
  promised_at: string | null;
  first_claimed_at: string | null;
  doctor_name: string | null;
  ended_at: string | null;
  second: boolean;
  steps: {
    no: number;
    at: string;
    what: string;
    actor_kind: string;
    facility_code: string | null;
    staff_name: string | null;
  }[];
};

/** Một phản ánh, at the desk that was opened for it (part `teleconsult-report`). */
export async function findReport(desk: Desk, caseId: string): Promise<OpenedReport | null> {
  const [found] = await desk.readApp((tx) =>
    tx.execute<{ report: OpenedRow | null }>(
      sql`select app.find_teleconsult_report(${caseId}::uuid) as report`,
    ),
  );
  const row = found?.report;
  if (!row) return null;
  const at = (text: string | null) => (text ? new Date(text) : null);
  return {
    caseId: row.case_id,
    code: row.code,
    facilityCode: row.facility_code,
    at: new Date(row.at),
    answerBy: row.answer_by,
    answeredAt: at(row.answered_at),
    officerName: row.officer_name,
    words: row.words,
    answer: row.answer,
    way: ways.find((one) => one === row.way) ?? "written",
    status: statuses.find((one) => one === row.status) ?? "sent",
    sentAt: at(row.sent_at),
    promisedAt: at(row.promised_at),
    firstClaimedAt: at(row.first_claimed_at),
    doctorName: row.doctor_name,
    endedAt: at(row.ended_at),
    second: row.second,
    steps: row.steps.map((step) => ({
      no: step.no,
      at: new Date(step.at),
      what: step.what,
      actorKind: step.actor_kind,
      facilityCode: step.facility_code,
      staffName: step.staff_name,
    })),
  };
}
