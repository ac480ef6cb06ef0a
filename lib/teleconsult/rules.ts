/** In which way a doctor answers (hình thức). */
export const ways = ["written", "voice", "video"] as const;
export type Way = (typeof ways)[number];
/** Whether somebody is called at a time, and not answered in writing alone. */
export const isCall = (way: Way) => way !== "written";

/** How a case stands. */
export const statuses = ["unpaid", "sent", "reading", "answered", "refused", "cancelled", "lapsed"] as const;
export type Status = (typeof statuses)[number];
/** Whether a doctor still owes an answer. */
export const isOpen = (status: Status) => status === "sent" || status === "reading";

/** How soon a doctor should look. */
export const urgencies = ["urgent", "soon", "ordinary"] as const;
export type Urgency = (typeof urgencies)[number];

/** How bad it is, in the person's own measure. */
export const severities = ["mild", "moderate", "severe", "unknown"] as const;
export type Severity = (typeof severities)[number];

export { type RedFlag, type RedFlagKey, redFlags } from "./red-flags.data.ts";

/** What an answer came to. */
export const outcomes = ["advice", "visit", "emergency"] as const;
export type Outcome = (typeof outcomes)[number];

/** Whether an answer helped. */
export const helpfulness = ["yes", "partly", "no"] as const;
export type Helpfulness = (typeof helpfulness)[number];

/** What a person may let the doctor see, in the words of the page. */
export { bookPartsOf, type ShownPart, shownOf, shownParts } from "#lib/opening/rules.ts";

/** Which wording of the request stands on the page where it is asked; a change of the words is a new number. */
export const WORDING = "2026-11-26";

// Parameters of ours, none of a regulation. The database holds to them.
/** The longest description of what troubles somebody. */
export const MOST_WORDS = 4000;
/** Photos and papers of one case. */
export const MOST_PHOTOS = 6;
/** Days within which a second question is part of the first. */
export const SECOND_DAYS = 7;
/** Minutes after which a case goes back to the others without a sign of its doctor. */
export const IDLE_MINUTES = 30;
/** Hours for which a case waits for its fee. */
export const UNPAID_HOURS = 24;

/** A diagnosis that a doctor names from afar, by its ICD-10 code. */
export type AnswerCondition = { code: string; name: string };
/** A medicine that a doctor suggests: not a prescription. */
export type AnswerMedicine = { name: string; instructions: string };
/** What an answer lists beside its words. */
export type AnswerLines = {
  conditions: AnswerCondition[];
  medicines: AnswerMedicine[];
  tests: string[];
};

/** The words of a template. */
export type TemplateWords = { summary: string; advice: string; warning: string };

/** Levels of care: ban đầu, cơ bản, chuyên sâu, from low to high. */
export const levels = ["initial", "basic", "specialised"] as const;
export type Level = (typeof levels)[number];
/** Whether a case may go from one level to the other: never down. */
export const mayGoUp = (from: Level, to: Level) => levels.indexOf(to) >= levels.indexOf(from);

/** Months of the authority's figures, and shares of them. */
export { monthsBefore, type Period, periodOf, tenthsOf } from "./period-rules.ts";
