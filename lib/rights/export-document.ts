import { nameOfCondition } from "#lib/catalogue/index.ts";
import { displayName } from "#lib/identity/rules.ts";
import { TIME_ZONE } from "#lib/platform/clock.ts";
import type { Row, WholeBook } from "./whole-book.ts";

/** The words of a copy, by their place in the copy of the book: `export.title`; a place that has none answers itself. */
export type Words = (place: string, values?: Record<string, string | number>) => string;
/** One thing of a part: its title, and facts or sentences under it. */
export type Entry = { title: string; facts: readonly { noun: string; fact: string }[] };
/** A copy as people read it, whatever it is printed on. */
export type Document = {
  language: "vi" | "en";
  title: string;
  lead: readonly string[];
  parts: readonly { title: string; none: string; entries: readonly Entry[] }[];
};
export type DocumentWish = {
  book: WholeBook;
  asOf: Date;
  withPrivate: boolean;
  language: "vi" | "en";
  words: Words;
  facilityName: (code: string) => string;
};

const clock = new Intl.DateTimeFormat("en-GB", {
  timeZone: TIME_ZONE,
  day: "2-digit",
  month: "2-digit",
  year: "numeric",
  hour: "2-digit",
  minute: "2-digit",
});
const money = new Intl.NumberFormat("vi-VN");

const text = (value: unknown): string =>
  value === null || value === undefined ? "" : String(value).normalize("NFC").trim();
const when = (value: unknown): string =>
  text(value) ? clock.format(new Date(text(value))).replace(",", "") : "";
const on = (value: unknown): string => text(value).split("-").reverse().join("/");
const vnd = (value: unknown): string => (text(value) ? `${money.format(Number(value))} đ` : "");
const joined = (...pieces: unknown[]) => pieces.map(text).filter(Boolean).join(", ");

/** Facts that have something to say. */
const facts = (pairs: readonly (readonly [string, string])[]) =>
  pairs.filter(([, fact]) => fact !== "").map(([noun, fact]) => ({ noun, fact }));

const byTime = (name: string) => (a: Row, b: Row) => text(b[name]).localeCompare(text(a[name]));

function visit(row: Row, { book, words, facilityName }: DocumentWish): Entry {
  const of = (table: string) =>
    (book.warehouse[table] ?? []).filter((one) => one.encounter_id === row.encounter_id);
  const t = (name: string) => words(`export.${name}`);
  const several = (noun: string, lines: readonly string[]) =>
    lines.filter(Boolean).map((fact, at) => [at === 0 ? noun : "", fact] as const);
  return {
    title: `${when(row.arrived_at)}, ${facilityName(text(row.facility_code))}`,
    facts: facts([
      [t("reason"), joined(row.reason, row.admission_reason)],
      [t("diagnosis"), text(row.final_diagnosis)],
      ...several(
        t("conditions"),
        of("conditions").map((one) => joined(nameOfCondition(text(one.code)) ?? "", one.code)),
      ),
      [t("treatment"), text(row.treatment)],
      [t("doctorNote"), text(row.doctor_note)],
      ...several(
        t("medicines"),
        of("medicines").map((one) => joined(one.name, one.strength, one.dose_text, one.instructions)),
      ),
      ...several(
        t("services"),
        of("services").map((one) => text(one.name)),
      ),
      ...several(
        t("results"),
        of("results").map((one) =>
          joined(one.name, joined(one.value_text, one.unit), one.description, one.conclusion),
        ),
      ),
      ...several(
        t("notes"),
        of("notes").map((one) => joined(when(one.noted_at), one.course, one.consultation, one.operation)),
      ),
      ...several(
        t("papers"),
        of("papers").map((one) =>
          joined(words(`documents.kinds.${text(one.kind)}`), one.number, on(one.issued_on), one.diagnosis),
        ),
      ),
      [t("total"), vnd(row.total_vnd)],
      [t("youPay"), joined(vnd(row.copayment_vnd), vnd(row.self_pay_vnd))],
      [t("received"), when(row.received_at)],
    ]),
  };
}

/** What stands of each telling: its latest version, unless that withdraws it. */
function tellings(rows: readonly Row[], words: Words): Entry[] {
  const latest = new Map<unknown, Row>();
  for (const row of [...rows].sort((a, b) => Number(a.version) - Number(b.version)))
    latest.set(row.entry_id, row);
  return [...latest.values()]
    .filter((row) => row.act !== "withdrawn")
    .map((row) => ({
      title: words(`history.topics.${text(row.topic)}`),
      facts: facts([
        ["", joined(...Object.values((row.answers ?? {}) as Row))],
        [words("export.at"), when(row.at)],
      ]),
    }));
}

/** The title of the wording to which something was said. */
function wordingOf(book: WholeBook, act: Row, language: "vi" | "en"): string {
  const found = book.wordings.find(
    (one) => one.purpose === act.purpose && Number(one.version) === Number(act.text_version),
  );
  return found ? found.words[language].title : text(act.purpose);
}

/** Lays out a whole book for people: who, every visit, what they told, what they chose and asked, who looked. */
export function documentOf(wish: DocumentWish): Document {
  const { book, words, facilityName, withPrivate } = wish;
  const t = (name: string, values?: Record<string, string | number>) => words(`export.${name}`, values);
  const [citizen = {}] = book.warehouse.citizens ?? [];
  const rows = (table: string) => book.app[table] ?? [];
  const name = displayName(text(citizen.name));
  const numbers = (book.warehouse.identifiers ?? []).filter(({ kind }) => kind === "personal-id");
  return {
    language: wish.language,
    title: t("title", { name }),
    lead: [
      t("moment", { when: when(wish.asOf.toISOString()) }),
      withPrivate ? t("withPrivate") : t("withoutPrivate"),
      t("inside"),
    ],
    parts: [
      {
        title: t("about"),
        none: t("none"),
        entries: [
          {
            title: name,
            facts: facts([
              [t("number"), numbers.map((one) => text(one.value)).join(", ")],
              [t("birth"), on(citizen.birth_date)],
              [t("address"), text(citizen.address)],
              [t("phone"), text(citizen.phone)],
              [t("blood"), text(citizen.blood_group)],
            ]),
          },
        ],
      },
      {
        title: t("visits"),
        none: t("none"),
        entries: [...(book.warehouse.encounters ?? [])]
          .sort(byTime("arrived_at"))
          .map((row) => visit(row, wish)),
      },
      {
        title: t("doses"),
        none: t("none"),
        entries: [...(book.warehouse.doses ?? [])].sort(byTime("given_on")).map((row) => ({
          title: `${on(row.given_on)}, ${text(row.product) || text(row.vaccine_code)}`,
          facts: facts([
            [t("doseNumber"), text(row.dose_number)],
            [t("lot"), text(row.lot)],
            [t("dosePlace"), text(row.place)],
            [t("doseStanding"), words(`export.doseStandings.${text(row.standing)}`)],
            [t("doseFrom"), facilityName(text(row.facility_code))],
            [t("received"), when(row.received_at)],
          ]),
        })),
      },
      { title: t("told"), none: t("none"), entries: tellings(rows("history_entries"), words) },
      {
        title: t("measured"),
        none: t("none"),
        entries: rows("measurements")
          .filter((row) => row.taken_back_at === null)
          .sort(byTime("measured_at"))
          .map((row) => ({
            title: `${when(row.measured_at)}: ${words(`measurement.kinds.${text(row.kind)}`)}`,
            facts: facts([
              [
                "",
                `${text(row.systolic) ? `${text(row.systolic)}/${text(row.diastolic)}` : text(row.value)} ${text(row.unit)}`,
              ],
              ["", text(row.meal) ? words(`measurement.meals.${text(row.meal)}`) : ""],
              ["", text(row.pulse) ? words("measurement.pulseIs", { pulse: text(row.pulse) }) : ""],
              ["", text(row.note)],
            ]),
          })),
      },
      {
        title: t("emergencyCards"),
        none: t("none"),
        entries: [...rows("emergency_cards")].sort(byTime("issued_at")).map((row) => ({
          title: when(row.issued_at),
          facts: facts([["", text(row.checkable)]]),
        })),
      },
      {
        title: t("cards"),
        none: t("none"),
        entries: (book.warehouse.insurance_cards ?? []).map((row) => ({
          title: text(row.card_number),
          facts: facts([
            [t("validFrom"), on(row.valid_from)],
            [t("validTo"), on(row.valid_to)],
          ]),
        })),
      },
      {
        title: t("requests"),
        none: t("none"),
        entries: [...rows("rights_requests")].sort(byTime("asked_at")).map((row) => ({
          title: words(`rights.request.kinds.${text(row.kind)}`),
          facts: facts([
            [t("at"), when(row.asked_at)],
            [t("youWrote"), text(row.about)],
            [t("answer"), text(row.answer)],
          ]),
        })),
      },
      {
        title: t("log"),
        none: t("none"),
        entries: [...rows("access_log")].sort(byTime("at")).map((row) => ({
          title: `${when(row.at)}: ${row.actor_kind === "system" ? t("machine") : joined(displayName(text(row.actor_name)), row.actor_place)}`,
          facts: facts([
            [
              "",
              joined(
                words(`consent.parts.${text(row.part)}`),
                words(`consent.purposes.${text(row.purpose)}`),
              ),
            ],
          ]),
        })),
      },
      {
        title: t("consents"),
        none: t("none"),
        entries: [...rows("consent_acts")].sort(byTime("at")).map((row) => ({
          title: wordingOf(book, row, wish.language),
          facts: facts([[words(`rights.export.acts.${text(row.act)}`), when(row.at)]]),
        })),
      },
      {
        title: t("browsers"),
        none: t("none"),
        entries: [...rows("push_subscriptions")].sort(byTime("made_at")).map((row) => ({
          title: text(row.words),
          facts: facts([[t("since"), when(row.made_at)]]),
        })),
      },
      {
        title: t("originals"),
        none: t("none"),
        entries: book.originals.map((one) => ({
          title: `${facilityName(one.facility_code)}: ${one.claim_ref}`,
          facts: facts([["", one.kinds.join(", ")]]),
        })),
      },
    ],
  };
}
