import { createHash } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { KnownError } from "../../../lib/platform/errors.ts";
import { actionsKey, carryOver } from "./carry-over.ts";
import { withLock } from "./lock.js";
import { root } from "./root.ts";
import { programOf, runNode } from "./run.ts";
import { say } from "./say.ts";

// Without next-env.d.ts and tsconfig's generated parts: the build writes those itself.
const sources = [
  "app",
  "components",
  "lib",
  "public",
  "next.config.ts",
  "proxy.ts",
  "package-lock.json",
  "postcss.config.mjs",
  "tsconfig.json",
];
/** Made by the step after the build, or no part of any page. */
const apart = /^public\/(sw|.*\.sw)\.js(\.map)?$|^app\/_(commands|jobs)\/|\.test\.ts$/;

function filesUnder(name: string): string[] {
  const at = path.join(root, name);
  if (!fs.existsSync(at)) return [];
  if (!fs.statSync(at).isDirectory()) return [name];
  const found = fs
    .readdirSync(at, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile());
  return found.map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)));
}

function sourceHash(bench: boolean): string {
  const hash = createHash("sha256").update(bench ? "bench" : "book");
  const names = sources.flatMap(filesUnder).filter((name) => !apart.test(name));
  for (const name of names.sort()) {
    const content = fs.readFileSync(path.join(root, name));
    hash.update(`${name}\0${content.length}\0`).update(content);
  }
  return hash.digest("hex");
}

/** Builds the pages into `folder` if their sources changed since the last time; says whether they had. */
export async function build(folder: string, env: NodeJS.ProcessEnv = process.env): Promise<boolean> {
  const at = path.join(root, folder);
  const stamp = path.join(at, "book-sources");
  const built = () => (fs.existsSync(stamp) ? fs.readFileSync(stamp, "utf8") : "");
  const lock = path.join(root, "node_modules/.cache/book", `build${folder}.lock`);
  return withLock(
    lock,
    async () => {
      const hash = sourceHash(env.BENCH_PAGES === "1");
      if (built() === hash) return false;
      const putBack = carryOver(at, `${lock}.before`);
      fs.rmSync(stamp, { force: true });
      const buildEnv = {
        ...env,
        BUILD_DIR: folder,
        NODE_ENV: "production" as const,
        NEXT_TELEMETRY_DISABLED: "1",
        NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: actionsKey(at),
      };
      const { code, output } = await runNode([programOf("next/dist/bin/next"), "build"], { env: buildEnv });
      if (code !== 0 || !fs.existsSync(path.join(at, "BUILD_ID")))
        throw new KnownError(`The pages could not be built:\n${output.trim()}`);
      const worker = path.join(root, "app/_service-worker/build.ts");
      if (fs.existsSync(worker)) {
        const made = await runNode([worker], { env: buildEnv });
        if (made.code !== 0)
          throw new KnownError(`The service worker could not be built:\n${made.output.trim()}`);
      }
      putBack();
      fs.writeFileSync(stamp, hash);
      return true;
    },
    (holder) => say(`Waiting for process ${holder.pid}, which is building the same pages …`),
  );
}
