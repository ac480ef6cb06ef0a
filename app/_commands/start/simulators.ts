import fs from "node:fs";
import path from "node:path";
import type { Env, Issuer } from "../../../lib/platform/env.ts";
import { childEnvironment } from "./environments.ts";
import { simulatorKeys } from "./keys.ts";
import { freePort } from "./ports.ts";
import { listOfFamilies, samplePopulationFolder } from "./sample-population.ts";
import type { Service } from "./services.ts";

/** Folders of the claims of people who can sign in: the named ones first. */
const sampleClaims = (dataDir: string) =>
  ["drizzle/seed/claims", samplePopulationFolder(dataDir)].join(path.delimiter);

const CLIENT_ID = "so-suc-khoe";

/** A simulator that this book starts. */
export type Simulator = {
  system: "vneid" | "staff" | "bhxh" | "population" | "sms" | "push" | "vnpay" | "hospital";
  url: string;
  /** What answers with success once it is ready. */
  readyAt: string;
  service: Service;
};

const claimsGiven = (dataDir: string) => process.env.SAMPLE_CLAIMS || sampleClaims(dataDir);

// The same port as last time where it is free: an issuer is known by its address.
async function portOf(system: string, dataDir: string): Promise<number> {
  const file = path.join(dataDir, "ports.json");
  const known: Record<string, number> = fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, "utf8")) : {};
  const port = await freePort(known[system]);
  fs.writeFileSync(`${file}.new`, JSON.stringify({ ...known, [system]: port }));
  fs.renameSync(`${file}.new`, file);
  return port;
}

async function simulate(
  system: "vneid" | "staff",
  env: Env,
): Promise<{ issuer: Issuer; simulator: Simulator }> {
  const port = await portOf(system, env.DATA_DIR);
  const { clientSecret, signingKey } = simulatorKeys(env.KEYS_DIR, system);
  const url = `http://127.0.0.1:${port}`;
  const service: Service = {
    name: `${system}-simulator`,
    shows: "nothing",
    args: [`tests/simulators/${system}/server.ts`],
    env: childEnvironment({
      PORT: String(port),
      PUBLIC_URL: env.PUBLIC_URL,
      CLIENT_ID,
      CLIENT_SECRET: clientSecret,
      SIGNING_KEY: signingKey,
      SAMPLE_CLAIMS: claimsGiven(env.DATA_DIR),
    }),
  };
  const readyAt = `${url}/.well-known/openid-configuration`;
  return {
    issuer: { issuer: url, clientId: CLIENT_ID, clientSecret },
    simulator: { system, url, readyAt, service },
  };
}

/** The card look-up that this book starts: none where the real one is given, nor in a live book. */
export async function cardLookupSimulator(env: Env): Promise<Simulator | undefined> {
  if (env.BHXH_URL || env.BOOK_MODE === "live") return undefined;
  const port = await portOf("bhxh", env.DATA_DIR);
  const url = `http://127.0.0.1:${port}`;
  const service: Service = {
    name: "bhxh-simulator",
    shows: "nothing",
    args: ["tests/simulators/bhxh/server.ts"],
    env: childEnvironment({ PORT: String(port), SAMPLE_CLAIMS: claimsGiven(env.DATA_DIR) }),
  };
  return { system: "bhxh", url, readyAt: `${url}/scenario`, service };
}

/** The population database that this book starts: none where the real one is given, nor in a live book. */
export async function populationSimulator(env: Env): Promise<Simulator | undefined> {
  if (env.POPULATION_URL || env.BOOK_MODE === "live") return undefined;
  const port = await portOf("population", env.DATA_DIR);
  const url = `http://127.0.0.1:${port}`;
  const service: Service = {
    name: "population-simulator",
    shows: "nothing",
    args: ["tests/simulators/population/server.ts"],
    env: childEnvironment({ PORT: String(port), SAMPLE_FAMILIES: listOfFamilies(env.DATA_DIR) }),
  };
  return { system: "population", url, readyAt: `${url}/scenario`, service };
}

/** The SMS network that this book starts: none where the real one is given, nor in a live book. */
export async function smsSimulator(env: Env): Promise<Simulator | undefined> {
  if (env.SMS_URL || env.BOOK_MODE === "live") return undefined;
  const port = await portOf("sms", env.DATA_DIR);
  const url = `http://127.0.0.1:${port}`;
  const service: Service = {
    name: "sms-simulator",
    shows: "nothing",
    args: ["tests/simulators/sms/server.ts"],
    env: childEnvironment({ PORT: String(port) }),
  };
  return { system: "sms", url, readyAt: `${url}/scenario`, service };
}

/** The push service that this book starts, beside those of real browsers: none in a live book. */
export async function pushSimulator(env: Env): Promise<Simulator | undefined> {
  if (env.PUSH_SERVICES || env.BOOK_MODE === "live") return undefined;
  const port = await portOf("push", env.DATA_DIR);
  const url = `http://127.0.0.1:${port}`;
  const service: Service = {
    name: "push-simulator",
    shows: "nothing",
    args: ["tests/simulators/push/server.ts"],
    env: childEnvironment({ PORT: String(port) }),
  };
  return { system: "push", url, readyAt: `${url}/scenario`, service };
}

/** The VNPay that this book starts, with its keys: none where the real one is given, nor in a live book. */
export async function vnpaySimulator(
  env: Env,
): Promise<{ simulator: Simulator; access: Partial<Env> } | undefined> {
  if (env.VNPAY_PAY_URL || env.BOOK_MODE === "live") return undefined;
  const port = await portOf("vnpay", env.DATA_DIR);
  const url = `http://127.0.0.1:${port}`;
  const VNPAY_TMN_CODE = "SAMPLE01";
  const VNPAY_HASH_SECRET = simulatorKeys(env.KEYS_DIR, "vnpay").clientSecret;
  const service: Service = {
    name: "vnpay-simulator",
    shows: "nothing",
    args: ["tests/simulators/vnpay/server.ts"],
    env: {
      ...childEnvironment({ PORT: String(port), VNPAY_TMN_CODE, VNPAY_HASH_SECRET }),
      IPN_URL: `http://127.0.0.1:${env.PORT}/api/vnpay/ipn`,
    },
  };
  return {
    simulator: { system: "vnpay", url, readyAt: `${url}/scenario`, service },
    access: {
      VNPAY_PAY_URL: `${url}/paymentv2/vpcpay.html`,
      VNPAY_API_URL: `${url}/merchant_webapi/api/transaction`,
      VNPAY_TMN_CODE,
      VNPAY_HASH_SECRET,
      VNPAY_REPORT_URL: `${url}/report`,
    },
  };
}

/** The systems of the sample facilities, which follow this book's own addresses with their keys; none in a live book. */
export async function hospitalSimulator(
  env: Env,
  bookUrl: string,
  keys: Readonly<Record<string, string>>,
): Promise<Simulator> {
  const port = await portOf("hospital", env.DATA_DIR);
  const url = `http://127.0.0.1:${port}`;
  const service: Service = {
    name: "hospital-simulator",
    shows: "nothing",
    args: ["tests/simulators/hospital/server.ts"],
    env: {
      ...childEnvironment({ PORT: String(port) }),
      BOOK_URL: bookUrl,
      FACILITY_KEYS: JSON.stringify(keys),
    },
  };
  return { system: "hospital", url, readyAt: `${url}/scenario`, service };
}

/** Who signs people in: the real systems where they are given, else a simulator of each (sample mode only). */
export async function issuers(env: Env) {
  const given = { vneid: givenVneid(env), staff: givenStaff(env) };
  const simulators: Simulator[] = [];
  const issuerOf = async (system: "vneid" | "staff") => {
    const real = given[system];
    if (real) return real;
    const { issuer, simulator } = await simulate(system, env);
    simulators.push(simulator);
    return issuer;
  };
  return { vneid: await issuerOf("vneid"), staff: await issuerOf("staff"), simulators };
}

function givenVneid({ VNEID_ISSUER, VNEID_CLIENT_ID, VNEID_CLIENT_SECRET }: Env): Issuer | undefined {
  if (!VNEID_ISSUER || !VNEID_CLIENT_ID || !VNEID_CLIENT_SECRET) return undefined;
  return { issuer: VNEID_ISSUER, clientId: VNEID_CLIENT_ID, clientSecret: VNEID_CLIENT_SECRET };
}

function givenStaff({ STAFF_ISSUER, STAFF_CLIENT_ID, STAFF_CLIENT_SECRET }: Env): Issuer | undefined {
  if (!STAFF_ISSUER || !STAFF_CLIENT_ID || !STAFF_CLIENT_SECRET) return undefined;
  return { issuer: STAFF_ISSUER, clientId: STAFF_CLIENT_ID, clientSecret: STAFF_CLIENT_SECRET };
}
