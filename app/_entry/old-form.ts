import { readFile } from "node:fs/promises";
import path from "node:path";

/** Under which names a form without scripts tells its actions, as React writes them. */
const PLAIN = /^\$ACTION_ID_([0-9a-f]+)$/;
const BOUND = /^\$ACTION_\d+:0$/;

/** The actions that a form was made for. */
export function actionsIn(form: FormData): string[] {
  return [...form].flatMap(([name, value]) => {
    const plain = PLAIN.exec(name)?.[1];
    if (plain) return [plain];
    if (!BOUND.test(name) || typeof value !== "string") return [];
    const bound = /"id":"([0-9a-f]+)"/.exec(value)?.[1];
    return bound ? [bound] : [];
  });
}

/** As much as Next takes of a form with an action; a larger one it refuses by itself, and nobody unfolds it here for nothing. */
const MOST_BYTES = 1_048_576;
/** Browsers say of every form how long it is. */
function isShort(request: Request): boolean {
  const length = Number(request.headers.get("content-length") ?? Number.NaN);
  return length > 0 && length <= MOST_BYTES;
}

let known: Promise<ReadonlySet<string> | null> | undefined;

/** The actions of this release; null where they cannot be told, as under `next dev`. */
async function readKnown(buildDir: string): Promise<ReadonlySet<string> | null> {
  try {
    const file = path.join(
      /*turbopackIgnore: true*/ process.cwd(),
      buildDir,
      "server/server-reference-manifest.json",
    );
    const { node } = JSON.parse(await readFile(file, "utf8")) as { node: Record<string, unknown> };
    return new Set(Object.keys(node));
  } catch {
    return null;
  }
}

/**
 * Whether a form without scripts was made by an older release, for an action that is gone: Next would answer it with a line of
 * English and nothing else.
 */
export async function isOfOldRelease(request: Request, buildDir: string): Promise<boolean> {
  const type = request.headers.get("content-type") ?? "";
  if (
    request.method !== "POST" ||
    request.headers.has("next-action") ||
    !/^multipart\/form-data\b/.test(type) ||
    !isShort(request)
  )
    return false;
  known ??= readKnown(buildDir);
  const ours = await known;
  if (!ours) return false;
  try {
    return actionsIn(await request.clone().formData()).some((id) => !ours.has(id));
  } catch {
    return false;
  }
}
