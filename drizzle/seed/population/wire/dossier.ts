import { nameOfCondition } from "../../../../lib/catalogue/index.ts";
import { type Bill, billOf } from "../bill.ts";
import type { Encounter } from "../encounter.ts";
import type { Mistake } from "../mistakes.ts";
import type { Person } from "../people.ts";
import type { Fields, WirePart } from "./elements.ts";
import type { Generation } from "./generation.ts";
import { identityOf } from "./identity.ts";
import { medicineRows, noteRows, resultRows, serviceRows } from "./lines.ts";
import { paperParts } from "./papers.ts";
import { headOf, licenceOf } from "./staff.ts";
import { summaryRow } from "./summary.ts";

/** Numbers that the facility gives a visit and its patient. */
export type Refs = { claimRef: string; patientRef: string; recordRef: string };

/** How one sending of a visit differs from the truth. */
export type Sending = { mistake: Mistake | null; other: Person | null; corrected: boolean };

/** A visit about to be written: what all its parts share. */
export type Draft = {
  encounter: Encounter;
  bill: Bill;
  refs: Refs;
  generation: Generation;
  identity: Fields;
  main: string;
  /** Names of main and accompanying illnesses. */
  diagnosis: string;
  doctor: string;
  head: string;
};

/** The lists know codes without their dot. */
const named = (code: string) => nameOfCondition(code) ?? code;

/** QĐ 4210 knows the prices of the insurance only, and nothing that it does not pay. */
function insuredOf(encounter: Encounter): Encounter {
  return {
    ...encounter,
    medicines: encounter.medicines.filter(({ medicine }) => !medicine.outOfScope),
    services: encounter.services.map((line) => ({
      ...line,
      service: { ...line.service, ownPrice: line.service.price },
    })),
  };
}

export function draftOf(visit: Encounter, refs: Refs, generation: Generation, sending: Sending): Draft {
  const encounter = generation === "4210" ? insuredOf(visit) : visit;
  const bill = billOf(encounter);
  return {
    ...{ encounter, bill, refs, generation },
    identity: identityOf(encounter, bill, sending.mistake, sending.other),
    main: sending.mistake === "unknown-code" ? `${encounter.main.slice(0, 3)}.99` : encounter.main,
    diagnosis: [encounter.main, ...encounter.accompanying].map(named).join("; "),
    doctor: licenceOf(encounter.facility, encounter.doctor, generation),
    head: headOf(encounter.facility, generation),
  };
}

const part = (kind: string, rows: Fields[]): WirePart[] => (rows.length > 0 ? [{ kind, rows }] : []);

/** Một hồ sơ: the parts of a visit as its facility sends them. */
export function partsOf(
  encounter: Encounter,
  refs: Refs,
  generation: Generation,
  sending: Sending,
): WirePart[] {
  const draft = draftOf(encounter, refs, generation, sending);
  return [
    { kind: "XML1", rows: [summaryRow(draft, sending)] },
    ...part("XML2", medicineRows(draft)),
    ...part("XML3", serviceRows(draft)),
    ...part("XML4", resultRows(draft)),
    ...part("XML5", encounter.careKind === "03" ? noteRows(draft) : []),
    ...(generation === "4210" ? [] : paperParts(draft)),
  ];
}

/** Gửi bổ sung: results alone, sent again with a word more. */
export function resultsAgain(encounter: Encounter, refs: Refs, generation: Generation): WirePart[] {
  const draft = draftOf(encounter, refs, generation, { mistake: null, other: null, corrected: false });
  const rows = resultRows(draft).map((row, i) =>
    i === 0 ? { ...row, MO_TA: `${row.MO_TA ?? ""} Đã kiểm tra lại.`.trim() } : row,
  );
  return [{ kind: "XML4", rows }];
}
