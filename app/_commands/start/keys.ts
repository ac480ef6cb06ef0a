import { generateKeyPairSync, randomBytes } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { KEY_PREFIX } from "../../../lib/facility/rules.ts";
import { type Env, SAMPLE_SECRET } from "../../../lib/platform/env.ts";
import { KnownError } from "../../../lib/platform/errors.ts";
import { newP256, rawPoint } from "../../../lib/platform/p256.ts";

const roles = ["book_owner", "book_web", "book_worker", "book_ingest"] as const;
const SAMPLE_FILE = "sample-";

/** What a file of KEYS_DIR holds; made by `make` when there is none. */
export function kept(folder: string, name: string, make: () => string): string {
  const file = path.join(folder, name);
  try {
    return fs.readFileSync(file, "utf8").trim();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw new KnownError(`${file} cannot be read.`);
  }
  // The folders above stay as open as usual: Postgres may run as nobody, and has to pass.
  fs.mkdirSync(path.dirname(folder), { recursive: true });
  fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
  // Linked into place: of two commands that make it at once, both use the first one's.
  const draft = `${file}.${process.pid}`;
  fs.writeFileSync(draft, `${make()}\n`, { mode: 0o600 });
  try {
    fs.linkSync(draft, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  } finally {
    fs.rmSync(draft, { force: true });
  }
  return fs.readFileSync(file, "utf8").trim();
}

const password = () => randomBytes(24).toString("base64url");

function signingKey(): string {
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const jwk = privateKey.export({ format: "jwk" });
  return JSON.stringify({ ...jwk, use: "sig", alg: "RS256", kid: randomBytes(8).toString("hex") });
}

/** Passwords of the embedded Postgres: its superuser's and the book's four roles'. */
export function postgresKeys(folder: string) {
  const made = roles.map((role) => [role, kept(folder, `${role.replace("_", "-")}.key`, password)] as const);
  return {
    superuser: kept(folder, "postgres.key", password),
    passwords: Object.fromEntries(made) as Record<(typeof roles)[number], string>,
  };
}

/** The key that signs the guard's grants, and its number. */
export function guardKey(folder: string): { kid: number; secret: Buffer } {
  return {
    kid: 1,
    secret: Buffer.from(
      kept(folder, "guard-1.key", () => randomBytes(32).toString("hex")),
      "hex",
    ),
  };
}

/** The keys of a name by their number, as a process is given them; the first is made when there is none. */
function numberedKeys(folder: string, name: string, make: () => string): string {
  kept(folder, `${name}-1.key`, make);
  const pattern = new RegExp(`^${name}-([1-9]\\d{0,3})\\.key$`);
  const numbers = fs.readdirSync(folder).flatMap((file) => pattern.exec(file)?.[1] ?? []);
  return numbers
    .map((kid) => `${kid}:${fs.readFileSync(path.join(folder, `${name}-${kid}.key`), "utf8").trim()}`)
    .join();
}

/**
 * The keys that wrap those of attachments, as the web process is given them: `attachment-1.key` is made at first; a
 * person who changes it adds the next number and keeps the older files as long as something is wrapped by them.
 */
export const attachmentKeys = (folder: string): string =>
  numberedKeys(folder, "attachment", () => randomBytes(32).toString("hex"));

/** The keys that sign papers which people show elsewhere (P-256); an older one is kept as long as its papers are. */
export const paperKeys = (folder: string): string => numberedKeys(folder, "paper", newP256);

/** Makes the key that signs the heads of the access log, if there is none. The database never sees it. */
export function keepLogHeadsKey(folder: string): void {
  kept(folder, "access-log-heads-1.key", () =>
    generateKeyPairSync("ed25519").privateKey.export({ type: "pkcs8", format: "pem" }).toString().trim(),
  );
}

/** The key pair with which we send to the push services of browsers (VAPID): the one given, else one of this book's own. */
export function pushKeys({ KEYS_DIR, VAPID_PUBLIC_KEY, VAPID_PRIVATE_KEY }: Env) {
  if (VAPID_PUBLIC_KEY && VAPID_PRIVATE_KEY) return { VAPID_PUBLIC_KEY, VAPID_PRIVATE_KEY };
  const secret = Buffer.from(kept(KEYS_DIR, "push-1.key", newP256), "hex");
  return {
    VAPID_PUBLIC_KEY: rawPoint(secret).toString("base64url"),
    VAPID_PRIVATE_KEY: secret.toString("base64url"),
  };
}

/** The secret of the sign-in cookies. */
export function sessionKey(folder: string): string {
  return kept(folder, "session.key", () => randomBytes(32).toString("base64url"));
}

/** What a simulator and the book share, marked as a sample's, and what the simulator signs with. */
export function simulatorKeys(folder: string, system: string) {
  return {
    clientSecret: kept(folder, `${SAMPLE_FILE}${system}-client.key`, () => SAMPLE_SECRET + password()),
    signingKey: kept(folder, `${SAMPLE_FILE}${system}-signing.json`, signingKey),
  };
}

/** The key with which a sample facility sends. */
export function sampleFacilityKey(folder: string, facilityCode: string): string {
  const make = () => KEY_PREFIX + randomBytes(32).toString("base64url");
  return kept(folder, `${SAMPLE_FILE}facility-${facilityCode}.key`, make);
}

/** Refuses a live book over the keys of a sample one: its passwords and cookies would be known to testers. */
export function refuseSampleKeys(folder: string): void {
  const found = fs.existsSync(folder)
    ? fs.readdirSync(folder).find((name) => name.startsWith(SAMPLE_FILE))
    : undefined;
  if (!found) return;
  throw new KnownError(
    `KEYS_DIR (${folder}) was made by a sample book: it holds ${found}. Give a live book its own.`,
  );
}
