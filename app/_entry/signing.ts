import { webEnv } from "#lib/platform/env.ts";
import type { Signing } from "#lib/vaccination/index.ts";

/** Who signs certificates of vaccination, and whose are taken beside our own. */
export function signing(): Signing & { trustFile: string | null } {
  const { certificateKeys, publicUrl, trustFile } = webEnv();
  return { keys: certificateKeys, issuer: publicUrl, trustFile };
}

/** What everybody may read, from any page. */
export const forEverybody = (seconds: number) => ({
  "access-control-allow-origin": "*",
  "cache-control": `public, max-age=${seconds}`,
});
