import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

/** Those that start, kill and restore whole books wait most of their time: they come first, and the others fill the gaps. */
const longest = /domain\/(start|consent\/matrix|warehouse\/ingest-|platform\/migrate)/;

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    return [...sorted].sort((a, b) => Number(longest.test(b.moduleId)) - Number(longest.test(a.moduleId)));
  }
}

export default defineConfig({
  root: fileURLToPath(new URL("..", import.meta.url)),
  resolve: {
    alias: { "server-only": fileURLToPath(new URL("./support/server-only.ts", import.meta.url)) },
  },
  test: {
    // Files share what they load: none mocks a module, and each closes what it opened. It halves the time of the whole.
    isolate: false,
    sequence: { sequencer: LongestFirst },
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
          // What hangs is found as well a minute later, and a computer that is busy with other things fails nothing.
          testTimeout: 60_000,
          hookTimeout: 60_000,
          // Files share one cluster; each takes its own rows. More than the cores, as many wait for processes.
          maxWorkers: 3,
        },
      },
    ],
  },
});
