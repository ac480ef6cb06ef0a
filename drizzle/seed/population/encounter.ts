import type { DayNumber, Minute } from "./calendar.ts";
import type { Medicine } from "./medicines.data.ts";
import type { Person } from "./people.ts";
import type { Facility } from "./places.data.ts";
import type { Service } from "./services.data.ts";

/** A medicine of a visit. */
export type MedicineLine = {
  medicine: Medicine;
  quantity: number;
  doseText: string;
  orderedAt: Minute;
  department: string;
};

/** A service of a visit. */
export type ServiceLine = {
  service: Service;
  quantity: number;
  orderedAt: Minute;
  doneAt: Minute;
  endedAt: Minute;
  department: string;
  bed?: string;
};

/** A supply of a stay. */
export type SupplyLine = {
  code: string;
  name: string;
  unit: string;
  price: number;
  quantity: number;
  orderedAt: Minute;
  department: string;
};

/** A result: a figure, or what an image shows. */
export type Result = {
  serviceCode: string;
  code: string;
  name: string;
  value: string;
  unit: string;
  description: string;
  conclusion: string;
  at: Minute;
};

/** A note of a stay. */
export type Note = { text: string; at: Minute; operation?: string; stage?: string };

/** A child that was born in this stay. */
export type Birth = {
  child: Person;
  order: number;
  weight: number;
  caesarean: boolean;
  attendant: string;
  living: number;
  early: boolean;
};

/** One visit, before it is put in official names. */
export type Encounter = {
  person: Person;
  facility: Facility;
  /** Set when it is the newborn's own: until it has a name it goes by its mother's. */
  underMother: { mother: Person; order: number | null } | null;
  /** MA_LOAI_KCB, MA_DOITUONG_KCB. */
  careKind: string;
  category: string;
  arrivedAt: Minute;
  admittedAt: Minute | null;
  /** For chronic care the end of the last day covered by the medicines. */
  endedAt: Minute;
  paidAt: Minute;
  days: number;
  reason: string;
  admissionReason: string | null;
  provisional: string;
  main: string;
  accompanying: string[];
  treatment: string;
  outcome: string;
  discharge: string;
  note: string | null;
  departments: string[];
  weightKg: number;
  childWeights: number[];
  medicines: MedicineLine[];
  services: ServiceLine[];
  supplies: SupplyLine[];
  results: Result[];
  notes: Note[];
  births: Birth[];
  nextVisitOn: DayNumber | null;
  /** Slip that the patient brought, and whom it was from. */
  slip: { number: string; from: Facility } | null;
  referredTo: Facility | null;
  /** Nghỉ việc: days off that a sick leave or a pregnancy rest gives. */
  daysOff: number;
  restForPregnancy: boolean;
  injury: string | null;
  care: { of: "hiv" | "tuberculosis"; since: DayNumber } | null;
  /** Place of the doctor among those of the facility. */
  doctor: number;
};
