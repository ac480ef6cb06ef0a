import { getTableName, sql } from "drizzle-orm";
import {
  type AnyPgColumn,
  boolean,
  check,
  date,
  foreignKey,
  index,
  integer,
  jsonb,
  numeric,
  primaryKey,
  text,
  timestamp,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import { citizens } from "#lib/identity/tables.ts";
import { warehouse } from "#lib/platform/schemas.ts";

const moment = (name: string) => timestamp(name, { withTimezone: true });
/** đồng with two decimals, as claims carry them. */
const vnd = (name: string) => numeric(name, { precision: 17, scale: 2, mode: "number" });
const key = () => ({
  citizenId: uuid("citizen_id").notNull(),
  encounterId: uuid("encounter_id").notNull(),
  /** Place in the claim: STT, else the order in which the lines came. */
  line: integer("line").notNull(),
  /** Whether its visit is private. The foreign key holds it to the visit's own. */
  private: boolean("private").notNull(),
});

/** Lượt khám, chữa bệnh: one visit or stay at one facility, as its claim tells it. */
export const encounters = warehouse.table(
  "encounters",
  {
    citizenId: uuid("citizen_id")
      .notNull()
      .references(() => citizens.citizenId),
    encounterId: uuid("encounter_id").notNull(),
    facilityCode: text("facility_code").notNull(),
    /** MA_LK; unique within the facility only. */
    encounterRef: text("encounter_ref").notNull(),
    /** Form of care, two digits (MA_LOAI_KCB). */
    careKind: text("care_kind"),
    /** Patient category (MA_DOITUONG_KCB). */
    patientCategory: text("patient_category"),
    arrivedAt: moment("arrived_at").notNull(),
    admittedAt: moment("admitted_at"),
    /** NGAY_RA: the end; for long-term medicines the last day they cover. */
    endedAt: moment("ended_at"),
    treatmentDays: integer("treatment_days"),
    reason: text("reason"),
    admissionReason: text("admission_reason"),
    /** CHAN_DOAN_VAO: text only, never a condition. */
    provisionalDiagnosis: text("provisional_diagnosis"),
    finalDiagnosis: text("final_diagnosis"),
    treatment: text("treatment"),
    doctorNote: text("doctor_note"),
    /** KET_QUA_DTRI 1–8. */
    outcome: text("outcome"),
    /** MA_LOAI_RV 1–5. */
    dischargeKind: text("discharge_kind"),
    departmentCodes: text("department_codes").array().notNull().default(sql`'{}'`),
    weightKg: numeric("weight_kg", { precision: 6, scale: 2, mode: "number" }),
    /** NGAY_TAI_KHAM. */
    nextVisitOn: date("next_visit_on").array().notNull().default(sql`'{}'`),
    referredFrom: text("referred_from"),
    referredTo: text("referred_to"),
    /** T_TONGCHI_BV; a QĐ 4210 file has no such sum. */
    totalVnd: vnd("total_vnd"),
    insuredTotalVnd: vnd("insured_total_vnd"),
    insurancePaysVnd: vnd("insurance_pays_vnd"),
    copaymentVnd: vnd("copayment_vnd"),
    selfPayVnd: vnd("self_pay_vnd"),
    otherSourcesVnd: vnd("other_sources_vnd"),
    paidAt: moment("paid_at"),
    /** `4210`, `130`, `4750`, `3176`, `checkin`, or `teleconsult`: what a doctor answered from afar in this book. */
    format: text("format").notNull(),
    fileId: uuid("file_id").notNull(),
    /** NGAYLAP of the file that stands. */
    madeOn: date("made_on"),
    receivedAt: moment("received_at").notNull(),
    /** What a search looks through: reason and diagnoses in small letters without marks. */
    searchText: text("search_text").generatedAlwaysAs(
      sql`warehouse.plain(left(coalesce(reason, '') || ' ' || coalesce(admission_reason, '') || ' ' || coalesce(final_diagnosis, '') || ' ' || coalesce(provisional_diagnosis, ''), 2000))`,
    ),
    /** Why it is closed until its owner opens it (`privacy-rules.ts`); whoever files decides, else it stays closed. */
    privateBecause: text("private_because").array().notNull().default(sql`'{undecided}'`),
    private: boolean("private").notNull().generatedAlwaysAs(sql`cardinality(private_because) > 0`),
  },
  (t) => [
    primaryKey({ columns: [t.citizenId, t.encounterId] }),
    unique("encounters_with_privacy").on(t.citizenId, t.encounterId, t.private),
    index("encounters_received").on(t.citizenId, t.receivedAt.desc().nullsLast()),
    index("encounters_private").on(t.citizenId, t.arrivedAt.desc()).where(sql`${t.private}`),
    // Read backwards for the latest first. `private` stands in it so that counting need not leave the index.
    index("encounters_recent").on(t.citizenId, t.arrivedAt, t.encounterId, t.private),
    index("encounters_of_facility").on(t.citizenId, t.facilityCode, t.arrivedAt, t.encounterId),
    index("encounters_of_kind").on(t.citizenId, t.careKind, t.arrivedAt, t.encounterId),
    check("encounters_format", sql`${t.format} in ('4210', '130', '4750', '3176', 'checkin', 'teleconsult')`),
  ],
);

/** A line belongs to its visit and is private when its visit is: a visit that is marked anew takes its lines along. */
const ofEncounter = (t: { citizenId: AnyPgColumn; encounterId: AnyPgColumn; private: AnyPgColumn }) =>
  foreignKey({
    name: `${getTableName(t.citizenId.table)}_of_encounter`,
    columns: [t.citizenId, t.encounterId, t.private],
    foreignColumns: [encounters.citizenId, encounters.encounterId, encounters.private],
  })
    .onDelete("cascade")
    .onUpdate("cascade");

/** Chẩn đoán: a coded diagnosis of a visit. */
export const conditions = warehouse.table(
  "conditions",
  {
    ...key(),
    /** `main` (MA_BENH_CHINH) or `accompanying` (MA_BENH_KT). */
    role: text("role").notNull(),
    /** ICD-10 as sent, without dagger or asterisk. */
    code: text("code").notNull(),
    /** The code without dot, by which visits are gathered. */
    bareCode: text("bare_code").generatedAlwaysAs(
      sql`left(upper(regexp_replace(code, '[^A-Za-z0-9]', '', 'g')), 12)`,
    ),
    /** When the visit began: the database copies it from the visit, so that one condition is read in order of time. */
    arrivedAt: moment("arrived_at"),
  },
  (t) => [
    primaryKey({ columns: [t.citizenId, t.encounterId, t.line] }),
    ofEncounter(t),
    index("conditions_of_code").on(
      t.citizenId,
      t.bareCode,
      t.arrivedAt.desc().nullsLast(),
      t.encounterId.desc().nullsLast(),
      t.private,
    ),
    check("conditions_role", sql`${t.role} in ('main', 'accompanying')`),
  ],
);

const amounts = () => ({
  unit: text("unit"),
  quantity: numeric("quantity", { precision: 15, scale: 3, mode: "number" }),
  totalVnd: vnd("total_vnd"),
  insuredTotalVnd: vnd("insured_total_vnd"),
  insurancePaysVnd: vnd("insurance_pays_vnd"),
  copaymentVnd: vnd("copayment_vnd"),
  selfPayVnd: vnd("self_pay_vnd"),
  /** MA_NHOM. */
  costGroup: text("cost_group"),
  orderedAt: moment("ordered_at"),
  departmentCode: text("department_code"),
  /** Licence numbers, `;` between, as sent. */
  practitionerRef: text("practitioner_ref"),
});

/** Thuốc: one line of medicine of a visit (XML2). */
export const medicines = warehouse.table(
  "medicines",
  {
    ...key(),
    code: text("code"),
    name: text("name").notNull(),
    strength: text("strength"),
    form: text("form"),
    route: text("route"),
    /** LIEU_DUNG as sent. */
    doseText: text("dose_text"),
    /** CACH_DUNG as sent. */
    instructions: text("instructions"),
    givenAt: moment("given_at"),
    unitPriceVnd: numeric("unit_price_vnd", { precision: 18, scale: 3, mode: "number" }),
    ...amounts(),
    /** What it is gathered by: its code (hoạt chất), else its name. */
    substance: text("substance").generatedAlwaysAs(sql`left(coalesce(code, name), 120)`),
    /** As much of the name as an index holds. */
    shortName: text("short_name").generatedAlwaysAs(sql`left(name, 120)`),
  },
  (t) => [
    primaryKey({ columns: [t.citizenId, t.encounterId, t.line] }),
    ofEncounter(t),
    index("medicines_recent").on(t.citizenId, t.orderedAt.desc().nullsLast()),
    index("medicines_of_substance").on(t.citizenId, t.substance, t.orderedAt.desc().nullsLast()),
    index("medicines_of_name").on(t.citizenId, t.shortName, t.encounterId),
  ],
);

/** Dịch vụ kỹ thuật và vật tư: one line of service or supply of a visit (XML3). */
export const services = warehouse.table(
  "services",
  {
    ...key(),
    /** `service` or `supply`. */
    kind: text("kind").notNull(),
    code: text("code"),
    name: text("name").notNull(),
    performedAt: moment("performed_at"),
    resultAt: moment("result_at"),
    performerRef: text("performer_ref"),
    /** MA_MAY: the machines it was done with, as sent. */
    machineCode: text("machine_code"),
    unitPriceVnd: numeric("unit_price_vnd", { precision: 18, scale: 3, mode: "number" }),
    ...amounts(),
    /** As much of the name as an index holds. */
    shortName: text("short_name").generatedAlwaysAs(sql`left(name, 120)`),
  },
  (t) => [
    primaryKey({ columns: [t.citizenId, t.encounterId, t.line] }),
    ofEncounter(t),
    index("services_of_name").on(t.citizenId, t.shortName, t.encounterId),
    check("services_kind", sql`${t.kind} in ('service', 'supply')`),
  ],
);

/** Kết quả cận lâm sàng: one value or reading of a visit (XML4). */
export const results = warehouse.table(
  "results",
  {
    ...key(),
    /** The service it belongs to (MA_DICH_VU). */
    serviceCode: text("service_code"),
    code: text("code"),
    name: text("name"),
    /** GIA_TRI as sent: a number or words. */
    valueText: text("value_text"),
    unit: text("unit"),
    description: text("description"),
    conclusion: text("conclusion"),
    resultAt: moment("result_at"),
    /** Licence number of whoever read it. */
    readerRef: text("reader_ref"),
    /** MA_MAY, which only QĐ 4210 has here; later decisions have it with the service. */
    machineCode: text("machine_code"),
    /** Which test it is of: its code, else the service and the name it came under. */
    test: text("test").generatedAlwaysAs(
      sql`left(coalesce(code, nullif(coalesce(service_code || ' ', '') || coalesce(name, ''), ''), '-'), 120)`,
    ),
  },
  (t) => [
    primaryKey({ columns: [t.citizenId, t.encounterId, t.line] }),
    ofEncounter(t),
    index("results_of_test").on(t.citizenId, t.test, t.resultAt.desc().nullsLast()),
  ],
);

/** Diễn biến lâm sàng: one note of those who cared for a person during a visit (XML5). */
export const notes = warehouse.table(
  "notes",
  {
    ...key(),
    notedAt: moment("noted_at"),
    /** DIEN_BIEN_LS as sent; vital signs stand in it as `CSST<…>`. */
    course: text("course"),
    stage: text("stage"),
    consultation: text("consultation"),
    operation: text("operation"),
    authorRef: text("author_ref"),
  },
  (t) => [primaryKey({ columns: [t.citizenId, t.encounterId, t.line] }), ofEncounter(t)],
);

/** Giấy tờ của lượt khám: a paper that a visit gave (XML7–11, 13, 14), and the sensitive HIV and TB care (XML6, XML15). */
export const papers = warehouse.table(
  "papers",
  {
    ...key(),
    kind: text("kind").notNull(),
    number: text("number"),
    issuedOn: date("issued_on"),
    diagnosis: text("diagnosis"),
    /** First and last day of the rest, leave or treatment that the paper grants or tells of. */
    fromOn: date("from_on"),
    toOn: date("to_on"),
    days: integer("days"),
    /** When to come again (NGAY_HEN_KL). */
    followUpOn: date("follow_up_on"),
    /** Where a referral leads. */
    destinationFacility: text("destination_facility"),
    /** Everything else the paper says, by our words, as sent. */
    details: jsonb("details").$type<Record<string, string>>().notNull().default({}),
  },
  (t) => [
    primaryKey({ columns: [t.citizenId, t.encounterId, t.kind, t.line] }),
    ofEncounter(t),
    index("papers_recent").on(t.citizenId, t.issuedOn.desc().nullsLast()),
    check(
      "papers_kind",
      sql`${t.kind} in ('discharge-paper', 'record-summary', 'birth-attestation', 'pregnancy-rest', 'sick-leave', 'referral', 'follow-up', 'hiv-care', 'tb-care')`,
    ),
  ],
);

/** Lượt khám đổi sổ: a line in both books when a facility corrects whose visit it was. */
export const moves = warehouse.table(
  "moves",
  {
    citizenId: uuid("citizen_id")
      .notNull()
      .references(() => citizens.citizenId),
    movedAt: moment("moved_at").notNull().default(sql`now()`),
    encounterId: uuid("encounter_id").notNull(),
    /** `left` this book, or `entered` it. */
    direction: text("direction").notNull(),
    facilityCode: text("facility_code").notNull(),
    arrivedAt: moment("arrived_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.citizenId, t.movedAt, t.encounterId] }),
    check("moves_direction", sql`${t.direction} in ('left', 'entered')`),
  ],
);

/** Lượt đánh dấu lại theo danh mục riêng tư: how far the visits filed before a list have been marked by it. */
export const privacyMarkings = warehouse.table("privacy_markings", {
  /** The list, by the hash of its rows. */
  list: text("list").primaryKey(),
  beganAt: moment("began_at").notNull().defaultNow(),
  /** The last visit that was looked at. */
  afterCitizen: uuid("after_citizen"),
  afterEncounter: uuid("after_encounter"),
  changed: integer("changed").notNull().default(0),
  endedAt: moment("ended_at"),
});
