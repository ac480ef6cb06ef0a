import type { IncomingMessage, ServerResponse } from "node:http";

/** The JSON that was sent; nobody sends a simulator more than a little. */
export async function bodyOf(request: IncomingMessage): Promise<Record<string, unknown>> {
  let text = "";
  for await (const chunk of request.setEncoding("utf8")) {
    text += chunk;
    if (text.length > 10_000) throw new Error("The request is too long.");
  }
  return JSON.parse(text || "{}");
}

/** Answers in JSON. */
export function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, {
    "Content-Type": "application/json; charset=utf-8",
    "Cache-Control": "no-store",
  });
  response.end(`${JSON.stringify(body)}\n`);
}
