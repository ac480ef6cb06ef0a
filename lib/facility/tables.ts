import { text, timestamp } from "drizzle-orm/pg-core";
import { app } from "#lib/platform/schemas.ts";

/** Cơ sở khám bệnh, chữa bệnh: code (MA_CSKCB), name and where it is. */
export const facilities = app.table("facilities", {
  facilityCode: text("facility_code").primaryKey(),
  name: text("name").notNull(),
  wardCode: text("ward_code"),
  since: timestamp("since", { withTimezone: true }).notNull().defaultNow(),
});
