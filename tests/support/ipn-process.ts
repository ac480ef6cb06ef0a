import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { settleFromIpn } from "../../lib/payment/index.ts";
import { connect } from "../../lib/platform/db.ts";
import { urlOf } from "./database.ts";

// The shop's side of IPNs in a process of its own, so that a test may kill it: under the web role, as the web server does.
const app = connect(urlOf("web"), { max: 2 });
const terminal = JSON.parse(process.env.TERMINAL ?? "{}");
const server = createServer(async (request, response) => {
  const query = new URL(request.url ?? "/", "http://shop").search.slice(1);
  response.end(JSON.stringify(await settleFromIpn(app, terminal, query, "127.0.0.1")));
}).listen(0, "127.0.0.1", () => process.stdout.write(`${(server.address() as AddressInfo).port}\n`));
