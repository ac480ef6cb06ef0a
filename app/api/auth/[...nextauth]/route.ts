import type { NextRequest } from "next/server";
import { answerSignIn } from "#lib/identity/session.ts";

/** The issuers' answers. Sign-in and sign-out themselves are server actions; nothing else of next-auth is reachable. */
export async function GET(request: NextRequest, { params }: { params: Promise<{ nextauth: string[] }> }) {
  const { nextauth } = await params;
  const [action, provider] = nextauth;
  return answerSignIn(request, action === "callback" && nextauth.length === 2 ? provider : undefined);
}
