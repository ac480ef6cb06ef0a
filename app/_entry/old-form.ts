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
 * A form without scripts that an older release made, for an action that is gone: Next would answer it with a line of English
 * and nothing else. Null for every other.
 */
export async function formOfOldRelease(request: Request, buildDir: string): Promise<FormData | null> {
  const type = request.headers.get("content-type") ?? "";
  if (
    request.method !== "POST" ||
    request.headers.has("next-action") ||
    !/^multipart\/form-data\b/.test(type) ||
    !isShort(request)
  )
    return null;
  known ??= readKnown(buildDir);
  const ours = await known;
  if (!ours) return null;
  try {
    const form = await request.clone().formData();
    return actionsIn(form).some((id) => !ours.has(id)) ? form : null;
  } catch {
    return null;
  }
}

/**
 * What a person wrote in a form: words, beside the ids and choices that it carries. A single word of plain letters is not told
 * from a choice; it is soon written again.
 */
export function writtenIn(form: FormData): string[] {
  const words = [...form]
    .filter(([name, value]) => !name.startsWith("$") && typeof value === "string")
    .map(([, value]) => String(value).trim())
    .filter((value) => /\p{L}/u.test(value) && /\s|[^\x20-\x7e]/.test(value));
  return [...new Set(words)];
}

const marks: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
const escaped = (text: string) => text.replace(/[&<>"]/g, (mark) => marks[mark] ?? mark);

/** The page of the build that says so, with what was written to be copied, and the page on which it was. */
export async function outdatedPage(
  buildDir: string,
  { language, page, written }: { language: "vi" | "en"; page: string; written: readonly string[] },
): Promise<string> {
  const file = path.join(
    /*turbopackIgnore: true*/ process.cwd(),
    buildDir,
    "book",
    `outdated-${language}.html`,
  );
  const drawn = await readFile(file, "utf8");
  const said =
    written.length === 0
      ? drawn.replace(/<section[^>]*>(?:(?!<section).)*%written%.*?<\/section>/s, "")
      : drawn.replace(/(<li[^>]*>)%written%(<\/li>)/, (_, open, close) =>
          written.map((words) => `${open}${escaped(words)}${close}`).join(""),
        );
  return said.replace("%page%", () => escaped(page));
}
