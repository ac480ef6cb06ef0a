import type { StaffPerson } from "#lib/gateways/staff-issuer/index.ts";
import type { VneidPerson } from "#lib/gateways/vneid/index.ts";
import type { Database } from "#lib/platform/db.ts";

/**
 * Đón người dân: finds or makes the citizen of a personal id and keeps what VNeID says today. Safe to repeat; nothing
 * the warehouse knows is changed. Answers the citizen id.
 */
export async function meetCitizen(
  o: { app: Database; warehouse: Database },
  person: Omit<VneidPerson, "authenticatedAt">,
): Promise<string> {
  const [row] = await o.warehouse.$client<{ citizen_id: string }[]>`
    select warehouse.register_citizen(${person.personalId}, ${person.name}, ${person.birthDate}, ${person.sex}) as citizen_id`;
  if (!row) throw new Error("register_citizen answered nothing");
  await o.app.$client`
    select app.meet_citizen(${row.citizen_id}::uuid, ${person.subject}, ${person.name}, ${person.birthDate}, ${person.sex}, ${person.assurance}, ${person.personalId})`;
  return row.citizen_id;
}

/** Đón nhân viên: finds or makes the member of staff, and keeps what their licence says today. Answers the staff id. */
export async function meetStaff(app: Database, person: StaffPerson): Promise<string> {
  const [row] = await app.$client<{ staff_id: string }[]>`
    select app.meet_staff(${person.subject}, ${person.username}, ${person.name}, ${person.title}, ${person.role}, ${person.facilityCode},
      ${person.profession}, ${person.practiceLicence}) as staff_id`;
  if (!row) throw new Error("meet_staff answered nothing");
  return row.staff_id;
}
