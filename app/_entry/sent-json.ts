import type { ZodError } from "zod";

/** The JSON that a machine sent, no more of it than `most` bytes. */
export async function bodyOf(
  request: Request,
  most: number,
): Promise<{ value: unknown } | "too-large" | "not-json"> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength;
    if (size > most) return "too-large";
    chunks.push(chunk);
  }
  try {
    return { value: JSON.parse(Buffer.concat(chunks).toString("utf8")) };
  } catch {
    return "not-json";
  }
}

/** What is wrong with it, field by field; of what may be one of several shapes, the last one's words. */
export function fieldsOf(error: ZodError): { field: string; message: string }[] {
  const issues = error.issues.flatMap((issue) =>
    issue.code === "invalid_union" ? (issue.errors.at(-1) ?? []) : [issue],
  );
  return issues.slice(0, 50).map(({ path, message }) => ({ field: path.join("."), message }));
}
