import { describe, expect, test } from "vitest";
import { filesIn, type Import, importsOf, isCode, targetOf } from "./sources.ts";
import {
  neighbours,
  notForPages,
  platformForComponents,
  processes,
  pureDoors,
  threadDoors,
  tierOf,
  webDoors,
} from "./tiers.ts";

const moduleOf = (file: string) => file.match(/^lib\/([^/]+)\//)?.[1];
const insideModule = (file: string) => file.replace(/^lib\/[^/]+\//, "");
const isTest = (file: string) => file.endsWith(".test.ts");

/** Why a file of `lib` may not import this; null when it may. */
function libMayNot(found: Import, own: string): string | null {
  const [from, to] = [moduleOf(found.file), moduleOf(own)];
  if (!from) return null;
  if (!own.startsWith("lib/")) return "lib imports only lib";
  if (!to || from === to) return null;
  const [above, below] = [tierOf[from], tierOf[to]];
  if (above === undefined || below === undefined) return `no tier for ${above === undefined ? from : to}`;
  if (from === "platform") return "platform imports nothing of ours";
  if (below >= above && !neighbours[from]?.includes(to))
    return `${from} (tier ${above}) may not import ${to} (tier ${below})`;
  if (to === "platform" || to === "gateways") return null;
  const door = insideModule(own);
  if (door === "index.ts" || (pureDoors as readonly string[]).includes(door)) return null;
  if (door === "tables.ts" && /^([a-z-]+-)?tables\.ts$/.test(insideModule(found.file))) return null;
  if (threadDoors[found.file] === `${to}/${door}`) return null;
  return `${to} is entered by its door`;
}

/** Why a component may not import this. */
function componentMayNot(found: Import, own: string): string | null {
  if (own.startsWith("components/")) return null;
  const to = moduleOf(own);
  if (!to) return "components import components and pure rules";
  const door = insideModule(own);
  if (to === "platform")
    return (platformForComponents as readonly string[]).includes(door) ? null : "not from platform";
  if ((pureDoors as readonly string[]).includes(door)) return null;
  return door === "index.ts" && found.typeOnly ? null : "components take types from a door, nothing more";
}

/** Why a page, action or route may not import this. */
function pageMayNot(own: string): string | null {
  if (/^(tests|drizzle)\//.test(own)) return "nothing imports tests or drizzle";
  const to = moduleOf(own);
  if (!to) return null;
  const door = insideModule(own);
  if (to === "platform") return door === "db.ts" ? "pages do not reach for a database" : null;
  if (to === "gateways") return "pages do not speak with outside systems";
  if (door === "index.ts" || (pureDoors as readonly string[]).includes(door)) return null;
  return (webDoors as readonly string[]).includes(`${to}/${door}`) ? null : `${to} is entered by its door`;
}

/** Why this import may not be, or null. */
function mayNot(found: Import): string | null {
  const target = targetOf(found);
  const { file } = found;
  const isProcess = processes.some((folder) => file.startsWith(folder));
  if ("pkg" in target) {
    const page = (file.startsWith("app/") && !isProcess) || file.startsWith("components/");
    return page && (notForPages as readonly string[]).includes(target.pkg)
      ? `${target.pkg} is not for pages`
      : null;
  }
  if (file.startsWith("lib/")) return libMayNot(found, target.own);
  if (file.startsWith("components/")) return componentMayNot(found, target.own);
  // What only the benches build is theirs.
  if (file.startsWith("app/") && !isProcess && !/\.bench\.tsx?$/.test(file)) return pageMayNot(target.own);
  return null;
}

const all = filesIn("app", "components", "lib").filter((file) => isCode(file) && !isTest(file));

describe("arrows", () => {
  test("every import points down, through a door", () => {
    const wrong = all.flatMap((file) =>
      importsOf(file).flatMap((found) => {
        const why = mayNot(found);
        return why ? [`${file}:${found.line} imports ${found.from}: ${why}`] : [];
      }),
    );
    expect(wrong).toEqual([]);
  });

  test("every module has a tier", () => {
    const modules = new Set(all.map(moduleOf).filter((name) => name !== undefined));
    expect([...modules].filter((name) => tierOf[name] === undefined)).toEqual([]);
  });

  const forbidden: [string, string][] = [
    ["lib/identity/x.ts", 'import { openBook } from "#lib/consent/index.ts";'],
    ["lib/consent/x.ts", 'import { citizens } from "#lib/identity/tables.ts";'],
    ["lib/platform/x.ts", 'import { openBook } from "../consent/index.ts";'],
    ["lib/gateways/bhxh/index.ts", 'export { nameOfWard } from "#lib/catalogue/index.ts";'],
    ["lib/record/x.ts", 'const x = await import("#lib/warehouse/index.ts");'],
    ["components/ui/x.tsx", 'import { listEncounters } from "#lib/record/index.ts";'],
    ["components/ui/x.tsx", 'import { book } from "../../app/(citizen)/me/actions.ts";'],
    ["app/(citizen)/x.tsx", 'import { sql } from "drizzle-orm";'],
    ["app/(citizen)/x.tsx", 'import { webDatabases } from "#lib/platform/db.ts";'],
    ["app/(citizen)/x.tsx", 'import { encounters } from "#lib/record/tables.ts";'],
    ["app/(citizen)/x.tsx", 'import { vneidProvider } from "#lib/gateways/vneid/index.ts";'],
  ];
  test.each(forbidden)("%s may not say %s", (file, text) => {
    const [found] = importsOf(file, text);
    expect(found && mayNot(found)).toBeTruthy();
  });

  const allowed: [string, string][] = [
    ["lib/consent/x.ts", 'import { findCitizen } from "#lib/identity/index.ts";'],
    ["lib/record/tables.ts", 'import { citizens } from "#lib/identity/tables.ts";'],
    ["components/ui/x.tsx", 'import {\n  type A,\n  type B,\n} from "#lib/record/index.ts";'],
    ["components/ui/x.tsx", 'import { isStay } from "#lib/record/rules.ts";'],
    ["app/(citizen)/x.tsx", 'import { currentContext } from "#lib/identity/session.ts";'],
  ];
  test.each(allowed)("%s may say %s", (file, text) => {
    const [found] = importsOf(file, text);
    expect(found && mayNot(found)).toBeNull();
  });
});
