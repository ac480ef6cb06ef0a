import { describe, expect, test } from "vitest";
import { copy } from "#components/copy/index.ts";
import { groups, kinds, valueNames } from "#lib/notification/rules.ts";
import { filesIn, textOf } from "./sources.ts";

type Words = Record<string, { title: string; text: string }>;
const wordsOf = (locale: "vi" | "en"): Words => copy[locale].messages.kinds;

/** The arguments of a call whose opening bracket stands just before `from`. */
function argumentsAt(text: string, from: number): string[] {
  const found = [""];
  let depth = 0;
  let quoted = false;
  for (const letter of text.slice(from)) {
    if (letter === "'") quoted = !quoted;
    if (!quoted && letter === "(") depth += 1;
    if (!quoted && letter === ")") depth -= 1;
    if (depth < 0) break;
    if (!quoted && depth === 0 && letter === ",") found.push("");
    else found[found.length - 1] += letter;
  }
  return found.map((one) => one.trim());
}

/** Every kind that a text of SQL tells by `app.tell`; a call that names none by a literal is answered as it stands. */
function kindsTold(sql: string): string[] {
  return [...sql.matchAll(/(FUNCTION\s+)?app\.tell\(/gi)]
    .filter(([, declares]) => !declares)
    .flatMap((call) => {
      const [, kind = ""] = argumentsAt(sql, (call.index ?? 0) + call[0].length);
      if (/^text$/.test(kind)) return [];
      const names = [...kind.matchAll(/'([a-z-]+)'/g)].map(([, name = ""]) => name);
      return names.length > 0 ? names : [kind];
    });
}

describe("messages", () => {
  test("the kinds that a text of SQL tells are found", () => {
    const sql = `CREATE FUNCTION app.tell(p uuid, k text) … PERFORM app.tell(coalesce(a, b), 'a-kind', '/x', jsonb_build_object('n', f(1, 2)), NULL);
      SELECT app.tell(who, CASE WHEN x THEN 'one' ELSE 'two' END, '/y', '{}', NULL); REVOKE ALL ON FUNCTION x(), app.tell(uuid, text, text) FROM PUBLIC;`;
    expect(kindsTold(sql)).toEqual(["a-kind", "one", "two"]);
    expect(kindsTold("PERFORM app.tell(a, p_kind, b)")).toEqual(["p_kind"]);
  });

  test("every kind that a function of the database tells has an entry", () => {
    const told = filesIn("drizzle/app")
      .filter((file) => file.endsWith(".sql"))
      .flatMap((file) => kindsTold(textOf(file)).map((kind) => ({ file, kind })));
    expect(told.filter(({ kind }) => !Object.hasOwn(kinds, kind))).toEqual([]);
  });

  test.each(["vi", "en"] as const)("every kind has its words: %s", (locale) => {
    expect(Object.keys(wordsOf(locale)).sort()).toEqual([...Object.keys(kinds), "other"].sort());
    expect(Object.keys(copy[locale].messages.sms.about).sort()).toEqual([...groups].sort());
    expect(Object.keys(copy[locale].messages.values).sort()).toEqual([...valueNames].sort());
  });

  test.each(["vi", "en"] as const)(
    "words name only what a kind is given, in short sentences: %s",
    (locale) => {
      const wrong = Object.entries(kinds).flatMap(([name, { values }]) => {
        const { title = "", text = "" } = wordsOf(locale)[name] ?? {};
        const named = [...`${title} ${text}`.matchAll(/\{(\w+)/g)].map(([, value = ""]) => value);
        const long = `${title}. ${text}`
          .split(/[.?] ?/)
          .filter((sentence) => sentence.split(" ").length > 20);
        return [...named.filter((value) => !(values as readonly string[]).includes(value)), ...long];
      });
      expect(wrong).toEqual([]);
    },
  );
});
