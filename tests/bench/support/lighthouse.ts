import { spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { root } from "../../../app/_commands/start/root.ts";

export type Audit = { numericValue?: number; score: number | null; title: string };
export type Report = {
  runtimeError?: { message: string };
  finalDisplayedUrl: string;
  audits: Record<string, Audit>;
  categories: Record<string, { score: number | null; auditRefs: { id: string; weight: number }[] }>;
};
type Flags = Record<string, unknown>;
export type Lighthouse = (url: string, flags: Flags) => Promise<{ lhr: Report } | undefined>;

const asked = path.join(root, "tests/bench/lighthouse");

/**
 * Lighthouse, of the one version and the very bytes that `tests/bench/lighthouse` names. It is 170 MB in 13,000 files, which
 * would make every installation of the book longer by a fifth: so it is installed beside it, when somebody measures first.
 */
export async function openLighthouse(): Promise<Lighthouse> {
  const { dependencies } = JSON.parse(fs.readFileSync(path.join(asked, "package.json"), "utf8"));
  const folder = path.join(root, "node_modules/.cache/book", `lighthouse-${dependencies.lighthouse}`);
  const program = path.join(folder, "node_modules/lighthouse/core/index.js");
  if (!fs.existsSync(program)) {
    const draft = `${folder}.new`;
    fs.rmSync(draft, { recursive: true, force: true });
    fs.cpSync(asked, draft, { recursive: true });
    const done = spawnSync("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund"], {
      cwd: draft,
      stdio: ["ignore", 2, 2],
    });
    if (done.status !== 0) throw new Error("Lighthouse could not be installed.");
    fs.rmSync(folder, { recursive: true, force: true });
    fs.renameSync(draft, folder);
  }
  const { default: lighthouse } = await import(pathToFileURL(program).href);
  return lighthouse as Lighthouse;
}
