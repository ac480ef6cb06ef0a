import { environment, type Name, type Variables, variableNames } from "./env-variables.ts";

const databases = [
  "DATABASE_URL",
  "WAREHOUSE_URL",
  "WORKER_URL",
  "INGEST_URL",
  "OWNER_URL",
  "WAREHOUSE_OWNER_URL",
] as const;
const vneid = ["VNEID_ISSUER", "VNEID_CLIENT_ID", "VNEID_CLIENT_SECRET"] as const;
const staff = ["STAFF_ISSUER", "STAFF_CLIENT_ID", "STAFF_CLIENT_SECRET"] as const;
const vnpay = ["VNPAY_PAY_URL", "VNPAY_API_URL", "VNPAY_TMN_CODE", "VNPAY_HASH_SECRET"] as const;
const vapid = ["VAPID_PUBLIC_KEY", "VAPID_PRIVATE_KEY"] as const;
const turn = ["TURN_URLS", "TURN_SECRET"] as const;

/** Given together or not at all: half a group would silently mix a real system with a simulator. */
const groups: readonly (readonly Name[])[] = [databases, vneid, staff, vnpay, vapid, turn];

const outside = [
  "VNEID_ISSUER",
  "STAFF_ISSUER",
  "POPULATION_URL",
  "BHXH_URL",
  "VNPAY_PAY_URL",
  "VNPAY_API_URL",
  "VNPAY_REPORT_URL",
  "SMS_URL",
  "PUSH_SERVICES",
  "TURN_URLS",
  "PACS_URL",
] as const;
const secrets = [
  "VNEID_CLIENT_SECRET",
  "STAFF_CLIENT_SECRET",
  "VNPAY_HASH_SECRET",
  "NEXTAUTH_SECRET",
] as const;

/** The insurance card look-up: a live book is given the real one. */
const bhxh = ["BHXH_URL"] as const;
const liveNeeds = [...databases, ...vneid, ...staff, ...bhxh, "SMS_URL", "PUBLIC_URL", "KEYS_DIR"] as const;
const webNeeds = [
  "DATABASE_URL",
  "WAREHOUSE_URL",
  "PUBLIC_URL",
  "NEXTAUTH_SECRET",
  "ATTACHMENT_KEYS",
  "PAPER_KEYS",
  "CERTIFICATE_KEYS",
  ...vneid,
  ...staff,
  ...bhxh,
] as const;
const workerNeeds = ["WORKER_URL", "INGEST_URL", "ATTACHMENT_KEYS"] as const;

/** How the secrets begin that the simulators share with the book; a live book refuses them. */
export const SAMPLE_SECRET = "sample-";

/** Every problem of the environment at once, each a sentence that names its variable. */
export class EnvironmentProblems extends Error {
  override readonly name = "EnvironmentProblems";
  readonly problems: readonly string[];
  constructor(problems: readonly string[]) {
    super(problems.join("\n"));
    this.problems = problems;
  }
}

type Source = Readonly<Record<string, string | undefined>>;
type Always = "PUBLIC_URL" | "KEYS_DIR";
/** What was checked to be there is typed as there. */
type Given<Needed extends Name = never> = Omit<Variables, Needed | Always> & {
  [K in Needed | Always]: NonNullable<Variables[K]>;
};

/** The launcher's environment, and every command's. */
export type Env = Given;
/** Who signs people in, and how the book presents itself there. */
export type Issuer = { issuer: string; clientId: string; clientSecret: string };
type Mode = Variables["BOOK_MODE"];
/** A key and its number, so that it can be changed for another while the older ones still open. */
export type NumberedKey = { kid: number; secret: Buffer };
/** A key that signs certificates, with the X.509 certificate (DER) about it; a former one has no secret any more. */
export type CertificateKey = { kid: number; secret: Buffer | null; certificate: Buffer };
/** Where VNPay is, who we are there, and the secrets that prove it: the first signs, the others are former ones. */
export type VnpayAccess = {
  payUrl: string;
  apiUrl: string;
  code: string;
  secrets: readonly [string, ...string[]];
};
/** The relays of video calls, and the secret that we share with them. */
export type RelayAccess = { urls: readonly string[]; secret: string };
/** With which key (VAPID) we send to browsers, who we say we are, and the push services beside the known ones. */
export type PushAccess = {
  publicKey: string;
  privateKey: string;
  subject: string;
  alsoAt: readonly string[];
};
/** What the web process knows of its surroundings. */
export type WebEnv = {
  mode: Mode;
  publicUrl: string;
  buildDir: string;
  dataDir: string;
  databaseUrl: string;
  warehouseUrl: string;
  listenUrl: string;
  sessionSecret: string;
  /** What wraps the keys of attachments; the one with the highest number wraps, all of them open. */
  attachmentKeys: readonly NumberedKey[];
  /** What signs papers that people show elsewhere; the one with the highest number signs, all of them prove. */
  paperKeys: readonly NumberedKey[];
  /** What signs certificates of vaccination; the one with the highest number signs, all of them prove. */
  certificateKeys: readonly CertificateKey[];
  /** Whose certificates are trusted beside our own: a file in the form of `verify-certificate`; null for nobody's. */
  trustFile: string | null;
  vneid: Issuer;
  staff: Issuer;
  /** The insurance card look-up. */
  bhxhUrl: string;
  /** The network that carries SMS; null where it is not connected. */
  smsUrl: string | null;
  /** The national population database; null where it is not connected. */
  populationUrl: string | null;
  /** VNPay and who we are there; null where it is not connected. */
  vnpay: VnpayAccess | null;
  /** How browsers are told that messages wait; null where that is not set up. */
  push: PushAccess | null;
  /** Relays of video calls; null where there is none, so that only browsers that reach each other connect. */
  relays: RelayAccess | null;
};
/** What the worker knows of its surroundings. */
export type WorkerEnv = {
  mode: Mode;
  dataDir: string;
  keysDir: string;
  /** What wraps the keys of attachments and of copies of a book. */
  attachmentKeys: readonly NumberedKey[];
  workerUrl: string;
  ingestUrl: string;
  listenUrl: string;
  smsUrl: string | null;
  push: PushAccess | null;
  populationUrl: string | null;
  vnpay: VnpayAccess | null;
  /** Where VNPay's file of a day is fetched from; null where people bring it. */
  vnpayReportUrl: string | null;
};

function given(source: Source): Source {
  // An empty value is how people leave a variable out of a .env file.
  const filled = variableNames.flatMap((name) => {
    const value = source[name]?.trim();
    return value ? [[name, value] as const] : [];
  });
  return Object.fromEntries(filled);
}

const LOOPBACK =
  /^(localhost|[^/:]*\.localhost|127\.[\d.]+|0\.0\.0\.0|\[::1?\]|\[::ffff:(127\.|7f)[^\]]*\])\.?([:/?]|$)/;

function pointsHere(address: string): boolean {
  // Written as a browser reads it: 2130706433, 0x7f.1 and 127.1 are all this computer.
  const plain = /^https?:/i.test(address.trim()) && URL.canParse(address) ? new URL(address).href : address;
  const host = plain
    .trim()
    .toLowerCase()
    .replace(/^[a-z]+:(\/\/)?/, "")
    .replace(/^[^@/]*@/, "");
  return LOOPBACK.test(host);
}

function liveProblems(source: Source): string[] {
  const here = outside.filter((name) => source[name]?.split(",").some(pointsHere));
  const simulated = secrets.filter((name) =>
    source[name]?.split(",").some((one) => one.trim().startsWith(SAMPLE_SECRET)),
  );
  const plain = (
    [
      "PUBLIC_URL",
      "VNEID_ISSUER",
      "STAFF_ISSUER",
      "BHXH_URL",
      "POPULATION_URL",
      "SMS_URL",
      "VNPAY_PAY_URL",
      "VNPAY_API_URL",
      "VNPAY_REPORT_URL",
    ] as const
  ).filter((name) => source[name] && !/^https:/i.test(source[name]) && !(here as Name[]).includes(name));
  return [
    ...here.map((name) => `${name} points to this computer; a live book needs the real system's address.`),
    ...simulated.map((name) => `${name} is a simulator's key; a live book needs the real system's.`),
    ...plain.map((name) => `${name} must begin with https:// in a live book.`),
  ];
}

function read<Needed extends Name>(source: Source, needed: readonly Needed[], complete: boolean) {
  const values = given(source);
  const parsed = environment.safeParse(values);
  const problems = (parsed.error?.issues ?? []).map((issue) => `${String(issue.path[0])} ${issue.message}.`);
  const missing = needed.filter((name) => !values[name]);
  problems.push(...missing.map((name) => `${name} is missing.`));
  for (const group of complete ? groups : []) {
    const first = group.find((name) => values[name]);
    const absent = group.filter((name) => !values[name] && !(missing as readonly Name[]).includes(name));
    if (first) problems.push(...absent.map((name) => `${name} is missing; it belongs to ${first}.`));
  }
  if (values.BOOK_MODE === "live") problems.push(...liveProblems(values));
  if (problems.length || !parsed.success) throw new EnvironmentProblems(problems);
  const { data } = parsed;
  return {
    ...data,
    PUBLIC_URL: data.PUBLIC_URL ?? `http://localhost:${data.PORT}`,
    KEYS_DIR: data.KEYS_DIR ?? `${data.DATA_DIR}/keys`,
  } as Given<Needed>;
}

/** Checks the whole environment, as the launcher and the commands need it. */
export function readEnv(source: Source): Env {
  return read(source, source.BOOK_MODE?.trim() === "live" ? liveNeeds : [], true);
}

function vnpayOf(env: Variables): VnpayAccess | null {
  const { VNPAY_PAY_URL: payUrl, VNPAY_API_URL: apiUrl, VNPAY_TMN_CODE: code } = env;
  const [first, ...former] = (env.VNPAY_HASH_SECRET ?? "").split(",").map((secret) => secret.trim());
  return payUrl && apiUrl && code && first ? { payUrl, apiUrl, code, secrets: [first, ...former] } : null;
}

function pushOf(env: Given): PushAccess | null {
  const { VAPID_PUBLIC_KEY: publicKey, VAPID_PRIVATE_KEY: privateKey, PUBLIC_URL, PUSH_SERVICES = "" } = env;
  if (!publicKey || !privateKey) return null;
  const alsoAt = PUSH_SERVICES.split(",").flatMap((one) => (URL.canParse(one) ? new URL(one).origin : []));
  // A push service wants to know whom to ask (RFC 8292, 2.1), and takes no plain address of a computer.
  const subject = PUBLIC_URL.startsWith("https:") ? PUBLIC_URL : "mailto:so-suc-khoe@example.invalid";
  return { publicKey, privateKey, subject, alsoAt };
}

function relaysOf({ TURN_URLS: list, TURN_SECRET: secret }: Variables): RelayAccess | null {
  return list && secret ? { urls: list.split(",").map((one) => one.trim()), secret } : null;
}

/** Checks the part of the environment that the web process is given. */
export function readWebEnv(source: Source): WebEnv {
  const env = read(source, webNeeds, false);
  return {
    mode: env.BOOK_MODE,
    publicUrl: env.PUBLIC_URL,
    buildDir: env.BUILD_DIR,
    dataDir: env.DATA_DIR,
    databaseUrl: env.DATABASE_URL,
    warehouseUrl: env.WAREHOUSE_URL,
    listenUrl: env.LISTEN_URL ?? env.DATABASE_URL,
    sessionSecret: env.NEXTAUTH_SECRET,
    attachmentKeys: env.ATTACHMENT_KEYS,
    paperKeys: env.PAPER_KEYS,
    certificateKeys: env.CERTIFICATE_KEYS,
    trustFile: env.TRUST_FILE ?? null,
    vneid: {
      issuer: env.VNEID_ISSUER,
      clientId: env.VNEID_CLIENT_ID,
      clientSecret: env.VNEID_CLIENT_SECRET,
    },
    staff: {
      issuer: env.STAFF_ISSUER,
      clientId: env.STAFF_CLIENT_ID,
      clientSecret: env.STAFF_CLIENT_SECRET,
    },
    bhxhUrl: env.BHXH_URL,
    smsUrl: env.SMS_URL ?? null,
    populationUrl: env.POPULATION_URL ?? null,
    vnpay: vnpayOf(env),
    push: pushOf(env),
    relays: relaysOf(env),
  };
}

/** Checks the part of the environment that the worker is given. */
export function readWorkerEnv(source: Source): WorkerEnv {
  const env = read(source, workerNeeds, false);
  return {
    mode: env.BOOK_MODE,
    dataDir: env.DATA_DIR,
    keysDir: env.KEYS_DIR,
    attachmentKeys: env.ATTACHMENT_KEYS,
    workerUrl: env.WORKER_URL,
    ingestUrl: env.INGEST_URL,
    listenUrl: env.LISTEN_URL ?? env.WORKER_URL,
    smsUrl: env.SMS_URL ?? null,
    push: pushOf(env),
    populationUrl: env.POPULATION_URL ?? null,
    vnpay: vnpayOf(env),
    vnpayReportUrl: env.VNPAY_REPORT_URL ?? null,
  };
}

let web: WebEnv | undefined;
let worker: WorkerEnv | undefined;

/** The web process's environment; read at the first question, not at import, which the build also does. */
export function webEnv(): WebEnv {
  web ??= readWebEnv(process.env);
  return web;
}

/** The worker's environment. */
export function workerEnv(): WorkerEnv {
  worker ??= readWorkerEnv(process.env);
  return worker;
}
