import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";

export const root = path.join(import.meta.dirname, "../..");

const skipped = new Set(["node_modules", ".git", ".data"]);

function walk(folder: string): string[] {
  return readdirSync(path.join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const file = path.posix.join(folder, entry.name);
    if (skipped.has(entry.name) || entry.name.startsWith(".next")) return [];
    return entry.isDirectory() ? walk(file) : [file];
  });
}

/** Every file of the project below these folders, as paths from its root. */
export function filesIn(...folders: readonly string[]): string[] {
  return folders.flatMap(walk);
}

export const isCode = (file: string) => /\.(ts|tsx|js|mjs)$/.test(file) && !file.endsWith(".d.ts");

export const textOf = (file: string) => readFileSync(path.join(root, file), "utf8");

export type Import = { file: string; line: number; from: string; typeOnly: boolean };

const STATEMENT = /^[ \t]*(?:import|export)\s+(type\s+)?(?:[^"';]*?\sfrom\s+)?["']([^"']+)["']/gm;
const CALL = /\bimport\(\s*(?:\/\*.*?\*\/\s*)?["']([^"']+)["']\s*\)/g;

/** Whether a named import brings in types alone, as in `import { type A, type B } from`. */
function onlyTypes(statement: string): boolean {
  const names = statement.match(/\{([^}]*)\}/)?.[1];
  if (!names || /^\s*import\s+\w/.test(statement.replace(/^\s*import\s+type\b/, ""))) return false;
  return names.split(",").every((name) => name.trim() === "" || /^type\s/.test(name.trim()));
}

/** What a source text imports, by statement and by call, with the line it stands in. */
export function importsOf(file: string, text = textOf(file)): Import[] {
  const at = (index: number) => text.slice(0, index).split("\n").length;
  const statements = [...text.matchAll(STATEMENT)].map((match) => ({
    file,
    line: at(match.index),
    from: match[2] ?? "",
    typeOnly: Boolean(match[1]) || onlyTypes(match[0]),
  }));
  const calls = [...text.matchAll(CALL)].map((match) => ({
    file,
    line: at(match.index),
    from: match[1] ?? "",
    typeOnly: false,
  }));
  return [...statements, ...calls];
}

/** Where an import leads: a path from the root for our own files, else the package's name. */
export function targetOf({ file, from }: Import): { own: string } | { pkg: string } {
  if (from.startsWith("#")) return { own: from.slice(1) };
  if (from.startsWith("."))
    return { own: path.posix.normalize(path.posix.join(path.posix.dirname(file), from)) };
  const [scope = "", name = ""] = from.split("/");
  return { pkg: scope.startsWith("@") ? `${scope}/${name}` : scope };
}
