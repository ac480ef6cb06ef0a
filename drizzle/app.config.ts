import { defineConfig } from "drizzle-kit";

export default defineConfig({
  dialect: "postgresql",
  schema: "./drizzle/app.tables.ts",
  out: "./drizzle/app",
  migrations: { prefix: "timestamp" },
});
