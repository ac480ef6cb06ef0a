import fs from "node:fs";
import path from "node:path";
import { KnownError } from "../../../lib/platform/errors.ts";
import { childEnvironment } from "../start/environments.ts";
import { root } from "../start/root.ts";
import { programOf, runNode } from "../start/run.ts";
import { type Counts, checkOnce, checkTests } from "./tally.ts";

const plain = () => childEnvironment({});

/** Format and lint. */
export function checkFormat(): Promise<void> {
  const args = ["check", "--error-on-warnings", "--colors=off", "--diagnostic-level=warn", "."];
  return checkOnce("Format and lint", [programOf("@biomejs/biome/bin/biome"), ...args], { env: plain() });
}

// The project's own tsconfig takes in the page types of every build folder, of which some may be stale.
function projectFor(buildDir: string): string {
  const folder = path.join(root, "node_modules/.cache/book");
  const from = (name: string) => path.relative(folder, path.join(root, name));
  const pages = `types-${buildDir.slice(1)}.d.ts`;
  fs.writeFileSync(
    path.join(folder, pages),
    '/// <reference types="next" />\n/// <reference types="next/image-types/global" />\n',
  );
  const file = path.join(folder, `tsconfig-${buildDir.slice(1)}.json`);
  const project = {
    extends: from("tsconfig.json"),
    include: [from("**/*.ts"), from("**/*.tsx"), from(`${buildDir}/types/**/*.ts`), pages],
    exclude: [from("node_modules"), from(".data"), from("next-env.d.ts")],
  };
  fs.writeFileSync(file, JSON.stringify(project));
  return file;
}

/** Types; the pages' own types are made first. */
export async function checkTypes(buildDir: string): Promise<void> {
  const env = { ...plain(), BUILD_DIR: buildDir };
  const { code, output } = await runNode([programOf("next/dist/bin/next"), "typegen"], { env });
  if (code !== 0) throw new KnownError(`The pages' types could not be made:\n${output.trim()}`);
  // One checker: each of several works out the types of all copy for itself, which is most of the work.
  const args = ["--noEmit", "--checkers", "1", "-p", projectFor(buildDir)];
  await checkOnce("Types", [programOf("typescript/bin/tsc"), ...args], { env });
}

function readVitest(report: unknown): Counts {
  const { numPassedTests: passed, numFailedTests: failed } = report as Record<string, number>;
  return { passed: passed ?? 0, failed: failed ?? 0 };
}

/** The tests of one vitest project. */
export function checkVitest(name: string, project: string, folder: string, env = plain()): Promise<void> {
  const report = path.join(folder, `${project}.json`);
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  const args = [
    "run",
    "--config",
    "tests/vitest.config.ts",
    "--project",
    project,
    "--passWithNoTests",
    ...reporters,
  ];
  return checkTests(name, [programOf("vitest/vitest.mjs"), ...args], {
    env: { ...env, NODE_ENV: "test" },
    report,
    read: readVitest,
  });
}

function readPlaywright(report: unknown): Counts {
  const { stats } = report as { stats: Record<"expected" | "unexpected" | "flaky" | "skipped", number> };
  // A journey that did not run, because those before it failed, has proved nothing.
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky + stats.skipped };
}

/** The browser journeys, in a book that runs. */
export function checkJourneys(folder: string, env: NodeJS.ProcessEnv): Promise<void> {
  const report = path.join(folder, "journeys.json");
  const program = programOf("@playwright/test/cli.js");
  const args = [
    "test",
    "--config",
    "tests/playwright.config.ts",
    "--reporter=list,json",
    "--pass-with-no-tests",
  ];
  return checkTests("Journeys", [program, ...args], {
    // Node takes the types off by itself; Playwright's own way compiles every file first.
    env: { ...env, PLAYWRIGHT_JSON_OUTPUT_NAME: report, PW_DISABLE_TS_ESM: "1" },
    report,
    read: readPlaywright,
  });
}
