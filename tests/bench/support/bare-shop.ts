import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import postgres from "postgres";

// The two statements of an IPN behind a bare HTTP server, in a process of its own: what answering over HTTP costs at least.
const { DATABASE_URL = "", AT_ONCE = "10", CODE = "", AMOUNT_VND = "0" } = process.env;
const sql = postgres(DATABASE_URL, { max: Number(AT_ONCE), fetch_types: false, onnotice: () => {} });

const server = createServer(async (request, response) => {
  const query = (request.url ?? "").split("?")[1] ?? "";
  const { vnp_TxnRef: reference = "", vnp_TransactionNo: number = "" } = Object.fromEntries(
    new URLSearchParams(query),
  );
  await sql`
    select app.keep_payment_message('ipn', sha256(${query}::text::bytea), 'genuine', ${reference}, ${JSON.stringify({ query })}::text::jsonb, '127.0.0.1')`;
  const [row] = await sql<{ reception: string }[]>`
    select app.settle_payment('ipn', ${CODE}, ${reference}, 'paid', 'none', ${AMOUNT_VND}, ${number}, 'NCB', ${`VNP${number}`}, null) as reception`;
  response.setHeader("content-type", "application/json");
  response.end(JSON.stringify({ RspCode: row?.reception === "recorded" ? "00" : "99" }));
}).listen(0, "127.0.0.1", () => {
  process.stdout.write(`${(server.address() as AddressInfo).port}\n`);
});
