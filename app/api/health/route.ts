import { checkHealth } from "#lib/platform/health.ts";

export const dynamic = "force-dynamic";

/** For machines: 200 while the book can be read, 503 when it cannot. An issuer that is away is `degraded`. */
export async function GET() {
  const checks = await checkHealth();
  const up = checks.app && checks.warehouse;
  const status = up ? (checks.vneid && checks.staff ? "ok" : "degraded") : "down";
  const words = Object.fromEntries(Object.entries(checks).map(([name, ok]) => [name, ok ? "ok" : "down"]));
  return Response.json(
    { status, checks: words },
    { status: up ? 200 : 503, headers: { "cache-control": "no-store" } },
  );
}
