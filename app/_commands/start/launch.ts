import fs from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { keepSampleKeys, nameSampleFacilities } from "../../../drizzle/seed/facilities.ts";
import { enterSampleOffers } from "../../../drizzle/seed/offers.ts";
import type { Env } from "../../../lib/platform/env.ts";
import { KnownError } from "../../../lib/platform/errors.ts";
import { lacksSampleClaims, type OpenBook, openBook, sampleClaimsFiled } from "./book.ts";
import { build } from "./build.ts";
import { webEnvironment, workerEnvironment } from "./environments.ts";
import { pushKeys, refuseSampleKeys, sampleFacilityKey, sessionKey } from "./keys.ts";
import { postgresLives, revivePostgres } from "./postgres/cluster.ts";
import { greeting, removeReady, writeReady } from "./ready.ts";
import { refusePowerfulRoles } from "./roles.ts";
import { root } from "./root.ts";
import { programOf, runNode } from "./run.ts";
import { sendSampleFeeNotes } from "./sample-fee-notes.ts";
import { inventSamplePopulation, samplePopulationFolder } from "./sample-population.ts";
import { say, step } from "./say.ts";
import { deathCounter, gaveUp, keepServing, type Service, untilAnswers } from "./services.ts";
import {
  cardLookupSimulator,
  hospitalSimulator,
  issuers,
  populationSimulator,
  pushSimulator,
  type Simulator,
  smsSimulator,
  vnpaySimulator,
} from "./simulators.ts";

const READY_WITHIN_MS = 120_000;
const plainNode = "--conditions=react-server";
const exists = (file: string) => fs.existsSync(path.join(root, file));

/** One run of the book: what was started, in order, so that it can be stopped in order. */
export class Launch {
  readonly env: Env;
  readonly dev: boolean;
  /** Resolves when the run is over: true when somebody asked for it. */
  readonly ended: Promise<boolean>;
  ending = false;
  #resolve: (asked: boolean) => void = () => {};
  #opening: Promise<OpenBook> | undefined;
  #services: ReturnType<typeof keepServing>[] = [];

  constructor(env: Env, dev: boolean) {
    this.env = env;
    this.dev = dev;
    this.ended = new Promise((resolve) => {
      this.#resolve = resolve;
    });
  }

  /** Asks the run to end. */
  end(asked = true): void {
    this.ending = true;
    this.#resolve(asked);
  }

  async start(): Promise<void> {
    const { env } = this;
    removeReady(env.DATA_DIR);
    if (env.BOOK_MODE === "live") refuseSampleKeys(env.KEYS_DIR);
    if (!this.dev)
      await this.#step(
        "Pages",
        () => build(env.BUILD_DIR),
        (built) => (built ? "built" : "unchanged"),
      );
    const book = await this.#step(
      "Database",
      () => {
        this.#opening = openBook(env);
        return this.#opening;
      },
      ({ applied }) => (applied ? `${applied} migrations applied` : "up to date"),
    );
    if (book.embedded) this.#watchPostgres();
    if (env.BOOK_MODE === "live") await this.#step("Roles", () => refusePowerfulRoles(book));
    else await nameSampleFacilities(book.ownerUrl);
    if (env.BOOK_MODE === "sample" && lacksSampleClaims(env.DATA_DIR)) await this.#fileSampleClaims();

    const { simulators: issuing, ...who } = await issuers(env);
    const cards = await cardLookupSimulator(env);
    const sms = await smsSimulator(env);
    const push = await pushSimulator(env);
    const population = await populationSimulator(env);
    const vnpay = await vnpaySimulator(env);
    const simulators = [
      ...issuing,
      ...[cards, population, sms, push, vnpay?.simulator].filter((one) => one !== undefined),
    ];
    if (simulators.length) await this.#step("Simulators", () => this.#startSimulators(simulators));
    const reached = {
      ...env,
      ...vnpay?.access,
      BHXH_URL: env.BHXH_URL ?? cards?.url,
      SMS_URL: env.SMS_URL ?? sms?.url,
      ...pushKeys(env),
      PUSH_SERVICES: env.PUSH_SERVICES ?? push?.url,
      POPULATION_URL: env.POPULATION_URL ?? population?.url,
    };
    this.#startWorker(book, reached);
    // Beside the web server's start, which waits for it at the end.
    const laying = env.BOOK_MODE === "sample" ? enterSampleOffers(book.ownerUrl) : undefined;
    laying?.catch(() => {});
    const web = webEnvironment(reached, book, who, env.NEXTAUTH_SECRET ?? sessionKey(env.KEYS_DIR));
    await this.#step("Web server", () => this.#startWeb(web));
    if (laying) await this.#step("Sample schedules", () => laying);
    const keys = env.BOOK_MODE === "sample" ? await this.#sampleKeys(book) : {};
    if (env.BOOK_MODE === "sample") {
      await this.#step("Sample fee notes", () => sendSampleFeeNotes(env, this.#address(), keys));
      const hospital = await hospitalSimulator(env, this.#address(), keys);
      await this.#startSimulators([hospital]);
      simulators.push(hospital);
    }
    const ready = await writeReady(env, simulators, keys);
    process.stdout.write(greeting(ready, env.DATA_DIR));
  }

  /** Stops everything in order; each part has some seconds. */
  async stop(): Promise<void> {
    this.ending = true;
    removeReady(this.env.DATA_DIR);
    const [web, ...others] = this.#services.toReversed();
    await web?.stop();
    const worker = others.filter(({ name }) => name === "worker");
    await Promise.all(worker.map((service) => service.stop(12_000)));
    await Promise.all(others.filter((service) => !worker.includes(service)).map((service) => service.stop()));
    const book = await this.#opening?.catch(() => undefined);
    await book?.close();
  }

  /** Ends the services at once. */
  kill(): void {
    for (const service of this.#services) service.stop(0);
  }

  async #step<T>(name: string, work: () => Promise<T>, note?: (result: T) => string): Promise<T> {
    const result = await step(name, work, note);
    if (this.ending) throw new KnownError("The start was cut short.");
    return result;
  }

  #serve(service: Service): void {
    if (this.ending) return;
    const giveUp = (sentence: string) => {
      say(sentence);
      this.end(false);
    };
    this.#services.push(keepServing(service, this.env.DATA_DIR, giveUp));
  }

  async #answers(name: string, urls: readonly string[]): Promise<void> {
    if (await untilAnswers(urls, READY_WITHIN_MS, () => this.ending)) return;
    throw new KnownError(`${name} did not become ready; see ${this.env.DATA_DIR}/logs.`);
  }

  async #startSimulators(simulators: readonly Simulator[]): Promise<void> {
    for (const { service } of simulators) this.#serve(service);
    await Promise.all(simulators.map(({ readyAt }) => this.#answers("A simulator", [readyAt])));
  }

  #startWorker(book: OpenBook, env: Env): void {
    const file = "app/_jobs/worker.ts";
    if (!exists(file)) return;
    this.#serve({
      name: "worker",
      shows: "errors",
      // A claim file of any size is filed in less than 512 MB: the heap is cleared early.
      args: [plainNode, "--max-semi-space-size=8", "--max-old-space-size=320", file],
      env: workerEnvironment(env, book),
    });
  }

  /** Where the web server answers on this computer. */
  #address(): string {
    const { HOST, PORT } = this.env;
    const host = HOST === "0.0.0.0" || HOST === "::" ? "127.0.0.1" : HOST;
    return `http://${host.includes(":") ? `[${host}]` : host}:${PORT}`;
  }

  async #startWeb(web: NodeJS.ProcessEnv): Promise<void> {
    const { HOST, PORT } = this.env;
    const how = this.dev ? "dev" : "start";
    const env = { ...web, NODE_ENV: this.dev ? ("development" as const) : ("production" as const) };
    const args = [programOf("next/dist/bin/next"), how, "-H", HOST, "-p", String(PORT)];
    this.#serve({ name: "web", args, env, shows: this.dev ? "all" : "errors" });
    const at = this.#address();
    await this.#answers("The web server", [`${at}/api/health`, `${at}/`]);
  }

  async #fileSampleClaims(): Promise<void> {
    const [command, folder] = ["app/_commands/ingest.ts", "drizzle/seed/claims"];
    if (!exists(command) || !exists(folder)) return;
    await this.#step("Sample claims", async () => {
      await inventSamplePopulation(this.env);
      const folders = [
        folder,
        "drizzle/seed/doses",
        path.resolve(samplePopulationFolder(this.env.DATA_DIR)),
      ].filter(fs.existsSync);
      const { code, output } = await runNode([plainNode, command, ...folders]);
      // 3: some dossiers are held, which sample claims may well show.
      if (code !== 0 && code !== 3)
        throw new KnownError(`The sample claims could not be filed:\n${output.trim()}`);
      sampleClaimsFiled(this.env.DATA_DIR);
    });
  }

  #sampleKeys({ ownerUrl }: OpenBook): Promise<Record<string, string>> {
    return keepSampleKeys(ownerUrl, (code) => sampleFacilityKey(this.env.KEYS_DIR, code));
  }

  async #watchPostgres(): Promise<void> {
    const tooMany = deathCounter();
    for (; !this.ending; await sleep(400)) {
      if (postgresLives(this.env.DATA_DIR)) continue;
      if (tooMany()) {
        say(gaveUp("Postgres", this.env.DATA_DIR));
        return this.end(false);
      }
      say("Postgres ended unexpectedly; starting it again");
      await revivePostgres(this.env.DATA_DIR).catch((error) => say(String(error.message)));
    }
  }
}
