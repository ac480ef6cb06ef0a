import { customType, pgSchema } from "drizzle-orm/pg-core";

/** What this app owns: sessions, access log, and later consents, appointments, payments. Reached by DATABASE_URL. */
export const app = pgSchema("app");

/** The shared health data warehouse (kho dữ liệu ngành y tế). Reached by WAREHOUSE_URL; only ingest writes it. */
export const warehouse = pgSchema("warehouse");

/** Bytes, as a Buffer. */
export const bytea = customType<{ data: Buffer; driverData: Buffer }>({ dataType: () => "bytea" });
/** The number of a transaction. */
export const xid8 = customType<{ data: string; driverData: string }>({ dataType: () => "xid8" });
