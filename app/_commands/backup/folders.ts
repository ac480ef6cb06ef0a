import fs from "node:fs";
import path from "node:path";
import type { Env } from "../../../lib/platform/env.ts";

/** A folder that is part of the book, by the name that it has in a backup; `first`: read before the databases are. */
export type KeptFolder = { folder: string; at: string; first?: boolean };

/** What the book keeps outside its databases. */
export function keptFolders({ KEYS_DIR, DATA_DIR }: Env): KeptFolder[] {
  return [
    { folder: "access-log-heads", at: path.resolve(DATA_DIR, "access-log-heads"), first: true },
    { folder: "keys", at: path.resolve(KEYS_DIR) },
  ];
}

/**
 * The files of a folder, by their names within it; half-written ones of another process left out. From z to a: the
 * statements of the access log are then read before the heads that they name, which only grow.
 */
export function listKept(folder: string): string[] {
  if (!fs.existsSync(folder)) return [];
  return fs
    .readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
    .filter((name) => !/\.\d+$/.test(name))
    .sort()
    .reverse();
}
