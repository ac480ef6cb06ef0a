import { z } from "zod";

const text = z.string();
const number = (from: number, to: number) =>
  z
    .string()
    .regex(/^\d+$/, `must be a whole number from ${from} to ${to}`)
    .transform(Number)
    .refine((n) => n >= from && n <= to, `must be a whole number from ${from} to ${to}`);
const address = (...protocols: string[]) =>
  z
    .string()
    .refine(
      (value) => URL.canParse(value) && protocols.includes(new URL(value).protocol.slice(0, -1)),
      `must be an address that begins with ${protocols.map((p) => `${p}://`).join(" or ")}`,
    );
const web = address("https", "http");
const database = address("postgres", "postgresql");
const turnList = z
  .string()
  .refine((list) => list.split(",").every((one) => /^turns?:[^\s,]+$/.test(one.trim())), {
    message: "must be a list of turn: or turns: addresses separated by commas",
  });

const keyList = z
  .string()
  .regex(
    /^[1-9]\d{0,3}:[0-9a-f]{64}(,[1-9]\d{0,3}:[0-9a-f]{64})*$/,
    "must be a list of number:64 hex digits separated by commas",
  )
  .transform((list) =>
    list.split(",").map((one) => {
      const [kid = "", secret = ""] = one.split(":");
      return { kid: Number(kid), secret: Buffer.from(secret, "hex") };
    }),
  );

const certificateList = z
  .string()
  .regex(
    /^[1-9]\d{0,3}:([0-9a-f]{64})?:[\w-]+(,[1-9]\d{0,3}:([0-9a-f]{64})?:[\w-]+)*$/,
    "must be a list of number:64 hex digits (none for a former key):certificate in base64url separated by commas",
  )
  .transform((list) =>
    list.split(",").map((one) => {
      const [kid = "", secret = "", certificate = ""] = one.split(":");
      return {
        kid: Number(kid),
        secret: secret ? Buffer.from(secret, "hex") : null,
        certificate: Buffer.from(certificate, "base64url"),
      };
    }),
  );

const shapes = {
  BOOK_MODE: z.enum(["sample", "live"], 'must be "sample" or "live"').default("sample"),
  PORT: number(1, 65535).default(3000),
  HOST: text.default("127.0.0.1"),
  PUBLIC_URL: web.transform((url) => url.replace(/\/+$/, "")).optional(),
  DATA_DIR: text.default(".data"),
  KEYS_DIR: text.optional(),
  BUILD_DIR: z
    .string()
    .regex(/^\.next[\w-]*$/, "must be a folder of the project whose name begins with .next")
    .default(".next"),
  BACKUP_KEY: text.optional(),
  SAMPLE_CITIZENS: number(0, 5000).default(200),
  BOOK_DATABASES: z.enum(["one", "two"], 'must be "one" or "two"').default("one"),
  DATABASE_URL: database.optional(),
  WAREHOUSE_URL: database.optional(),
  WORKER_URL: database.optional(),
  INGEST_URL: database.optional(),
  OWNER_URL: database.optional(),
  WAREHOUSE_OWNER_URL: database.optional(),
  LISTEN_URL: database.optional(),
  ATTACHMENT_KEYS: keyList.optional(),
  PAPER_KEYS: keyList.optional(),
  CERTIFICATE_KEYS: certificateList.optional(),
  TRUST_FILE: text.optional(),
  NEXTAUTH_SECRET: text.min(32, "must have at least 32 characters").optional(),
  VNEID_ISSUER: web.optional(),
  VNEID_CLIENT_ID: text.optional(),
  VNEID_CLIENT_SECRET: text.optional(),
  STAFF_ISSUER: web.optional(),
  STAFF_CLIENT_ID: text.optional(),
  STAFF_CLIENT_SECRET: text.optional(),
  POPULATION_URL: web.optional(),
  BHXH_URL: web.optional(),
  VNPAY_PAY_URL: web.optional(),
  VNPAY_API_URL: web.optional(),
  VNPAY_TMN_CODE: text.optional(),
  VNPAY_HASH_SECRET: text.optional(),
  VNPAY_REPORT_URL: web.optional(),
  SMS_URL: web.optional(),
  VAPID_PUBLIC_KEY: text.optional(),
  VAPID_PRIVATE_KEY: text.optional(),
  PUSH_SERVICES: text.optional(),
  TURN_URLS: turnList.optional(),
  TURN_SECRET: text.min(16, "must have at least 16 characters").optional(),
  PACS_URL: web.optional(),
};

/** The shape of each variable by itself. */
export const environment = z.object(shapes);
/** The variables as they are once their shapes are right. */
export type Variables = z.output<typeof environment>;
/** The name of a variable. */
export type Name = keyof typeof shapes;

/** Names of all the variables, as `.env.example` lists them. */
export const variableNames = Object.keys(shapes) as Name[];
