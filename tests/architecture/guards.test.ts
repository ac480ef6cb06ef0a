import { describe, expect, test } from "vitest";
import { filesIn, isCode, textOf } from "./sources.ts";

const code = filesIn("app", "components", "lib").filter((file) => isCode(file) && !file.endsWith(".test.ts"));

/** Questions that are about nobody, so that they need no opened book. */
const aboutNobody = [
  "warehouseFreshness",
  "usualAnswerDays",
  "listSlotsOfDay",
  "listDays",
  "firstFree",
  "findSlot",
  "listAnswering",
  "findTerms",
  "promiseOf",
  "listCallTimes",
  "listShifts",
  "listTemplates",
  "emergencyHelp",
  "findEmergencyPlace",
  "listRemoteConditions",
  "listAllRemoteConditions",
  "listEmergencyPlaces",
];
/** A number for whoever holds the session: the database asks for its token. */
const bySession = ["countUnread"];

/** Files that write to a database, each with where its trace is left in the same transaction. A new one is named here first. */
const writers: Record<string, string> = {
  "lib/consent/sign-heads.ts": "the statement itself, outside the database",
  "lib/identity/registry.ts": "lib/warehouse/leave-traces.ts, in the transaction of the dossiers",
  "lib/insurance/file-insurance-cards.ts":
    "lib/warehouse/leave-traces.ts, in the transaction of the dossiers",
  "lib/insurance/withdraw-insurance-cards.ts":
    "lib/warehouse/leave-traces.ts, in the transaction of the dossiers",
  "lib/platform/insert-rows.ts": "whoever calls it: each caller is named here",
  "lib/record/file-encounter.ts": "lib/warehouse/leave-traces.ts, in the transaction of the dossiers",
  "lib/record/mark-privacy.ts":
    "lib/warehouse/leave-traces.ts, in the transaction of the dossier, or lib/warehouse/remark-private-encounters.ts",
  "lib/record/note-moves.ts": "lib/warehouse/leave-traces.ts, in the transaction of the dossiers",
  "lib/record/replace-lines.ts": "lib/warehouse/leave-traces.ts, in the transaction of the dossiers",
  "lib/record/withdraw-encounters.ts": "lib/warehouse/leave-traces.ts, in the transaction of the dossiers",
  "lib/warehouse/close-file.ts": "the row itself: warehouse.received_files",
  "lib/warehouse/file-claims.ts": "lib/warehouse/leave-traces.ts",
  "lib/warehouse/file-decided-matches.ts": "lib/warehouse/leave-traces.ts",
  "lib/warehouse/file-dossiers.ts": "lib/warehouse/leave-traces.ts, or the row of warehouse.filings itself",
  "lib/warehouse/file-from-inbox.ts": "the row itself: warehouse.inbox, beside those of the dossiers",
  "lib/warehouse/keep-parts-aside.ts": "lib/warehouse/leave-traces.ts, in the transaction of the dossiers",
  "lib/warehouse/leave-traces.ts": "is the trace",
  "lib/warehouse/hold-dossier.ts": "lib/warehouse/leave-traces.ts",
  "lib/warehouse/keep-whole.ts":
    "the rows themselves, of a dossier that lib/warehouse/hold-dossier.ts held with its trace",
  "lib/warehouse/file-report.ts": "the row itself: warehouse.received_files",
  "lib/warehouse/remark-private-encounters.ts": "the rows of warehouse.filings itself",
  "lib/warehouse/replaced-versions.ts": "lib/warehouse/leave-traces.ts, in the transaction of the match",
  "lib/warehouse/supplements.ts": "lib/warehouse/leave-traces.ts, in the transaction of the dossiers",
  "lib/warehouse/release-held-dossiers.ts": "lib/warehouse/leave-traces.ts",
  "lib/warehouse/take-out-of-book.ts": "lib/warehouse/leave-traces.ts",
  "lib/vaccination/file-doses.ts": "lib/warehouse/leave-traces.ts, in the transaction of the doses",
  "lib/warehouse/file-doses.ts": "lib/warehouse/leave-traces.ts, or the row of warehouse.filings itself",
  "lib/warehouse/file-decided-dose.ts": "lib/warehouse/leave-traces.ts",
  "lib/warehouse/release-held-dose.ts": "lib/warehouse/leave-traces.ts",
  "lib/warehouse/sweep-inbox.ts": "none: what never came whole was never received",
};

describe("guards", () => {
  test("a grant is set in one place only, and for the transaction", () => {
    const setting = code.filter((file) =>
      /set_config|book\.grant|\bset\s+(local|session)\b/i.test(textOf(file)),
    );
    expect(setting).toEqual(["lib/consent/under-grant.ts"]);
    expect(textOf("lib/consent/under-grant.ts")).toMatch(/set_config\('book\.grant', \S+, true\)/);
  });

  test("a question about a person takes an opened book", () => {
    const questions = code
      .filter((file) =>
        /^lib\/(record|history|vaccination|insurance|notification|payment|correction|booking|teleconsult|measurement|emergency-card)\/[\w-]*queries\.ts$/.test(
          file,
        ),
      )
      .flatMap((file) =>
        [...textOf(file).matchAll(/^export (?:async )?function (\w+)\(\s*([^,)]*)/gm)].map(
          ([, name = "", first = ""]) => ({
            name,
            first: first.trim(),
          }),
        ),
      );
    expect(questions.length).toBeGreaterThan(3);
    const bare = questions.filter(
      ({ name, first }) =>
        !["book: Book", "desk: Desk"].includes(first) && ![...aboutNobody, ...bySession].includes(name),
    );
    expect(bare).toEqual([]);
  });

  test("a question about a facility's own rows takes an opened desk", () => {
    const questions = ["lib/warehouse/queries.ts", "lib/warehouse/held-dossier.ts"].flatMap((file) => [
      ...textOf(file).matchAll(/^export (?:async )?function (\w+)\(\s*([^,)]*)/gm),
    ]);
    expect(questions.length).toBeGreaterThan(8);
    expect(questions.filter(([, , first = ""]) => first.trim() !== "desk: Desk")).toEqual([]);
  });

  test("an opened book is made in one place only, and so is an opened desk", () => {
    expect(code.filter((file) => /new Book\(/.test(textOf(file)))).toEqual(["lib/consent/open-book.ts"]);
    expect(code.filter((file) => /new Desk\(/.test(textOf(file)))).toEqual(["lib/consent/open-desk.ts"]);
  });

  test("whoever writes to a database has a place for its trace", () => {
    const writing = code.filter(
      (file) =>
        file.startsWith("lib/") &&
        /\b(insert into|update warehouse\.|update app\.|delete from|copy warehouse\.)|\binsert(Rows|Written)\(|\.(insert|delete)\(\w+\)/i.test(
          textOf(file),
        ),
    );
    expect(writing.filter((file) => !(file in writers))).toEqual([]);
    expect(Object.keys(writers).filter((file) => !writing.includes(file))).toEqual([]);
  });

  test("a route that takes a file is read past the proxy, of which Next keeps the first 10 MB alone", () => {
    const [, pattern = ""] = /matcher: \[\s*("[^\n]+"),\n/.exec(textOf("proxy.ts")) ?? [];
    const proxied = new RegExp(`^${JSON.parse(pattern)}$`);
    const addresses = code
      .filter((file) => /^app\/(?!api\/).+\/route\.ts$/.test(file))
      .filter((file) => /\b(citizenUpload|readUpload|sendRoute|bringRoute)\(/.test(textOf(file)))
      .map((file) => file.replace(/^app|\/\([^)]+\)|\/route\.ts$/g, "").replace(/\[[^\]]+\]/g, "x"));
    expect(addresses.length).toBeGreaterThan(6);
    expect(addresses.filter((address) => proxied.test(address))).toEqual([]);
    expect(proxied.test("/teleconsult/x")).toBe(true);
  });

  test("pages that show a person are made by citizenPage, which asks who reads", () => {
    const pages = code.filter((file) => /^app\/\(citizen\)\/.+\/page\.tsx$/.test(file));
    expect(pages.length).toBeGreaterThan(3);
    expect(pages.filter((file) => !/export default citizenPage\(/.test(textOf(file)))).toEqual([]);
  });

  test("every form of a page that works for others says whose book it was made for", () => {
    const forOthers = /\n {2}"(record|booking|teleconsult|payment|messages|representative)",\n\);/;
    const folders = code
      .filter((file) => /^app\/\(citizen\)\/.+\/page\.tsx$/.test(file) && forOthers.test(textOf(file)))
      .map((file) => file.slice(0, -"page.tsx".length));
    expect(folders.length).toBeGreaterThan(15);
    const bare = code
      .filter((file) => file.endsWith(".tsx") && folders.some((folder) => file.startsWith(folder)))
      .filter((file) => {
        const text = textOf(file);
        return (text.match(/<form action=/g) ?? []).length > (text.match(/<BookField \/>/g) ?? []).length;
      });
    expect(bare).toEqual([]);
  });

  test("the environment is read in one place", () => {
    const reading = code.filter(
      (file) => /process\.env\b/.test(textOf(file)) && !file.startsWith("app/_commands/"),
    );
    expect(reading.sort()).toEqual(["app/_service-worker/build.ts", "lib/platform/env.ts"]);
  });
});
