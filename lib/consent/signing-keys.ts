import { createHash, createPrivateKey, createPublicKey, type KeyObject } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";

/** A public key with the name under which statements cite it: the first 16 digits of the SHA-256 of its bytes. */
export type NamedKey = { id: string; key: KeyObject };

const nameOf = (key: KeyObject) =>
  createHash("sha256")
    .update(key.export({ type: "spki", format: "der" }))
    .digest("hex")
    .slice(0, 16);

/**
 * The keys that sign the heads of the access log, out of KEYS_DIR: `access-log-heads-1.key`, `-2`, …; the highest number
 * signs, all of them verify. Throws when there is none.
 */
export async function readSigningKeys(
  keysDir: string,
): Promise<{ signing: NamedKey; verifying: readonly NamedKey[] }> {
  const found = (await readdir(keysDir))
    .flatMap((name) => {
      const [, number] = /^access-log-heads-(\d{1,4})\.key$/.exec(name) ?? [];
      return number ? [{ name, number: Number(number) }] : [];
    })
    .sort((a, b) => b.number - a.number);
  const keys = await Promise.all(
    found.map(async ({ name }) => createPrivateKey(await readFile(path.join(keysDir, name)))),
  );
  const [first] = keys;
  if (!first) throw new Error("KEYS_DIR has no key for the heads of the access log");
  const verifying = keys.map((secret) => {
    const key = createPublicKey(secret);
    return { id: nameOf(key), key };
  });
  return { signing: { id: nameOf(createPublicKey(first)), key: first }, verifying };
}
