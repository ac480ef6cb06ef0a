import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

export default defineConfig({
  root: fileURLToPath(new URL("..", import.meta.url)),
  resolve: {
    alias: { "server-only": fileURLToPath(new URL("./support/server-only.ts", import.meta.url)) },
  },
  test: {
    // Files share what they load: none mocks a module, and each closes what it opened. It halves the time of the whole.
    isolate: false,
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          testTimeout: 20_000,
          include: ["{app,components,lib,drizzle}/**/*.test.ts", "tests/architecture/**/*.test.ts"],
        },
      },
      {
        extends: true,
        test: {
          name: "database",
          include: ["tests/{domain,gateways}/**/*.test.ts"],
          testTimeout: 20_000,
          // Files share one cluster; each takes its own rows, and two cores gain nothing from more workers.
          maxWorkers: 2,
        },
      },
    ],
  },
});
