import { createHash } from "node:crypto";
import postgres from "postgres";
import facilities from "./facilities.json" with { type: "json" };

/** Names the facilities of the sample claims, each with an account for transfers, in sample mode only. A name that somebody has entered since stays. */
export async function nameSampleFacilities(ownerUrl: string): Promise<void> {
  const sql = postgres(ownerUrl, { max: 1, onnotice: () => {} });
  try {
    for (const { facilityCode, name, level, wardCode } of facilities) {
      await sql`
        insert into app.facilities (facility_code, name, level, ward_code) values (${facilityCode}, ${name}, ${level}, ${wardCode})
        on conflict (facility_code) do nothing`;
      // No bank has this number: whoever scans the code with a real app can send nothing.
      await sql`
        insert into app.facility_accounts (account_id, facility_code, bank_bin, account_number, account_name,
          named_by, named_by_name, confirmed_by, confirmed_by_name, confirmed_at)
        select gen_random_uuid(), ${facilityCode}, '999999', ${`000${facilityCode}000`}, 'TAI KHOAN THU', gen_random_uuid(), 'Dữ liệu giả',
          gen_random_uuid(), 'Dữ liệu giả', clock_timestamp()
        where not exists (select from app.facility_accounts where facility_code = ${facilityCode})`;
    }
  } finally {
    await sql.end();
  }
}

/**
 * Lets the sample facilities send with these keys. A key that the authority has revoked since stays revoked. Answers
 * those that work.
 */
export async function keepSampleKeys(
  ownerUrl: string,
  keyFor: (facilityCode: string) => string,
): Promise<Record<string, string>> {
  const sql = postgres(ownerUrl, { max: 1, onnotice: () => {} });
  try {
    const working: Record<string, string> = {};
    for (const { facilityCode } of facilities) {
      const key = keyFor(facilityCode);
      const hash = createHash("sha256").update(key).digest();
      const living = await sql.begin(async (tx) => {
        const [made] = await tx<{ key_id: string }[]>`
          insert into app.facility_keys (facility_code, key_hash) values (${facilityCode}, ${hash})
          on conflict (key_hash) do nothing returning key_id`;
        if (made)
          await tx`
            insert into app.facility_log (facility_code, what, details)
            values (${facilityCode}, 'key-issued', jsonb_build_object('keyId', ${made.key_id}::bigint))`;
        return tx`select from app.facility_keys where key_hash = ${hash} and revoked_at is null`;
      });
      if (living.length > 0) working[facilityCode] = key;
    }
    return working;
  } finally {
    await sql.end();
  }
}
