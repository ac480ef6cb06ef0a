import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { build } from "esbuild";

/**
 * After `next build`: the pages without a network as plain HTML, and the service worker with the list of what to keep. All go
 * into the build folder, so that two builds can serve side by side.
 */
const root = path.join(import.meta.dirname, "../..");
const out = path.join(root, process.env.BUILD_DIR ?? ".next");
const made = path.join(out, "book");
mkdirSync(made, { recursive: true });

type Draw = (locale: "vi" | "en", styles: readonly string[]) => string;
const hashOf = (text: string | Buffer) => createHash("sha256").update(text).digest("hex").slice(0, 16);

/** Something of our components that plain node draws, bundled as `NAME.cjs`. */
async function bundled<T>(name: string, file: string, of: (bundle: string) => T): Promise<T> {
  const bundle = path.join(made, `${name}.cjs`);
  await build({
    entryPoints: [path.join(import.meta.dirname, file)],
    outfile: bundle,
    bundle: true,
    platform: "node",
    format: "cjs",
    jsx: "automatic",
    define: { "process.env.NODE_ENV": '"production"' },
  });
  return of(bundle);
}

/** A page of plain HTML in both languages, `NAME-vi.html` and `NAME-en.html`; answers what changes when it does. */
async function makePages(name: string, file: string, drawn: (bundle: string) => Draw): Promise<string> {
  const draw = await bundled(name, file, drawn);
  const css = readdirSync(path.join(out, "static"), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".css"))
    .map((file) => `/_next/static/${file}`);
  const pages = (["vi", "en"] as const).map((locale) => {
    const html = draw(locale, css);
    writeFileSync(path.join(made, `${name}-${locale}.html`), html);
    return html;
  });
  return hashOf(pages.join());
}

async function makeScript(
  name: string,
  file: string,
  format: "iife" | "esm",
  define: Record<string, string> = {},
): Promise<string> {
  const outfile = path.join(made, name);
  await build({
    entryPoints: [path.join(import.meta.dirname, file)],
    outfile,
    bundle: true,
    minify: true,
    format,
    target: "es2022",
    define,
  });
  return hashOf(readFileSync(outfile));
}

const ask = createRequire(import.meta.url);
const revision = await makePages(
  "offline",
  "offline.tsx",
  (bundle) => (ask(bundle) as typeof import("./offline.tsx")).offlinePage,
);
const verifyRevision = await makePages(
  "verify",
  "verify-offline.tsx",
  (bundle) => (ask(bundle) as typeof import("./verify-offline.tsx")).verifyPage,
);
const copyRevision = await makePages(
  "offline-copy",
  "offline-copy.tsx",
  (bundle) => (ask(bundle) as typeof import("./offline-copy.tsx")).copyPage,
);
// Answered by the proxy, and kept by nobody.
await makePages(
  "outdated",
  "outdated-page.tsx",
  (bundle) => (ask(bundle) as typeof import("./outdated-page.tsx")).outdatedPage,
);
const copyScriptRevision = await makeScript("offline-copy.js", "open-copy.ts", "iife");
const scriptRevision = await makeScript("verify.js", "verify.ts", "iife");
// Not kept for everybody: the worker keeps it once the page that checks papers has asked for it.
await makeScript("verify-decoder.js", "decoder.ts", "esm");
const strip = await bundled(
  "strip",
  "new-version-strip.tsx",
  (bundle) => (ask(bundle) as typeof import("./new-version-strip.tsx")).newVersionStrip,
);
const drawn = { vi: strip("vi"), en: strip("en") };
await makeScript("new-version.js", "announce.ts", "esm", { DRAWN: JSON.stringify(drawn) });
// Next names each of its files after what it holds: they need no revision.
const shell = readdirSync(path.join(out, "static"), { recursive: true, encoding: "utf8" })
  .filter((file) => /\.(js|css|woff2)$/.test(file))
  .sort()
  .map((file) => ({ url: `/_next/static/${file}`, revision: null }));
const inBoth = (page: string, revision: string) =>
  ["vi", "en"].map((locale) => ({ url: `${page}?lang=${locale}`, revision }));
const kept = [
  ...shell,
  ...inBoth("/offline", revision),
  ...inBoth("/offline-copy", copyRevision),
  ...inBoth("/verify-offline", verifyRevision),
  { url: "/offline-copy.js", revision: copyScriptRevision },
  { url: "/verify.js", revision: scriptRevision },
  {
    url: "/icons/mark.svg",
    revision: hashOf(readFileSync(path.join(root, "public/icons/mark.svg"))),
  },
];
await build({
  entryPoints: [path.join(import.meta.dirname, "worker.ts")],
  outfile: path.join(made, "sw.js"),
  bundle: true,
  minify: true,
  format: "iife",
  define: { "self.__WB_MANIFEST": JSON.stringify(kept), "process.env.NODE_ENV": '"production"' },
});
