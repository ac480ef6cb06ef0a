import { randomUUID } from "node:crypto";
import type { TransactionSql } from "postgres";
import { columns } from "#lib/platform/columns.ts";
import { type Details, differences, mergeDetails, type NamedPerson } from "./matching-rules.ts";

/** The person whom a visit's claim names. */
export type ClaimedPerson = Details & {
  /** Usable personal id, else null. */
  personalId: string | null;
  socialInsuranceNumbers: string[];
  facilityCode: string;
  /** When the visit began: the later visit's details stand. */
  seenAt: Date;
};

type Field = "name" | "birthDate";

/** Who it is, and on which field the claim contradicts what was told before; or why nobody can be named. */
export type CitizenMatch =
  | { citizenId: string; registered?: boolean; differing?: Field[] }
  | { held: "identity-mismatch"; fields: Field[] }
  | { held: "needs-matching"; candidates: number };

type Known = NamedPerson & { citizenId: string };

async function findByPersonalId(tx: TransactionSql, personalId: string): Promise<Known | undefined> {
  const [row] = await tx<Known[]>`
    select c.citizen_id as "citizenId", c.name, c.birth_date as "birthDate"
    from warehouse.identifiers i join warehouse.citizens c using (citizen_id)
    where i.kind = 'personal-id' and i.value = ${personalId}`;
  return row;
}

async function register(tx: TransactionSql, person: ClaimedPerson): Promise<string> {
  const { personalId: _, socialInsuranceNumbers: __, facilityCode, seenAt, ...details } = person;
  const citizenId = randomUUID();
  const citizen = columns({ citizenId, ...details, detailsFrom: facilityCode, detailsAsOf: seenAt });
  await tx`insert into warehouse.citizens ${tx(citizen)}`;
  return citizenId;
}

/**
 * The details that stand once this visit is known too. A claim that contradicts the name or the birth date changes none
 * of them: claim by claim it could otherwise turn a person into another. Answers where it contradicts.
 */
async function noteDetails(tx: TransactionSql, citizenId: string, person: ClaimedPerson): Promise<Field[]> {
  const [known] = await tx<(Details & { detailsFrom: string; detailsAsOf: Date })[]>`
    select name, birth_date as "birthDate", sex, ward_code as "wardCode", address, phone, blood_group as "bloodGroup",
      details_from as "detailsFrom", details_as_of as "detailsAsOf"
    from warehouse.citizens where citizen_id = ${citizenId} for no key update`;
  if (!known) throw new Error("the registry lost a citizen");
  const claimed: Details = person;
  const onlySignedIn = known.detailsFrom === "sign-in";
  const differing = onlySignedIn ? [] : differences(known, claimed);
  if (differing.length > 0) return differing;
  const stands = onlySignedIn || known.detailsAsOf <= person.seenAt;
  const merged = stands ? mergeDetails(claimed, known) : mergeDetails(known, claimed);
  // What only a sign-in said gives way entirely: from now on the registry says what the warehouse knows.
  const details = onlySignedIn ? claimed : merged;
  const { name, birthDate, sex, wardCode, address, phone, bloodGroup } = details;
  const row = columns({
    ...{ name, birthDate, sex, wardCode, address, phone, bloodGroup },
    detailsFrom: stands ? person.facilityCode : known.detailsFrom,
    detailsAsOf: stands ? person.seenAt : known.detailsAsOf,
  });
  await tx`update warehouse.citizens set ${tx(row)} where citizen_id = ${citizenId}`;
  return [];
}

async function noteIdentifiers(tx: TransactionSql, citizenId: string, person: ClaimedPerson): Promise<void> {
  const numbers = person.socialInsuranceNumbers.map((value) => ({ kind: "social-insurance", value }));
  const all = person.personalId ? [{ kind: "personal-id", value: person.personalId }, ...numbers] : numbers;
  if (all.length === 0) return;
  const rows = all.map((one) => columns({ ...one, citizenId, seenFrom: person.facilityCode }));
  await tx`insert into warehouse.identifiers ${tx(rows)} on conflict do nothing`;
}

async function matchByCard(tx: TransactionSql, person: ClaimedPerson): Promise<CitizenMatch> {
  const numbers = person.socialInsuranceNumbers;
  if (numbers.length === 0) return { held: "needs-matching", candidates: 0 };
  const holders = await tx<Known[]>`
    select distinct c.citizen_id as "citizenId", c.name, c.birth_date as "birthDate"
    from warehouse.identifiers i join warehouse.citizens c using (citizen_id)
    where i.kind = 'social-insurance' and i.value in ${tx(numbers)}`;
  const same = holders.filter((holder) => differences(holder, person).length === 0);
  const [only] = same;
  return only && same.length === 1
    ? { citizenId: only.citizenId }
    : { held: "needs-matching", candidates: same.length };
}

async function matchByPersonalId(
  tx: TransactionSql,
  person: ClaimedPerson,
  personalId: string,
): Promise<CitizenMatch> {
  let known = await findByPersonalId(tx, personalId);
  if (!known) {
    // The same lock as warehouse.register_citizen: a sign-in may bring this number at the same moment.
    const lock = tx`select pg_advisory_xact_lock(hashtextextended(${`personal-id ${personalId}`}, 0))`;
    [, known] = await Promise.all([lock, findByPersonalId(tx, personalId)]);
  }
  if (!known) return { citizenId: await register(tx, person), registered: true };
  const fields = differences(known, person);
  return fields.length === 2 ? { held: "identity-mismatch", fields } : { citizenId: known.citizenId };
}

/**
 * Tìm người dân của một hồ sơ: the citizen a claim is about. A personal id that nobody has registers its citizen; a
 * known one must agree on the name or the birth date; without one, card, name and birth date must point to one citizen.
 */
export async function matchCitizen(tx: TransactionSql, person: ClaimedPerson): Promise<CitizenMatch> {
  const match = person.personalId
    ? await matchByPersonalId(tx, person, person.personalId)
    : await matchByCard(tx, person);
  if (!("citizenId" in match)) return match;
  await noteIdentifiers(tx, match.citizenId, person);
  if (match.registered) return match;
  return { ...match, differing: await noteDetails(tx, match.citizenId, person) };
}
