import { randomUUID } from "node:crypto";
import type { BenchBook } from "../../../app/_commands/bench.ts";
import { openOwner } from "./readers.ts";

/** One side of an open conversation: who, and with which session. */
export type Speaker = { kind: "citizen" | "staff"; id: string; token: string };
export type OpenConversation = { caseId: string; person: Speaker; doctor: Speaker };

const FACILITY = "CHAT";
const DOCTORS = 50;

/** `many` cases that doctors read, each with a person and a doctor who are signed in. */
export async function openConversations(book: BenchBook, many: number): Promise<OpenConversation[]> {
  const owner = openOwner(book);
  const run = randomUUID();
  try {
    await owner`insert into app.facilities (facility_code, name) values (${FACILITY}, 'Trung tâm đo') on conflict do nothing`;
    const staff = await owner<{ staff_id: string }[]>`
      insert into app.staff (staff_id, subject, username, name, role, facility_code, profession, practice_licence)
      select gen_random_uuid(), ${run} || n, ${run} || n, 'BS. Đo', 'clinic', ${FACILITY}, 'doctor', '000001/TEST' from generate_series(1, ${DOCTORS}::int) n returning staff_id`;
    const open = Array.from({ length: many }, (_, at) => ({
      caseId: randomUUID(),
      person: { kind: "citizen" as const, id: randomUUID(), token: `${run}-${"y".repeat(20)}-${at}` },
      doctor: {
        kind: "staff" as const,
        id: staff[at % DOCTORS]?.staff_id ?? "",
        token: `${run}-${"x".repeat(20)}-${at}`,
      },
    }));
    const column = (of: (one: OpenConversation) => string) => open.map(of);
    await owner`insert into app.identities (citizen_id, subject, name, birth_date, sex, assurance)
      select id, 'bench ' || id, 'Nguyễn Thị Bình Sơn', '1980', 'female', 2 from unnest(${column(({ person }) => person.id)}::uuid[]) id`;
    await owner`insert into app.sessions (token_hash, realm, subject_id, assurance, ends_at, lasts_until)
      select app.hash_of(token), 'citizen', id, 2, now() + interval '30 minutes', now() + interval '8 hours'
      from unnest(${column(({ person }) => person.id)}::uuid[], ${column(({ person }) => person.token)}::text[]) as one(id, token)`;
    await owner`insert into app.sessions (token_hash, realm, subject_id, ends_at, lasts_until)
      select app.hash_of(token), 'staff', id, now() + interval '30 minutes', now() + interval '8 hours'
      from unnest(${column(({ doctor }) => doctor.id)}::uuid[], ${column(({ doctor }) => doctor.token)}::text[]) as one(id, token)`;
    await owner`
      insert into app.teleconsult_cases (citizen_id, case_id, code, citizen_name, asked_by, facility_code, level, way, status, trouble, severity,
        sent_at, promised_at, claimed_by, claimed_by_name, claimed_at, claim_until)
      select citizen, case_id, left(replace(case_id::text, '-', ''), 12), 'Nguyễn Thị Bình Sơn', citizen, ${FACILITY}, 'basic', 'written', 'reading', 'Đau bụng', 'mild',
        now(), now() + interval '2 hours', doctor, 'BS. Đo', now(), now() + interval '30 minutes'
      from unnest(${column(({ person }) => person.id)}::uuid[], ${column(({ caseId }) => caseId)}::uuid[], ${column(({ doctor }) => doctor.id)}::uuid[])
        as one(citizen, case_id, doctor)`;
    await owner`vacuum analyze app.identities, app.sessions, app.teleconsult_cases, app.staff`;
    return open;
  } finally {
    await owner.end();
  }
}
