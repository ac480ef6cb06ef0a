import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { readEnv } from "../../lib/platform/env.ts";
import { KnownError } from "../../lib/platform/errors.ts";
import { checkFormat, checkJourneys, checkTypes, checkVitest } from "./checks/checks.ts";
import { type Chromium, chromium } from "./checks/chromium.ts";
import { conclude, count } from "./checks/tally.ts";
import { openBook } from "./start/book.ts";
import { build } from "./start/build.ts";
import { childBookEnvironment, startChildBook } from "./start/child-book.ts";
import { childEnvironment } from "./start/environments.ts";
import { root } from "./start/root.ts";
import { endRunning } from "./start/run.ts";
import { say, step } from "./start/say.ts";

process.chdir(root);
const BUILD_DIR = ".next-test";
const folder = fs.mkdtempSync(path.join(os.tmpdir(), "book-test-"));
const closing: (() => Promise<void>)[] = [];
let interrupted = false;

async function close(): Promise<void> {
  for (const one of closing.splice(0).reverse()) await one().catch((error) => say(String(error)));
  fs.rmSync(folder, { recursive: true, force: true });
}

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
  process.on(signal, async () => {
    if (interrupted) return;
    interrupted = true;
    say("Stopping …");
    endRunning();
    await close();
    process.exit(130);
  });
}

/** A part that could not be prepared is one failure, and the other parts still run. */
async function attempt(name: string, work: () => Promise<void>): Promise<void> {
  const started = performance.now();
  try {
    if (!interrupted) await work();
  } catch (error) {
    if (interrupted) return;
    const text =
      error instanceof KnownError ? error.message : error instanceof Error ? error.stack : String(error);
    count(name, { passed: 0, failed: 1 }, started, text ?? "", false);
  }
}

/** Verbs and gateways on a Postgres of their own, with the two schemas in two databases: nothing may join them. */
async function checkDatabase(): Promise<void> {
  const dataDir = path.join(folder, "domain");
  const own = childEnvironment({ BOOK_MODE: "sample", DATA_DIR: dataDir, BOOK_DATABASES: "two" });
  const book = await openBook(readEnv(own));
  closing.push(book.close);
  const env = {
    ...own,
    KEYS_DIR: path.join(dataDir, "keys"),
    DATABASE_URL: book.databaseUrl,
    WAREHOUSE_URL: book.warehouseUrl,
    WORKER_URL: book.workerUrl,
    INGEST_URL: book.ingestUrl,
    OWNER_URL: book.ownerUrl,
    WAREHOUSE_OWNER_URL: book.warehouseOwnerUrl,
    LISTEN_URL: book.databaseUrl,
  };
  await checkVitest("Domain and gateways", "database", folder, env);
}

/** The book that the journeys walk in; it starts while the verbs are still tried. */
async function openJourneysBook() {
  const dataDir = path.join(folder, "journeys");
  const env = await childBookEnvironment({ dataDir, buildDir: BUILD_DIR });
  const book = await startChildBook(env);
  closing.push(book.stop);
  return { env, dataDir, log: book.log, ready: await step("Book for the journeys", book.ready) };
}

async function checkBook(
  browser: Promise<Chromium>,
  opened: ReturnType<typeof openJourneysBook>,
): Promise<void> {
  const { env, dataDir, log, ready } = await opened;
  const { program, libraries } = await browser;
  await checkJourneys(folder, {
    ...env,
    BOOK_URL: ready.url,
    READY_FILE: path.join(dataDir, "ready.json"),
    BOOK_LOG: log,
    CHROME_PATH: program,
    CHROME_LIBRARIES: libraries,
  });
}

const browser = chromium();
// Looked at only once the book runs.
browser.catch(() => {});
let built = false;
await Promise.all([
  attempt("Pages", async () => {
    const own = childEnvironment({});
    await step(
      "Pages",
      () => build(BUILD_DIR, own),
      (made) => (made ? "built" : "unchanged"),
    );
    built = true;
  }),
  attempt("Format and lint", checkFormat).then(() =>
    attempt("Rules and architecture", () => checkVitest("Rules and architecture", "unit", folder)),
  ),
]);
let book: ReturnType<typeof openJourneysBook> | undefined;
await Promise.all([
  attempt("Types", () => checkTypes(BUILD_DIR)).then(() => {
    if (!built || interrupted) return;
    book = openJourneysBook();
    // Looked at only when the journeys begin.
    book.catch(() => {});
  }),
  attempt("Domain and gateways", checkDatabase),
]);
const opened = book;
if (opened) await attempt("Journeys", () => checkBook(browser, opened));
if (!interrupted) {
  await close();
  process.exit(conclude());
}
