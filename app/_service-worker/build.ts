import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { build } from "esbuild";
import { getManifest } from "workbox-build";

/**
 * After `next build`: the offline page as plain HTML, and the service worker with the list of what to keep. Both go
 * into the build folder, so that two builds can serve side by side.
 */
const root = path.join(import.meta.dirname, "../..");
const out = path.join(root, process.env.BUILD_DIR ?? ".next");
const made = path.join(out, "book");
mkdirSync(made, { recursive: true });

async function makeOfflinePages(): Promise<string> {
  const bundle = path.join(made, "offline.cjs");
  await build({
    entryPoints: [path.join(import.meta.dirname, "offline.tsx")],
    outfile: bundle,
    bundle: true,
    platform: "node",
    format: "cjs",
    jsx: "automatic",
    define: { "process.env.NODE_ENV": '"production"' },
  });
  const { offlinePage } = createRequire(import.meta.url)(bundle) as typeof import("./offline.tsx");
  const css = readdirSync(path.join(out, "static"), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".css"))
    .map((file) => `/_next/static/${file}`);
  const pages = (["vi", "en"] as const).map((locale) => {
    const html = offlinePage(locale, css);
    writeFileSync(path.join(made, `offline-${locale}.html`), html);
    return html;
  });
  return createHash("sha256").update(pages.join()).digest("hex").slice(0, 16);
}

const revision = await makeOfflinePages();
const { manifestEntries } = await getManifest({
  globDirectory: path.join(out, "static"),
  globPatterns: ["**/*.{js,css,woff2}"],
  modifyURLPrefix: { "": "/_next/static/" },
  dontCacheBustURLsMatching: /.*/,
  maximumFileSizeToCacheInBytes: 3_000_000,
  additionalManifestEntries: [
    { url: "/offline", revision },
    {
      url: "/icons/mark.svg",
      revision: createHash("sha256")
        .update(readFileSync(path.join(root, "public/icons/mark.svg")))
        .digest("hex")
        .slice(0, 16),
    },
  ],
});
await build({
  entryPoints: [path.join(import.meta.dirname, "worker.ts")],
  outfile: path.join(made, "sw.js"),
  bundle: true,
  minify: true,
  format: "iife",
  define: { "self.__WB_MANIFEST": JSON.stringify(manifestEntries), "process.env.NODE_ENV": '"production"' },
});
