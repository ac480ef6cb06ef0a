import type { DayNumber, Minute } from "./calendar.ts";
import type { Chronic } from "./chronic.data.ts";
import type { EthnicGroup, Sex } from "./names.ts";
import type { Facility, Ward } from "./places.data.ts";

/** Why somebody is insured: what later decides the group of the card. */
export type Standing = {
  /** Hộ nghèo, cận nghèo. */
  household: "poor" | "near-poor" | "other";
  /** Đối tượng that holds for grown-ups. */
  group: "DN" | "HC" | "SV" | "GD" | "HT" | "CC" | "CK" | "CB" | "BT" | "none";
  /** Shows a card of ten digits only. */
  shortCard: boolean;
};

/** An invented person. */
export type Person = {
  /** Place in the population, from 0: what makes their numbers their own. */
  index: number;
  name: string;
  sex: Sex;
  bornOn: DayNumber;
  /** Known to the minute for those born in the years that are told. */
  bornAt: Minute | null;
  /** Of whom facilities know the year of birth only. */
  yearOnly: boolean;
  ethnicGroup: EthnicGroup;
  personalId: string | null;
  /** From when facilities can know the personal id: a child's is given with its birth certificate. */
  numberedFrom: DayNumber;
  /** Mã số BHXH. */
  insuranceNumber: string;
  standing: Standing;
  occupation: string;
  ward: Ward;
  address: string;
  phone: string | null;
  bloodGroup: string | null;
  registered: Facility;
  chronic: Chronic[];
  mother: Person | null;
  father: Person | null;
  /** Set when a visit ended in death or in being taken home to die. */
  diedOn: DayNumber | null;
  /** The last file period in which a claim under their own number was sent, -1 before the first. */
  toldIn: number;
};
