import { spawn } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { pipeline } from "node:stream/promises";
import { createBrotliDecompress } from "node:zlib";
import { KnownError } from "../../../lib/platform/errors.ts";
import { withLock } from "../start/lock.js";
import { root } from "../start/root.ts";

const cache = path.join(root, "node_modules/.cache/book");
const packed = path.join(root, "node_modules/@sparticuz/chromium");

/** A browser, and the folder of the libraries that it brings. */
export type Chromium = { program: string; libraries: string };

async function unpackArchive(file: string, folder: string): Promise<void> {
  const tar = spawn("tar", ["-x", "-C", folder], { stdio: ["pipe", "inherit", "inherit"] });
  const done = new Promise<number | null>((resolve, reject) =>
    tar.once("error", reject).once("close", resolve),
  );
  // tar ends at the mark of the archive's end and may leave the padding after it unread: its own word counts.
  const [code] = await Promise.all([
    done,
    pipeline(fs.createReadStream(file), createBrotliDecompress(), tar.stdin).catch(() => {}),
  ]);
  if (code !== 0) throw new Error(`tar could not unpack ${file}`);
}

/** The browser of CHROME_PATH, else the packed one, unpacked once. */
export async function chromium(): Promise<Chromium> {
  const { CHROME_PATH } = process.env;
  if (CHROME_PATH) return { program: CHROME_PATH, libraries: "" };
  if (process.platform !== "linux" || process.arch !== "x64" || !fs.existsSync(packed)) {
    throw new KnownError(
      "No browser is packed for this computer: give the path of a Chromium or Chrome in CHROME_PATH.",
    );
  }
  const { version } = JSON.parse(fs.readFileSync(path.join(packed, "package.json"), "utf8"));
  const folder = path.join(cache, `chromium-${version}`);
  const found = { program: path.join(folder, "chromium"), libraries: path.join(folder, "lib") };
  await withLock(`${folder}.lock`, async () => {
    if (fs.existsSync(folder)) return;
    const draft = `${folder}.new`;
    fs.rmSync(draft, { recursive: true, force: true });
    fs.mkdirSync(draft, { recursive: true });
    const program = fs.createWriteStream(path.join(draft, "chromium"), { mode: 0o755 });
    await pipeline(
      fs.createReadStream(path.join(packed, "bin/chromium.br")),
      createBrotliDecompress(),
      program,
    );
    await unpackArchive(path.join(packed, "bin/al2023.tar.br"), draft);
    fs.renameSync(draft, folder);
  });
  return found;
}
