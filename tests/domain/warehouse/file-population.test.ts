import { randomUUID } from "node:crypto";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, expect, test } from "vitest";
import { type Problem, receiveClaimFile } from "#lib/warehouse/index.ts";
import { connectionOf } from "#tests/support/database.ts";
import { dayFrom } from "../../../drizzle/seed/population/calendar.ts";
import type { Mistake } from "../../../drizzle/seed/population/mistakes.ts";
import type { Sent } from "../../../drizzle/seed/population/sender.ts";
import { writePopulation } from "../../../drizzle/seed/population/write-population.ts";

const ingest = connectionOf("ingest");
const folder = fs.mkdtempSync(path.join(os.tmpdir(), "population-"));
afterAll(() => fs.rmSync(folder, { recursive: true }));

/** What the intake says of each mistake; of the others it says nothing. */
const said: Partial<Record<Mistake, string>> = {
  "sum-dropped": "warning sum-differs",
  corrected: "warning sum-differs",
  "field-missing": "warning missing",
  "unknown-code": "warning unknown-code",
  "out-of-order": "warning out-of-order",
  "birth-day-slip": "warning details-differ",
  "wrong-number": "error identity-mismatch",
};

/** What it may say besides, where the other person is of another sex or age. */
const besides: Partial<Record<Mistake, string>> = { "wrong-number": "warning id-digits-differ" };

type Filed = { problems: Problem[]; held: number; dossiers: number };

/** Writes a population whose facilities make many mistakes, and files it in the order of names. */
async function fileAll(
  name: string,
  until: string,
  years: number,
  citizens: number,
): Promise<{ sent: Sent[]; filed: Filed }> {
  const out = path.join(folder, name);
  const sent: Sent[] = [];
  const last = dayFrom(until) ?? 0;
  writePopulation(
    { citizens, seed: name, copy: randomUUID(), years, until: last, folder: out, clumsiness: 8 },
    {
      sent: (one) => sent.push(one),
    },
  );
  const filed: Filed = { problems: [], held: 0, dossiers: 0 };
  for (const file of fs.readdirSync(out).sort()) {
    const report = await receiveClaimFile(ingest, {
      name: file,
      bytes: fs.readFileSync(path.join(out, file)),
    });
    filed.problems.push(...report.problems);
    filed.held += report.quarantined;
    filed.dossiers += report.dossiers;
  }
  return { sent, filed };
}

const ref = ({ facility, claimRef }: Sent) => `${facility} ${claimRef}`;

/** Problems by what they are about; a check-in, a claim and its resend share one number. */
function problemsOf(sent: Sent[], { problems }: Filed) {
  const facilityOf = new Map(sent.map((one) => [one.claimRef, one.facility]));
  const all = new Map<string, Set<string>>();
  for (const { level, code, dossier } of problems) {
    const key = `${facilityOf.get(dossier ?? "")} ${dossier}`;
    all.set(key, (all.get(key) ?? new Set()).add(`${level} ${code}`));
  }
  return all;
}

function expectOnlyIntended(sent: Sent[], filed: Filed) {
  const found = problemsOf(sent, filed);
  const unintended: string[] = [];
  for (const [key, codes] of found) {
    const dossiers = sent.filter((one) => ref(one) === key);
    const meant = new Set(
      dossiers.flatMap(({ mistake }) => (mistake && [said[mistake], besides[mistake]]) || []),
    );
    // Without a number of their own people are found by their card, or wait until they can be: newborns go by their mother's.
    if (dossiers.some(({ numbered }) => !numbered))
      meant.add("error needs-matching").add("warning id-digits-differ");
    for (const code of codes) if (!meant.has(code)) unintended.push(`${key}: ${code}`);
  }
  expect(unintended).toEqual([]);
  const overlooked = sent.filter((one) => {
    const code = one.kind === "claim" && one.numbered && one.mistake ? said[one.mistake] : undefined;
    return code !== undefined && !found.get(ref(one))?.has(code);
  });
  expect(overlooked).toEqual([]);
  expect(filed.dossiers).toBe(sent.length);
}

test("of a population's files only what was meant to be wrong is found wrong", {
  timeout: 90_000,
}, async () => {
  const { sent, filed } = await fileAll("today", "2026-10-31", 1, 45);
  expectOnlyIntended(sent, filed);
  expect(new Set(sent.map(({ mistake }) => mistake)).size).toBeGreaterThan(6);
  const unnumbered = sent.filter(({ numbered }) => !numbered).length;
  const wrong = sent.filter(({ mistake }) => mistake === "wrong-number").length;
  expect(filed.held).toBeLessThanOrEqual(unnumbered + wrong);
});

test("files of the years of QĐ 4210, 130 and 4750 too", { timeout: 90_000 }, async () => {
  const { sent, filed } = await fileAll("before", "2024-12-15", 2, 24);
  expect([...new Set(sent.map(({ generation }) => generation))].sort()).toEqual([
    "130",
    "3176",
    "4210",
    "4750",
  ]);
  expectOnlyIntended(sent, filed);
});
