import { webDatabases } from "#lib/platform/db.ts";
import { bareRow } from "../_parts/bare-rows.bench.ts";

/** One row of the database under the layout that every page has. */
export default async function Page() {
  return <main>{await bareRow(webDatabases().app)}</main>;
}
