import http from "node:http";

/** What the load is to be; it comes as JSON on the command line. */
export type Load = { url: string; cookies: string[]; atOnce: number; seconds: number };
/** What came of it; printed as JSON. Only whole answers with status 200 are counted. */
export type LoadResult = {
  answers: number;
  seconds: number;
  bytes: number;
  milliseconds: number[];
  wrong: string[];
};

const load: Load = JSON.parse(process.argv[2] ?? "");
const agent = new http.Agent({ keepAlive: true, maxSockets: load.atOnce });

function ask(cookie: string | undefined): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const headers = cookie ? { cookie } : {};
    const request = http.get(load.url, { agent, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("end", () =>
        resolve({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString("utf8") }),
      );
      response.on("error", reject);
    });
    request.on("error", reject);
  });
}

/** The length of an answer, without what differs by nature from one to the next: nonces and the order of what is streamed. */
const lengthOf = (text: string) => text.length;

const first = await ask(load.cookies[0]);
const whole = lengthOf(first.text);
const result: LoadResult = {
  answers: 0,
  seconds: 0,
  bytes: Buffer.byteLength(first.text),
  milliseconds: [],
  wrong: [],
};
const started = performance.now();
const until = started + load.seconds * 1000;

async function reader(at: number): Promise<void> {
  const cookie = load.cookies[at % load.cookies.length];
  while (performance.now() < until) {
    const from = performance.now();
    const { status, text } = await ask(cookie);
    result.milliseconds.push(performance.now() - from);
    if (status !== 200) result.wrong.push(`status ${status}`);
    else if (Math.abs(lengthOf(text) - whole) > whole / 100 || !text.endsWith("</html>"))
      result.wrong.push(`${text.length} characters instead of ${whole}, ending ${text.slice(-20)}`);
    else result.answers += 1;
  }
}

await Promise.all(Array.from({ length: load.atOnce }, (_, at) => reader(at)));
result.seconds = (performance.now() - started) / 1000;
agent.destroy();
process.stdout.write(JSON.stringify(result));
