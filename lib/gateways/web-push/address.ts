import { pushServices } from "./services.data.ts";

const isHostOf = (host: string, named: string) =>
  named.startsWith(".") ? host.endsWith(named) && host.length > named.length : host === named;

/**
 * Whether an endpoint that a browser told is one of a push service: https, of a known host, without a user or a port of its
 * own. `alsoAt` are origins that the operator names beside them, taken as they are.
 */
export function isPushAddress(endpoint: string, alsoAt: readonly string[] = []): boolean {
  if (!URL.canParse(endpoint)) return false;
  const { protocol, hostname, port, username, password, origin } = new URL(endpoint);
  if (username || password) return false;
  if (alsoAt.includes(origin)) return true;
  return protocol === "https:" && port === "" && pushServices.some((named) => isHostOf(hostname, named));
}
