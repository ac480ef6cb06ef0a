import fs from "node:fs";
import path from "node:path";

/**
 * The key by which the release before named its actions: under the same one, its forms that stand open go on working. Next
 * would else draw another.
 */
export function actionsKey(at: string): string | undefined {
  try {
    const manifest = fs.readFileSync(path.join(at, "server/server-reference-manifest.json"), "utf8");
    return JSON.parse(manifest).encryptionKey;
  } catch {
    return undefined;
  }
}

/**
 * Pages of the release before stay open in browsers, and may still ask for its scripts: they are put aside before the build,
 * and back beside the new ones. What that release had itself carried is given up.
 */
export function carryOver(at: string, aside: string): () => void {
  const files = path.join(at, "static");
  const list = path.join(at, "static-of-before");
  const carried = fs.existsSync(list) ? fs.readFileSync(list, "utf8").split("\n") : [];
  fs.rmSync(aside, { recursive: true, force: true });
  if (fs.existsSync(path.join(at, "book-sources"))) fs.renameSync(files, aside);
  for (const file of carried.filter(Boolean)) fs.rmSync(path.join(aside, file), { force: true });
  return () => {
    if (!fs.existsSync(aside)) return;
    const kept = fs
      .readdirSync(aside, { recursive: true, encoding: "utf8" })
      .filter(
        (file) => fs.statSync(path.join(aside, file)).isFile() && !fs.existsSync(path.join(files, file)),
      );
    for (const file of kept) fs.cpSync(path.join(aside, file), path.join(files, file));
    fs.writeFileSync(list, kept.join("\n"));
    fs.rmSync(aside, { recursive: true });
  };
}
