import type { Day } from "#lib/platform/clock.ts";
import { injectedPolio, liveVaccines } from "./packs/vn-vaccines.data.ts";

/** Whether the source wrote it down when it was given, wrote it down from a paper or what somebody said, or took it back. */
export const DOSE_STANDINGS = ["recorded", "reported", "withdrawn"] as const;
export type DoseStanding = (typeof DOSE_STANDINGS)[number];

/** Letters and figures, some marks between them, and a figure somewhere. The form is ours. */
const LOT = /^(?=.*\d)[A-Za-z0-9](?:[A-Za-z0-9 ./_-]{0,28}[A-Za-z0-9])?$/;
/** Whether a text is a lot as it is printed on a vial. */
export const isLot = (text: string): boolean => LOT.test(text);

/** A dose as one source told it. */
export type ToldDose = {
  doseId: string;
  /** Who told it; null where the health authority confirmed what somebody declared, or nobody has yet. */
  facilityCode: string | null;
  /** What a person says is missing in the book: before a station has looked, and after. Null of what a source sent. */
  declared: "waiting" | "confirmed" | null;
  /** The telling in whose place a station put this one. */
  insteadOf: string | null;
  product: string | null;
  vaccineCode: string;
  antigens: string[];
  lot: string | null;
  doseNumber: number | null;
  site: string | null;
  route: string | null;
  givenOn: Day;
  place: string | null;
  placeCode: string | null;
  givenBy: string | null;
  documentRef: string | null;
  standing: DoseStanding;
  receivedAt: Date;
};

/** A dose as it is shown: what its best source says, and every source that told of it. */
export type Dose = ToldDose & { sources: readonly ToldDose[] };

type What = Pick<ToldDose, "vaccineCode" | "antigens">;

/**
 * What makes two tellings of one day the same dose: the same antigens in the same form. Codes differ between systems for one
 * injection, while a live and an inactivated vaccine, or drops and an injection, are two doses.
 */
export function kindOfDose({ vaccineCode, antigens }: What): string {
  const live = liveVaccines.includes(vaccineCode);
  const injected = antigens.includes("Polio") && injectedPolio.includes(vaccineCode);
  return [...antigens].sort().join("+") + (live ? " live" : "") + (injected ? " injected" : "");
}

/**
 * Whether what somebody says was given may be a dose that was sent, on one day: they are against one of the same diseases, and
 * not two forms of one vaccine.
 */
export function mayBeOneDose(said: What, sent: What): boolean {
  if (!said.antigens.some((one) => sent.antigens.includes(one))) return false;
  const [a, b] = [said, sent].map(({ antigens }) => [...antigens].sort().join("+"));
  return a !== b || kindOfDose(said) === kindOfDose(sent);
}

const rank = ({ standing, facilityCode, placeCode, insteadOf }: ToldDose) =>
  insteadOf
    ? -1
    : DOSE_STANDINGS.indexOf(standing) * 2 + (facilityCode !== null && facilityCode === placeCode ? 0 : 1);

/** Who tells: what a person declared is a telling of its own, also where the station that confirmed it tells too. */
const teller = ({ declared, facilityCode }: ToldDose) => (declared ? "declared" : facilityCode);

const better = (a: ToldDose, b: ToldDose) =>
  rank(a) - rank(b) || a.receivedAt.getTime() - b.receivedAt.getTime() || (a.doseId < b.doseId ? -1 : 1);

/**
 * Một mũi, nhiều nguồn: joins what different sources told of one dose of one day. A source that tells twice of that day and
 * kind means two; whoever gave it, and wrote it down then, is believed first. What a station put in the place of a telling
 * comes before it, and stays one dose with it.
 */
export function joinSources(told: readonly ToldDose[]): Dose[] {
  const mended = new Map(told.flatMap((one) => (one.insteadOf ? [[one.insteadOf, one] as const] : [])));
  const places = Map.groupBy(told, (sent) => {
    const dose = mended.get(sent.doseId) ?? sent;
    const own = told.filter(
      (one) =>
        teller(one) === teller(dose) && one.givenOn === dose.givenOn && kindOfDose(one) === kindOfDose(dose),
    );
    // What a source took back stands alone: it says nothing about what others say.
    if (dose.standing === "withdrawn") return `withdrawn ${dose.doseId}`;
    const which = own
      .filter(({ standing }) => standing !== "withdrawn")
      .sort(better)
      .indexOf(dose);
    return `${dose.givenOn} ${kindOfDose(dose)} ${which}`;
  });
  return [...places.values()]
    .flatMap((sources) => {
      const [best, ...others] = sources.toSorted(better);
      return best ? [{ ...best, sources: [best, ...others] }] : [];
    })
    .sort((a, b) =>
      a.givenOn === b.givenOn ? (a.doseId < b.doseId ? -1 : 1) : a.givenOn < b.givenOn ? 1 : -1,
    );
}

/** What was really given, in the order of time: what counts for what is due. */
export const givenDoses = (doses: readonly Dose[]): Dose[] =>
  doses.filter(({ standing }) => standing !== "withdrawn").toReversed();
