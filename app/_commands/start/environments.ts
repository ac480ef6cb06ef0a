import path from "node:path";
import type { Env, Issuer } from "../../../lib/platform/env.ts";
import { type Name, variableNames } from "../../../lib/platform/env-variables.ts";
import type { Databases } from "./book.ts";
import { certificateKeys } from "./certificate-keys.ts";
import { attachmentKeys, paperKeys } from "./keys.ts";
import { root } from "./root.ts";

type Values = Record<string, string | undefined>;

const fromTheSystem =
  /^(PATH|HOME|USER|LOGNAME|SHELL|LANG|LC_\w+|TZ|TMPDIR|TERM|CI|NO_COLOR|FORCE_COLOR|SSL_CERT_\w+|NODE_EXTRA_CA_CERTS|NODE_OPTIONS|\w+_PROXY|\w+_proxy)$/;

/** Outside systems that the serving processes speak to, as they were given. */
const systems = [
  "POPULATION_URL",
  "BHXH_URL",
  "VNPAY_PAY_URL",
  "VNPAY_API_URL",
  "VNPAY_TMN_CODE",
  "VNPAY_HASH_SECRET",
  "VNPAY_REPORT_URL",
  "SMS_URL",
  "VAPID_PUBLIC_KEY",
  "VAPID_PRIVATE_KEY",
  "PUSH_SERVICES",
  "TURN_URLS",
  "TURN_SECRET",
  "PACS_URL",
] as const satisfies readonly Name[];

/** What a child is given: a little of the system's own, and what is named; nothing else of the launcher's. */
export function childEnvironment(values: Values): NodeJS.ProcessEnv {
  const system = Object.entries(process.env).filter(([name]) => fromTheSystem.test(name));
  // Present but empty: Next reads the .env file too, and would hand the owner's address to the web process.
  const blanks = variableNames.map((name) => [name, ""]);
  const named = Object.entries(values).filter(([, value]) => value !== undefined);
  return {
    ...Object.fromEntries([...system, ...blanks, ...named]),
    NEXT_TELEMETRY_DISABLED: "1",
    // What Node has compiled once: else each process compiles the same thousand modules before it does anything.
    NODE_COMPILE_CACHE: path.join(root, "node_modules/.cache/book/compiled"),
  } as NodeJS.ProcessEnv;
}

function outside(env: Env): Values {
  return Object.fromEntries(systems.map((name) => [name, env[name]]));
}

function common(env: Env): Values {
  const { BOOK_MODE, PUBLIC_URL, DATA_DIR } = env;
  return { BOOK_MODE, PUBLIC_URL, DATA_DIR, ...outside(env) };
}

/** The web process's environment: its own role's databases, and nothing of the owner's. */
export function webEnvironment(
  env: Env,
  databases: Databases,
  issuers: { vneid: Issuer; staff: Issuer },
  secret: string,
): NodeJS.ProcessEnv {
  const { vneid, staff } = issuers;
  return childEnvironment({
    ...common(env),
    PORT: String(env.PORT),
    BUILD_DIR: env.BUILD_DIR,
    NEXTAUTH_URL: env.PUBLIC_URL,
    NEXTAUTH_SECRET: secret,
    ATTACHMENT_KEYS: attachmentKeys(env.KEYS_DIR),
    PAPER_KEYS: paperKeys(env.KEYS_DIR),
    CERTIFICATE_KEYS: certificateKeys(env.KEYS_DIR, env.BOOK_MODE),
    TRUST_FILE: env.TRUST_FILE,
    DATABASE_URL: databases.databaseUrl,
    WAREHOUSE_URL: databases.warehouseUrl,
    LISTEN_URL: env.LISTEN_URL ?? databases.databaseUrl,
    VNEID_ISSUER: vneid.issuer,
    VNEID_CLIENT_ID: vneid.clientId,
    VNEID_CLIENT_SECRET: vneid.clientSecret,
    STAFF_ISSUER: staff.issuer,
    STAFF_CLIENT_ID: staff.clientId,
    STAFF_CLIENT_SECRET: staff.clientSecret,
  });
}

/** The worker's environment. */
export function workerEnvironment(env: Env, databases: Databases): NodeJS.ProcessEnv {
  return childEnvironment({
    ...common(env),
    KEYS_DIR: env.KEYS_DIR,
    ATTACHMENT_KEYS: attachmentKeys(env.KEYS_DIR),
    WORKER_URL: databases.workerUrl,
    INGEST_URL: databases.ingestUrl,
    LISTEN_URL: env.LISTEN_URL ?? databases.workerUrl,
  });
}
