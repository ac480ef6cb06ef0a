import { checkCodes, type KnownCodes } from "./formats/check-codes.ts";
import { checkFields } from "./formats/check-fields.ts";
import { checkPapers } from "./formats/check-papers.ts";
import { checkStructure, claimRefOf, isSupplement } from "./formats/check-structure.ts";
import { checkSums } from "./formats/check-sums.ts";
import { checkTimes } from "./formats/check-times.ts";
import { type Claim, checkInDay, personOf, summaryOf, toClaim } from "./formats/claim.ts";
import { LONGEST_REF, type RawDossier } from "./formats/envelope.ts";
import { called, found } from "./formats/findings.ts";
import { fingerprintOf } from "./formats/fingerprint.ts";
import { type Generation, generationOf } from "./formats/generation.ts";
import { modernise } from "./formats/legacy.ts";
import { knownParts, type Row, sent } from "./formats/rows.ts";
import { type Supplement, toSupplement } from "./formats/supplement.ts";
import type { Encoding } from "./formats/text.ts";
import { type Finding, shortened } from "./problems.ts";

/** What the envelope says about all its dossiers; `madeOn` as `YYYY-MM-DD`. */
export type Envelope = { facilityCode: string | null; madeOn: string | null };

/** A dossier after reading and checking: what it says, what is wrong with it, and, when it may be filed, the claim. */
export type Dossier = {
  place: number;
  original: string;
  encoding: Encoding;
  /** Where the whole of it lies in its file, when `original` is only its beginning. */
  large?: { from: number; to: number };
  facilityCode: string | null;
  claimRef: string | null;
  generation: Generation | null;
  contentHash: Buffer;
  /** NGAYLAP of its envelope; the day of its orders for a check-in. */
  madeOn: string | null;
  person: Claim["person"] | null;
  findings: Finding[];
  /** LOAIHOSO of the parts that no decision names. */
  unknownParts: string[];
  /** Null when an error holds the dossier, and for a supplement. */
  claim: Claim | null;
  /** Parts sent again without their summary. */
  supplement: Supplement | null;
};

function checkFacility(
  part: string,
  own: string | null,
  envelope: Envelope,
  needsOne: boolean,
): Finding | null {
  if (own && envelope.facilityCode && own !== envelope.facilityCode) {
    const sentence = `${called("MA_CSKCB")} ghi “${own.slice(0, 20)}” nhưng tệp do cơ sở “${envelope.facilityCode.slice(0, 20)}” gửi.`;
    return found("error", "facility-differs", part, "MA_CSKCB", sentence);
  }
  if (!needsOne || own || envelope.facilityCode) return null;
  const sentence = `Thiếu ${called("MA_CSKCB")}, cả trong hồ sơ lẫn ở đầu tệp.`;
  return found("error", "missing", part, "MA_CSKCB", sentence);
}

const reference = (row: Row | null | undefined, field: string) =>
  (row && sent(row, field)?.slice(0, LONGEST_REF)) ?? null;

/** Parts as they are read, and the facility that their rows name. */
function partsAndFacility(raw: RawDossier) {
  const generation = generationOf(raw.parts);
  const parts = generation ? modernise(raw.parts, generation) : raw.parts;
  const summary = summaryOf(parts);
  const tellsFacility =
    summary ?? parts.flatMap((part) => part.rows).find((row) => sent(row, "MA_CSKCB") !== null);
  return { generation, parts, summary, ownFacility: reference(tellsFacility, "MA_CSKCB") };
}

/** The facility under which `readDossier` would file a dossier. */
export function facilityOf(raw: RawDossier, envelope: Pick<Envelope, "facilityCode">): string | null {
  return partsAndFacility(raw).ownFacility ?? envelope.facilityCode;
}

/** Đọc một hồ sơ: checks one dossier and puts it in our words. Pure: `now` and the code lists are given. */
export function readDossier(raw: RawDossier, envelope: Envelope, lists: KnownCodes, now: Date): Dossier {
  const { generation, parts, summary, ownFacility } = partsAndFacility(raw);
  const checked = generation === "checkin" ? parts : parts.filter((part) => part.kind !== "XML0");
  const supplement = isSupplement(parts);
  const claimRef = supplement
    ? (claimRefOf(parts)?.slice(0, LONGEST_REF) ?? null)
    : (reference(summary, "MA_LK") ?? claimRefOf(parts)?.slice(0, LONGEST_REF) ?? null);
  const facilityCode = ownFacility ?? envelope.facilityCode;
  const part = generation === "checkin" ? "XML0" : supplement ? (parts[0]?.kind ?? "XML1") : "XML1";
  const wrongFacility = checkFacility(part, ownFacility, envelope, summary !== null || supplement);
  // Joined as arrays, never as arguments: a file may give more findings than a call takes arguments.
  const findings = checkStructure(parts, claimRef).concat(
    generation ? checkFields(checked, generation) : [],
    generation ? checkTimes(checked, generation, now) : [],
    generation ? checkCodes(checked, generation, lists) : [],
    generation ? checkSums(checked, generation) : [],
    generation ? checkPapers(checked, summary, generation) : [],
    wrongFacility ?? [],
  );
  const mayBeFiled =
    !findings.some((finding) => finding.level === "error") && generation && facilityCode && claimRef;
  return {
    place: raw.place,
    original: raw.original,
    encoding: raw.encoding,
    ...(raw.large ? { large: { from: raw.large.from, to: raw.large.to } } : {}),
    facilityCode,
    claimRef,
    generation,
    contentHash: raw.large?.sha256 ?? fingerprintOf(raw.parts, raw.original),
    madeOn: generation === "checkin" ? checkInDay(parts) : envelope.madeOn,
    person: summary && facilityCode ? personOf(summary, facilityCode) : null,
    findings: shortened(findings),
    unknownParts: raw.parts.filter(({ kind }) => !knownParts.has(kind)).map(({ kind }) => kind.slice(0, 20)),
    claim: mayBeFiled && !supplement ? toClaim(parts, facilityCode, claimRef, generation) : null,
    supplement: mayBeFiled && supplement ? toSupplement(parts) : null,
  };
}
