import { latestStatements, publishedKeys } from "#lib/consent/index.ts";
import { webEnv } from "#lib/platform/env.ts";

export const dynamic = "force-dynamic";

/** A day of statements, one each ten minutes. */
const MOST = 144;

/** For whoever wants to hold us to it: where the chains of all access logs ended, signed. Nothing about anybody. */
export async function GET() {
  const { dataDir } = webEnv();
  const [keys, statements] = await Promise.all([publishedKeys(dataDir), latestStatements(dataDir, MOST)]);
  const shown = statements.map(({ text, signature }) => ({ statement: text, signature }));
  return Response.json({ keys, statements: shown }, { headers: { "cache-control": "public, max-age=60" } });
}
