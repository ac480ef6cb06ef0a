import { defineConfig } from "drizzle-kit";

export default defineConfig({
  dialect: "postgresql",
  schema: "./drizzle/warehouse.tables.ts",
  out: "./drizzle/warehouse",
  migrations: { prefix: "timestamp" },
});
