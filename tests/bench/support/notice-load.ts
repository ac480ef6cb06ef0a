import http from "node:http";

/** Addresses to call, so many at once; it comes as JSON on standard input. */
type Load = { urls: string[]; atOnce: number };

let text = "";
for await (const chunk of process.stdin.setEncoding("utf8")) text += chunk;
const { urls, atOnce }: Load = JSON.parse(text);
const agent = new http.Agent({ keepAlive: true, maxSockets: atOnce });

const call = (url: string) =>
  new Promise<string>((resolve, reject) => {
    const request = http.get(url, { agent }, (response) => {
      let body = "";
      response.setEncoding("utf8").on("data", (chunk: string) => {
        body += chunk;
      });
      response.on("end", () => resolve(body));
    });
    request.on("error", reject);
  });

const milliseconds: number[] = [];
let wrong = 0;
let next = 0;
const started = performance.now();
async function caller(): Promise<void> {
  for (let url = urls[next++]; url; url = urls[next++]) {
    const from = performance.now();
    const body = await call(url);
    milliseconds.push(performance.now() - from);
    if (!body.includes('"RspCode":"00"')) wrong += 1;
  }
}
await Promise.all(Array.from({ length: atOnce }, caller));
agent.destroy();
process.stdout.write(JSON.stringify({ seconds: (performance.now() - started) / 1000, milliseconds, wrong }));
