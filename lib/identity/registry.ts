import { randomUUID } from "node:crypto";
import type { TransactionSql } from "postgres";
import { insertRows } from "#lib/platform/insert-rows.ts";
import { type Details, differences } from "./matching-rules.ts";
import { type StandingDetails, standingDetails, type Telling } from "./standing-details.ts";
import { citizens, identifiers, toldDetails } from "./tables.ts";

/** The person whom a visit's claim names. */
export type ClaimedPerson = Details & {
  /** Usable personal id of their own, else null. */
  personalId: string | null;
  /** For a newborn that goes under its parent's number: that number and the minute of birth, `yyyymmddHHMM`. */
  newborn: { parentId: string; bornAt: string } | null;
  socialInsuranceNumbers: string[];
  facilityCode: string;
  /** When the visit began. */
  seenAt: Date;
};

type Field = "name" | "birthDate";

/** Who it is, and on which field the claim contradicts what stands; or why nobody can be named. */
export type CitizenMatch =
  | { citizenId: string; differing: Field[] }
  | { held: "identity-mismatch"; fields: Field[] }
  | { held: "needs-matching"; candidates: number };

type Kind = "personal-id" | "newborn" | "social-insurance";
type Identifier = { kind: Kind; value: string };

type Known = {
  citizenId: string;
  /** What the registry says, where `settled`; else what it said before the tellings changed. */
  details: StandingDetails;
  settled: boolean;
  tellings: Map<string, Telling>;
  isNew: boolean;
  changed: boolean;
};

type CitizenRow = Details & { citizenId: string; detailsFrom: string; detailsAsOf: Date };
type TellingRow = Telling & { citizenId: string; encounterId: string };

const keyOf = ({ kind, value }: Identifier) => `${kind} ${value}`;

function identifiersOf(person: ClaimedPerson): Identifier[] {
  const cards = person.socialInsuranceNumbers.map((value) => ({ kind: "social-insurance" as const, value }));
  const { personalId, newborn } = person;
  if (personalId) return [{ kind: "personal-id", value: personalId }, ...cards];
  if (newborn) return [{ kind: "newborn", value: `${newborn.parentId} ${newborn.bornAt}` }, ...cards];
  return cards;
}

/**
 * Sổ định danh: the part of the registry that some claims touch, read and locked at once, matched in memory as the
 * claims are filed one after the other, and written at once.
 */
export class Registry {
  readonly #citizens = new Map<string, Known>();
  readonly #holders = new Map<string, Set<string>>();
  readonly #newIdentifiers: (Identifier & { citizenId: string; seenFrom: string })[] = [];
  readonly #newTellings: TellingRow[] = [];
  readonly #forgotten: { citizenId: string; encounterId: string }[] = [];

  /** Opens what these people and citizens need; others who bring the same numbers wait until the transaction ends. */
  static async open(
    tx: TransactionSql,
    people: readonly ClaimedPerson[],
    citizenIds: readonly string[],
  ): Promise<Registry> {
    const registry = new Registry();
    const wanted = [...new Map(people.flatMap(identifiersOf).map((one) => [keyOf(one), one])).values()];
    const locked = wanted.filter(({ kind }) => kind !== "social-insurance").map(keyOf);
    const values = (kind: Kind) => wanted.filter((one) => one.kind === kind).map(({ value }) => value);
    // Two statements in one trip: the second sees what was committed before the locks were given. The lock of a
    // personal id is that of warehouse.register_citizen: a sign-in may bring the number at the same moment.
    const [, found] = await Promise.all([
      tx`
        select pg_advisory_xact_lock(lock) from (
          select distinct hashtextextended(key, 0) as lock
          from json_array_elements_text(${JSON.stringify(locked)}::text::json) as key order by 1
        ) in_order`,
      tx<(Identifier & { citizenId: string })[]>`
        select i.kind, i.value, i.citizen_id as "citizenId"
        from json_to_recordset(${JSON.stringify(
          (["personal-id", "newborn", "social-insurance"] as const).flatMap((kind) =>
            values(kind).map((value) => ({ kind, value })),
          ),
        )}::text::json) as asked(kind text, value text)
        join warehouse.identifiers i on i.kind = asked.kind and i.value = asked.value`,
    ]);
    for (const { citizenId, ...identifier } of found) registry.#hold(identifier, citizenId);
    const newborns = found.filter(({ kind }) => kind === "newborn").map(({ citizenId }) => citizenId);
    await Promise.all([
      registry.#read(tx, [...new Set([...found.map(({ citizenId }) => citizenId), ...citizenIds])]),
      registry.#readCards(tx, newborns),
    ]);
    return registry;
  }

  /** All cards of some citizens: what tells twins apart. */
  async #readCards(tx: TransactionSql, ids: readonly string[]): Promise<void> {
    if (ids.length === 0) return;
    const cards = await tx<{ value: string; citizenId: string }[]>`
      select value, citizen_id as "citizenId" from warehouse.identifiers
      where kind = 'social-insurance'
        and citizen_id in (select json_array_elements_text(${JSON.stringify(ids)}::text::json)::uuid)`;
    for (const { value, citizenId } of cards) this.#hold({ kind: "social-insurance", value }, citizenId);
  }

  async #read(tx: TransactionSql, ids: readonly string[]): Promise<void> {
    if (ids.length === 0) return;
    const asked = JSON.stringify(ids);
    const [people, tellings] = await Promise.all([
      tx<CitizenRow[]>`
        select citizen_id as "citizenId", name, birth_date as "birthDate", sex, ward_code as "wardCode", address, phone,
          blood_group as "bloodGroup", details_from as "detailsFrom", details_as_of as "detailsAsOf"
        from warehouse.citizens
        where citizen_id in (select json_array_elements_text(${asked}::text::json)::uuid)
        order by citizen_id for no key update`,
      tx<TellingRow[]>`
        select citizen_id as "citizenId", encounter_id as "encounterId", name, birth_date as "birthDate", sex,
          ward_code as "wardCode", address, phone, blood_group as "bloodGroup", facility_code as "facilityCode",
          seen_at as "seenAt"
        from warehouse.told_details
        where citizen_id in (select json_array_elements_text(${asked}::text::json)::uuid)`,
    ]);
    for (const { citizenId, ...details } of people) {
      this.#citizens.set(citizenId, {
        citizenId,
        details,
        settled: true,
        tellings: new Map(),
        isNew: false,
        changed: false,
      });
    }
    for (const { citizenId, encounterId, ...telling } of tellings) {
      this.#citizens.get(citizenId)?.tellings.set(encounterId, telling);
    }
  }

  /**
   * Tìm người dân của một hồ sơ: a personal id or a newborn that nobody has registers its citizen; a known one must
   * agree on the name or the birth date; without one, card, name and birth date must point to one citizen.
   */
  match(person: ClaimedPerson): CitizenMatch {
    const [number] = identifiersOf(person);
    if (!number) return { held: "needs-matching", candidates: 0 };
    if (number.kind === "social-insurance") return this.#matchByCard(person);
    const [known] = this.#holdersOf(number);
    if (!known) return { citizenId: this.#register(person), differing: [] };
    if (number.kind === "newborn" && this.#isSibling(known, person)) {
      return { held: "needs-matching", candidates: 1 };
    }
    const fields = differences(settled(known), person);
    if (fields.length === 2) return { held: "identity-mismatch", fields };
    // What only a sign-in said is contradicted by nobody: it gives way to the first visit.
    return { citizenId: known.citizenId, differing: known.tellings.size === 0 ? [] : fields };
  }

  #matchByCard(person: ClaimedPerson): CitizenMatch {
    const holders = new Set(identifiersOf(person).flatMap((card) => this.#holdersOf(card)));
    const same = [...holders].filter((known) => differences(settled(known), person).length === 0);
    const [only] = same;
    return only && same.length === 1
      ? { citizenId: only.citizenId, differing: [] }
      : { held: "needs-matching", candidates: same.length };
  }

  /** Twins of one minute: another sex or another card tells that it is not the child that is known. */
  #isSibling(known: Known, person: ClaimedPerson): boolean {
    const sexes = [settled(known).sex, person.sex];
    if (!sexes.includes("undetermined") && sexes[0] !== sexes[1]) return true;
    const cards = person.socialInsuranceNumbers.map((value) => ({
      kind: "social-insurance" as const,
      value,
    }));
    const others = [...this.#holders].some(
      ([key, ids]) => key.startsWith("social-insurance ") && ids.has(known.citizenId),
    );
    return others && cards.length > 0 && !cards.some((card) => this.#holdersOf(card).includes(known));
  }

  /** Notes what a visit that is filed told of its citizen. */
  tell(citizenId: string, encounterId: string, person: ClaimedPerson): void {
    const known = this.#citizens.get(citizenId);
    if (!known) throw new Error("the registry lost a citizen");
    const { personalId: _, newborn: __, socialInsuranceNumbers: ___, ...telling } = person;
    known.tellings.set(encounterId, telling);
    this.#newTellings.push({ ...telling, citizenId, encounterId });
    unsettle(known);
    for (const identifier of identifiersOf(person)) {
      if (this.#holders.get(keyOf(identifier))?.has(citizenId)) continue;
      this.#hold(identifier, citizenId);
      this.#newIdentifiers.push({ ...identifier, citizenId, seenFrom: person.facilityCode });
    }
  }

  /** Forgets what a visit told, because another version of its claim takes its place. */
  forget(citizenId: string, encounterId: string): void {
    const known = this.#citizens.get(citizenId);
    if (!known?.tellings.has(encounterId)) return;
    // What the last visit told stays when it is gone.
    if (known.tellings.size === 1) settled(known);
    known.tellings.delete(encounterId);
    this.#forgotten.push({ citizenId, encounterId });
    unsettle(known);
  }

  #register(person: ClaimedPerson): string {
    const citizenId = randomUUID();
    const {
      personalId: _,
      newborn: __,
      socialInsuranceNumbers: ___,
      facilityCode,
      seenAt,
      ...details
    } = person;
    const standing = { ...details, detailsFrom: facilityCode, detailsAsOf: seenAt };
    this.#citizens.set(citizenId, {
      ...{ citizenId, details: standing, settled: true, tellings: new Map() },
      ...{ isNew: true, changed: true },
    });
    return citizenId;
  }

  #hold(identifier: Identifier, citizenId: string): void {
    const key = keyOf(identifier);
    const holders = this.#holders.get(key) ?? new Set();
    this.#holders.set(key, holders.add(citizenId));
  }

  #holdersOf(identifier: Identifier): Known[] {
    const ids = this.#holders.get(keyOf(identifier)) ?? [];
    return [...ids].flatMap((id) => this.#citizens.get(id) ?? []);
  }

  /** Writes who was registered, what changed about whom, and new numbers; before the visits, which refer to them. */
  writePeople(tx: TransactionSql): Promise<unknown>[] {
    const changed = [...this.#citizens.values()].filter((known) => known.changed);
    const rows = (isNew: boolean) =>
      changed
        .filter((known) => known.isNew === isNew)
        .map((known) => {
          const { name, birthDate, sex, wardCode, address, phone, bloodGroup, ...from } = settled(known);
          return {
            ...{ citizenId: known.citizenId, name, birthDate, sex, wardCode, address, phone, bloodGroup },
            ...{ detailsFrom: from.detailsFrom, detailsAsOf: from.detailsAsOf },
          };
        });
    const updated = rows(false);
    return [
      ...insertRows(tx, citizens, rows(true)),
      ...(updated.length === 0 ? [] : [updatePeople(tx, updated)]),
      ...insertRows(tx, identifiers, this.#newIdentifiers, "on conflict do nothing"),
      ...(this.#forgotten.length === 0 ? [] : [dropTellings(tx, this.#forgotten)]),
    ];
  }

  /** Writes what the visits told; after the visits. */
  writeTellings(tx: TransactionSql): Promise<unknown>[] {
    return insertRows(
      tx,
      toldDetails,
      this.#newTellings.map(
        ({
          citizenId,
          encounterId,
          name,
          birthDate,
          sex,
          wardCode,
          address,
          phone,
          bloodGroup,
          facilityCode,
          seenAt,
        }) => ({
          ...{ citizenId, encounterId, name, birthDate, sex, wardCode, address, phone, bloodGroup },
          ...{ facilityCode, seenAt },
        }),
      ),
    );
  }
}

/** Some visit told something, or takes back what it told. */
function unsettle(known: Known): void {
  if (known.tellings.size === 0) return;
  known.settled = false;
  known.changed = true;
}

/** What the registry says now: worked out when somebody asks, not at every visit. */
function settled(known: Known): StandingDetails {
  if (!known.settled) known.details = standingDetails([...known.tellings.values()]) ?? known.details;
  known.settled = true;
  return known.details;
}

function updatePeople(tx: TransactionSql, rows: readonly CitizenRow[]): Promise<unknown> {
  return tx`
    update warehouse.citizens c set name = r.name, birth_date = r."birthDate", sex = r.sex, ward_code = r."wardCode",
      address = r.address, phone = r.phone, blood_group = r."bloodGroup", details_from = r."detailsFrom",
      details_as_of = r."detailsAsOf"
    from json_to_recordset(${JSON.stringify(rows)}::text::json) as r("citizenId" uuid, name text, "birthDate" text,
      sex text, "wardCode" text, address text, phone text, "bloodGroup" text, "detailsFrom" text,
      "detailsAsOf" timestamptz)
    where c.citizen_id = r."citizenId"`.execute();
}

function dropTellings(
  tx: TransactionSql,
  tellings: readonly { citizenId: string; encounterId: string }[],
): Promise<unknown> {
  return tx`
    delete from warehouse.told_details t
    using json_to_recordset(${JSON.stringify(tellings)}::text::json) as r("citizenId" uuid, "encounterId" uuid)
    where t.citizen_id = r."citizenId" and t.encounter_id = r."encounterId"`.execute();
}
