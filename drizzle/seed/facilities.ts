import postgres from "postgres";
import facilities from "./facilities.json" with { type: "json" };

/** Names the facilities of the sample claims, in sample mode only. A name that somebody has entered since stays. */
export async function nameSampleFacilities(ownerUrl: string): Promise<void> {
  const sql = postgres(ownerUrl, { max: 1, onnotice: () => {} });
  try {
    for (const { facilityCode, name, wardCode } of facilities) {
      await sql`
        insert into app.facilities (facility_code, name, ward_code) values (${facilityCode}, ${name}, ${wardCode})
        on conflict (facility_code) do nothing`;
    }
  } finally {
    await sql.end();
  }
}
