import postgres, { type Sql } from "postgres";

/**
 * Opens the warehouse under the ingest role. Behind a pooler in transaction mode pass `pooled`: prepared statements
 * would hang there.
 */
export function openIngest(url: string, o: { pooled?: boolean; max?: number } = {}): Sql {
  return postgres(url, {
    max: o.max ?? 2,
    prepare: !o.pooled,
    fetch_types: false,
    connect_timeout: 10,
    onnotice: () => {},
    connection: { application_name: "book ingest" },
  });
}
