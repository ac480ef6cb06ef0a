import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { EnvironmentProblems, readEnv, readWebEnv, readWorkerEnv } from "./env.ts";
import { variableNames } from "./env-variables.ts";

const live = {
  BOOK_MODE: "live",
  PUBLIC_URL: "https://so.binhson.example",
  KEYS_DIR: "/etc/book/keys",
  DATABASE_URL: "postgres://book_web:a@db/book",
  WAREHOUSE_URL: "postgres://book_web:a@db/warehouse",
  WORKER_URL: "postgres://book_worker:a@db/book",
  INGEST_URL: "postgres://book_ingest:a@db/warehouse",
  OWNER_URL: "postgres://book_owner:a@db/book",
  WAREHOUSE_OWNER_URL: "postgres://book_owner:a@db/warehouse",
  VNEID_ISSUER: "https://vneid.example",
  VNEID_CLIENT_ID: "so-suc-khoe",
  VNEID_CLIENT_SECRET: "given-by-vneid",
  STAFF_ISSUER: "https://staff.example",
  STAFF_CLIENT_ID: "so-suc-khoe",
  STAFF_CLIENT_SECRET: "given-by-the-department",
  BHXH_URL: "https://cards.example",
  SMS_URL: "https://book:key@sms.example",
};

function problemsOf(source: Record<string, string>, read: (s: Record<string, string>) => unknown = readEnv) {
  try {
    read(source);
  } catch (error) {
    if (error instanceof EnvironmentProblems) return error.problems;
    throw error;
  }
  return [];
}

describe("the environment", () => {
  it("needs nothing in sample mode", () => {
    expect(readEnv({})).toMatchObject({
      BOOK_MODE: "sample",
      PORT: 3000,
      HOST: "127.0.0.1",
      PUBLIC_URL: "http://localhost:3000",
      DATA_DIR: ".data",
      KEYS_DIR: ".data/keys",
      BUILD_DIR: ".next",
    });
  });

  it("takes an empty value for none", () => {
    expect(readEnv({ PORT: "", VNEID_ISSUER: " " })).toMatchObject({ PORT: 3000 });
  });

  it("names every problem at once", () => {
    const problems = problemsOf({
      PORT: "abc",
      SMS_URL: "not an address",
      BOOK_MODE: "demo",
      OWNER_URL: "http://x",
    });
    expect(problems).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^PORT must be a whole number/),
        expect.stringMatching(/^SMS_URL must be an address/),
        expect.stringMatching(/^BOOK_MODE must be "sample" or "live"/),
        expect.stringMatching(/^OWNER_URL must be an address that begins with postgres:/),
      ]),
    );
  });

  it.each(["0", "65536", "-1", "80.5", "9999999999999999999"])("refuses the port %s", (PORT) => {
    expect(problemsOf({ PORT })).toEqual([expect.stringMatching(/^PORT /)]);
  });

  it("refuses half a group", () => {
    expect(problemsOf({ VNEID_ISSUER: "https://vneid.example" })).toEqual([
      "VNEID_CLIENT_ID is missing; it belongs to VNEID_ISSUER.",
      "VNEID_CLIENT_SECRET is missing; it belongs to VNEID_ISSUER.",
    ]);
  });

  it("accepts a complete live book", () => {
    expect(readEnv(live)).toMatchObject({ BOOK_MODE: "live", PUBLIC_URL: "https://so.binhson.example" });
  });

  it.each(Object.keys(live).filter((name) => name !== "BOOK_MODE"))("misses %s in a live book", (name) => {
    const { [name as keyof typeof live]: _, ...rest } = live;
    expect(problemsOf(rest)).toEqual([`${name} is missing.`]);
  });

  it.each([
    "http://localhost:4000",
    "http://127.0.0.1",
    "http://127.9.9.9:80/x",
    "http://[::1]:4000/a",
    "http://user@localhost/",
    "http://vneid.localhost",
    "http://0.0.0.0:1",
    "http://[::ffff:127.0.0.1]/",
    "https://2130706433/",
    "https://0x7f.1",
    "https://0177.0.0.1/a",
    "https://[0:0:0:0:0:0:0:1]/",
    "https://①②⑦.0.0.1/",
  ])("refuses %s as an outside system of a live book", (address) => {
    expect(problemsOf({ ...live, VNEID_ISSUER: address })).toEqual([
      expect.stringMatching(/^VNEID_ISSUER points to this computer/),
    ]);
  });

  it.each(["VNEID_ISSUER", "STAFF_ISSUER", "BHXH_URL", "SMS_URL", "POPULATION_URL"])(
    "refuses a plain %s in a live book",
    (name) => {
      expect(problemsOf({ ...live, [name]: "http://issuer.example" })).toEqual([
        `${name} must begin with https:// in a live book.`,
      ]);
    },
  );

  it("refuses a TURN server on this computer in a live book", () => {
    const TURN_SECRET = "shared-with-the-relay";
    expect(
      problemsOf({ ...live, TURN_SECRET, TURN_URLS: "turn:turn.example:3478, turn:localhost:3478" }),
    ).toHaveLength(1);
  });

  it("refuses a simulator's key and a plain address in a live book", () => {
    expect(
      problemsOf({ ...live, STAFF_CLIENT_SECRET: "sample-abc", PUBLIC_URL: "http://so.example" }),
    ).toEqual([
      expect.stringMatching(/^STAFF_CLIENT_SECRET is a simulator's key/),
      expect.stringMatching(/^PUBLIC_URL must begin with https/),
    ]);
  });

  it("refuses a simulated VNPay in a live book, also as a former secret", () => {
    const vnpay = {
      VNPAY_PAY_URL: "https://pay.example/vpcpay.html",
      VNPAY_API_URL: "https://api.example/transaction",
      VNPAY_TMN_CODE: "SHOP0001",
      VNPAY_HASH_SECRET: "given-by-vnpay",
    };
    expect(problemsOf({ ...live, ...vnpay })).toEqual([]);
    for (const [changed, sentence] of [
      [{ VNPAY_HASH_SECRET: "given-by-vnpay,sample-abc" }, /^VNPAY_HASH_SECRET is a simulator's key/],
      [{ VNPAY_PAY_URL: "http://127.0.0.1:4006/a" }, /^VNPAY_PAY_URL points to this computer/],
      [{ VNPAY_API_URL: "http://api.example/a" }, /^VNPAY_API_URL must begin with https/],
      [{ VNPAY_REPORT_URL: "http://127.1:4006/report" }, /^VNPAY_REPORT_URL points to this computer/],
      [{ VNPAY_HASH_SECRET: "" }, /^VNPAY_HASH_SECRET is missing/],
    ] as const)
      expect(problemsOf({ ...live, ...vnpay, ...changed })).toEqual([expect.stringMatching(sentence)]);
  });

  it("names a card look-up that a live book was not given", () => {
    const { BHXH_URL: _, ...without } = live;
    expect(problemsOf(without)).toEqual(["BHXH_URL is missing."]);
    const web = {
      ...live,
      NEXTAUTH_SECRET: "n".repeat(43),
      ATTACHMENT_KEYS: `1:${"a".repeat(64)}`,
      PAPER_KEYS: `1:${"b".repeat(64)}`,
      CERTIFICATE_KEYS: `2:${"c".repeat(64)}:AAEC,1::AAEC`,
    };
    expect(readWebEnv(web).bhxhUrl).toBe("https://cards.example");
  });

  it("gives the serving processes what they need without the owner", () => {
    const { OWNER_URL: _, WAREHOUSE_OWNER_URL: __, ...serving } = live;
    const keys = {
      ATTACHMENT_KEYS: `1:${"a".repeat(64)}`,
      PAPER_KEYS: `1:${"b".repeat(64)}`,
      CERTIFICATE_KEYS: `1:${"c".repeat(64)}:AA`,
    };
    expect(readWebEnv({ ...serving, ...keys, NEXTAUTH_SECRET: "n".repeat(43) }).databaseUrl).toBe(
      live.DATABASE_URL,
    );
    expect(readWorkerEnv({ ...serving, ...keys }).ingestUrl).toBe(live.INGEST_URL);
    expect(problemsOf({}, readWorkerEnv)).toEqual([
      "WORKER_URL is missing.",
      "INGEST_URL is missing.",
      "ATTACHMENT_KEYS is missing.",
    ]);
  });

  it("is listed in .env.example, variable by variable", () => {
    const listed = [...readFileSync(".env.example", "utf8").matchAll(/^#? ?([A-Z_]+)=/gm)].map((m) => m[1]);
    expect(listed.toSorted()).toEqual(variableNames.toSorted());
  });
});
