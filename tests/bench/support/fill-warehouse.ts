import postgres, { type Sql } from "postgres";
import type { OwnWarehouse } from "./own-warehouse.ts";

/** Every citizen has as many visits, however many citizens there are. */
export const PER_CITIZEN = 30;

/** The number of the citizen at a place. */
export const personalIdOf = (place: number) => `051${String(place).padStart(9, "0")}`;

const citizen = (place: string) => `md5('citizen ' || (${place}))::uuid`;
const encounter = (place: string) => `md5('encounter ' || (${place}))::uuid`;

/** Tables in the order in which they are filled: what a row is made of, `i` counting. Visits come in as time goes by. */
function statementsFor(
  encounters: number,
): { table: string; columns: string; values: string; rows: number }[] {
  const citizens = Math.floor(encounters / PER_CITIZEN);
  const own = `${citizen(`i % ${citizens}`)}, ${encounter("i")}`;
  const when = "timestamptz '2020-01-01' + i * interval '1 minute'";
  const lines = encounters;
  return [
    {
      ...{ table: "citizens", rows: citizens },
      columns: "citizen_id, name, birth_date, sex, details_from, details_as_of",
      values: `${citizen("i")}, 'Người Thử Nghiệm ' || i, '1980', 'female', '51000', now()`,
    },
    {
      ...{ table: "identifiers", rows: citizens },
      columns: "kind, value, citizen_id, seen_from",
      values: `'personal-id', '051' || lpad(i::text, 9, '0'), ${citizen("i")}, '51000'`,
    },
    {
      ...{ table: "encounters", rows: encounters },
      columns:
        "citizen_id, encounter_id, facility_code, encounter_ref, care_kind, arrived_at, ended_at, reason, provisional_diagnosis, final_diagnosis, outcome, total_vnd, insurance_pays_vnd, copayment_vnd, paid_at, format, file_id, made_on, received_at, private_because",
      values: `${own}, '51' || lpad((i % 40)::text, 3, '0'), 'HS' || i, '01', ${when}, ${when}, 'Ho, đau họng ba ngày', 'Theo dõi viêm họng', 'Viêm họng cấp', '2', 185000, 148000, 37000, ${when}, '3176', ${encounter("0")}, '2026-01-01', ${when}, '{}'`,
    },
    {
      ...{ table: "conditions", rows: lines },
      columns: "citizen_id, encounter_id, line, role, code, arrived_at, private",
      values: `${own}, 1, 'main', 'J02.9', ${when}, false`,
    },
    {
      ...{ table: "medicines", rows: lines },
      columns:
        "citizen_id, encounter_id, line, code, name, strength, dose_text, instructions, unit, quantity, total_vnd, cost_group, ordered_at, private",
      values: `${own}, 1, '40.48', 'Paracetamol', '500mg', '1 viên/lần * 2 lần/ngày * 5 ngày', 'Uống sau ăn', 'Viên', 10, 4800, '4', ${when}, false`,
    },
    {
      ...{ table: "services", rows: lines },
      columns:
        "citizen_id, encounter_id, line, kind, code, name, unit, quantity, total_vnd, cost_group, ordered_at, private",
      values: `${own}, 1, 'service', '02.1896', 'Khám Nội', 'Lần', 1, 36500, '13', ${when}, false`,
    },
    {
      ...{ table: "results", rows: lines },
      columns:
        "citizen_id, encounter_id, line, service_code, code, name, value_text, unit, result_at, private",
      values: `${own}, 1, '23.0075.1494', 'GLU', 'Glucose', '5.6', 'mmol/L', ${when}, false`,
    },
  ];
}

/** Fills one table; its indexes are made afterwards, which takes a fraction of the time. */
async function fill(sql: Sql, { table, columns, values, rows }: ReturnType<typeof statementsFor>[number]) {
  const indexes = await sql<{ name: string; definition: string }[]>`
    select c.relname as name, pg_get_indexdef(i.indexrelid) as definition
    from pg_index i join pg_class c on c.oid = i.indexrelid
    where i.indrelid = ${`warehouse.${table}`}::regclass
      and not exists (select from pg_constraint k where k.conindid = i.indexrelid)`;
  for (const { name } of indexes) await sql.unsafe(`drop index warehouse."${name}"`);
  await sql.unsafe(
    `insert into warehouse.${table} (${columns}) select ${values} from generate_series(0, ${rows - 1}) as i`,
  );
  for (const { definition } of indexes) await sql.unsafe(definition);
  await sql.unsafe(`vacuum analyze warehouse.${table}`);
}

/** Makes an invented warehouse of so many encounters inside the database. */
export async function fillWarehouse(warehouse: OwnWarehouse, encounters: number): Promise<{ disk: string }> {
  // Nobody but this session: no trigger, no foreign key, no policy, and nothing to lose in a crash.
  const sql = postgres(warehouse.superuserUrl, { max: 1, onnotice: () => {} });
  try {
    await sql.unsafe(
      "set session_replication_role = replica; set synchronous_commit = off; set maintenance_work_mem = '512MB'",
    );
    for (const statement of statementsFor(encounters)) await fill(sql, statement);
    const [size] = await sql<{ disk: string }[]>`
      select pg_size_pretty(pg_database_size(current_database())) as disk`;
    return { disk: size?.disk ?? "" };
  } finally {
    await sql.end();
  }
}
