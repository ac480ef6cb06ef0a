import { randomUUID } from "node:crypto";
import postgres from "postgres";
import { say } from "#lib/conversation/index.ts";
import type { Heard } from "#lib/conversation/rules.ts";
import { Channel } from "#lib/platform/channel.ts";
import { type Context, contextFor } from "#lib/platform/context.ts";
import type { BenchBook, BenchRow } from "../../app/_commands/bench.ts";
import { eventStream } from "../../app/_entry/event-stream.ts";
import { conversationAfter } from "../../app/_teleconsult/conversation-after.ts";
import { type OpenConversation, openConversations, type Speaker } from "./support/conversations.ts";
import { median, percentile, short } from "./support/figures.ts";
import { openWeb, type WebDatabases } from "./support/readers.ts";

const OPEN = 500;
const CONNECTIONS = 20;
/** How many send at once when it is measured how much goes through, and for how long. */
const CALLERS = 100;
const LASTS_MS = 6_000;
/** Messages a second when it is measured how long one takes: each conversation one every two seconds. */
const PACE = 250;
const AIM = 0.3;
const TURNS = 3;

/** Sends one message in conversation `at`, under a name by which it is known where it arrives. */
type Send = (at: number, name: string) => Promise<unknown>;
type Way = { send: Send; close: () => Promise<void> };
type Arrived = (name: string) => void;
type Turn = { perSecond: number; each: number[]; lost: number; doubled: number };

/** What was sent and what arrived, once, twice or never. */
class Post {
  readonly #sent = new Map<string, number>();
  readonly #arrived = new Map<string, number>();
  readonly each: number[] = [];
  readonly arrived: Arrived = (name) => {
    const sentAt = this.#sent.get(name);
    if (sentAt === undefined) return;
    const times = (this.#arrived.get(name) ?? 0) + 1;
    this.#arrived.set(name, times);
    if (times === 1) this.each.push(performance.now() - sentAt);
  };
  sending(name: string) {
    this.#sent.set(name, performance.now());
  }
  get lost() {
    return this.#sent.size - this.#arrived.size;
  }
  get doubled() {
    return [...this.#arrived.values()].filter((times) => times > 1).length;
  }
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
let post = new Post();

/** Waits until all of it has arrived, or no more comes. */
async function settle(): Promise<void> {
  for (let waited = 0; post.lost > 0 && waited < 5_000; waited += 10) await pause(10);
}

/** As many as go through: CALLERS send one after another. */
async function rush(send: Send): Promise<Turn> {
  post = new Post();
  const from = performance.now();
  let next = 0;
  const hand = async () => {
    while (performance.now() - from < LASTS_MS) {
      const name = randomUUID();
      post.sending(name);
      next += 1;
      await send(next % OPEN, name);
    }
  };
  await Promise.all(Array.from({ length: CALLERS }, hand));
  await settle();
  const perSecond = (post.each.length / (performance.now() - from)) * 1000;
  return { perSecond, each: post.each, lost: post.lost, doubled: post.doubled };
}

/** At an even pace, to see how long one takes. */
async function walk(send: Send): Promise<Turn> {
  post = new Post();
  const from = performance.now();
  const sent: Promise<unknown>[] = [];
  for (let at = 0; at < (PACE * LASTS_MS) / 1000; at += 1) {
    const due = from + (at * 1000) / PACE;
    if (due > performance.now()) await pause(due - performance.now());
    const name = randomUUID();
    post.sending(name);
    sent.push(send(at % OPEN, name));
  }
  await Promise.all(sent);
  await settle();
  return { perSecond: PACE, each: post.each, lost: post.lost, doubled: post.doubled };
}

/** LISTEN and NOTIFY with nothing around: no message is kept, and nobody is asked who they are. */
async function bare({ databases }: BenchBook, withRow: boolean): Promise<Way> {
  const line = postgres(databases.databaseUrl, { max: 1, onnotice: () => {} });
  const owner = postgres(databases.ownerUrl, { max: 1, onnotice: () => {} });
  const senders = postgres(withRow ? databases.ownerUrl : databases.databaseUrl, { max: CONNECTIONS });
  const name = `bare_${randomUUID().replaceAll("-", "")}`;
  await line.listen(name, (payload) => post.arrived(payload.split(" ")[1] ?? ""));
  if (withRow)
    await owner.unsafe(`create table if not exists public.bare_lines (at int, name text, said text)`);
  return {
    send: async (at, said) => {
      // Sent at once, and not only when somebody waits for it.
      if (!withRow) return await senders`select pg_notify(${name}, ${`${at} ${said}`})`;
      return await senders`
        with kept as (insert into public.bare_lines values (${at}, ${said}, 'Một lời nhắn') returning at)
        select pg_notify(${name}, at || ' ' || ${said}) from kept`;
    },
    close: async () => {
      if (withRow) await owner.unsafe("drop table if exists public.bare_lines");
      await Promise.all([line.end(), owner.end(), senders.end()]);
    },
  };
}

const contextOf = (web: WebDatabases, { kind, id, token }: Speaker): Context =>
  contextFor({ kind, id, name: "", token }, web, new Date(), "bench");

/** Reads a stream of server-sent events as a browser does. */
async function listen(answer: Response, heard: (view: Heard) => void): Promise<void> {
  if (!answer.body) throw new Error(`a stream answered ${answer.status}`);
  const text = new TextDecoder();
  let rest = "";
  for await (const chunk of answer.body) {
    const events = (rest + text.decode(chunk, { stream: true })).split("\n\n");
    rest = events.pop() ?? "";
    for (const event of events) {
      const data = event.split("\n").find((line) => line.startsWith("data: "));
      if (data) heard(JSON.parse(data.slice(6)));
    }
  }
}

/** The product: every conversation open on both sides, each with its stream; what one side says arrives at the other's. */
async function product(book: BenchBook, conversations: readonly OpenConversation[]): Promise<Way> {
  const web = openWeb(book, CONNECTIONS);
  const knock = (name: string, payload: string) => web.app.$client`select pg_notify(${name}, ${payload})`;
  const channel = new Channel(book.databases.databaseUrl, "conversation", knock);
  const end = new AbortController();
  const sides = conversations.map(({ caseId, person, doctor }) => ({
    caseId,
    contexts: [contextOf(web, person), contextOf(web, doctor)] as const,
  }));
  const streams: Promise<void>[] = [];
  for (const { caseId, contexts } of sides)
    for (const ctx of contexts) {
      let isOpen = () => {};
      const opened = new Promise<void>((resolve) => {
        isOpen = resolve;
      });
      const answer = eventStream({
        request: new Request("http://book.example/messages", { signal: end.signal }),
        session: ctx.actor.token,
        follow: (moved) => channel.follow(caseId, moved),
        read: conversationAfter(ctx, caseId, 0),
        numberOf: (heard: Heard) => heard.last,
        pause: 40,
      });
      streams.push(
        listen(answer, ({ lines }) => {
          isOpen();
          for (const { own, said } of lines) if (!own && said) post.arrived(said.split(" ")[0] ?? "");
        }),
      );
      await opened;
    }
  let turn = 0;
  return {
    send: (at, name) => {
      const side = sides[at];
      if (!side) throw new Error("no such conversation");
      turn += 1;
      const ctx = side.contexts[turn % 2] ?? side.contexts[0];
      return say(ctx, { caseId: side.caseId, lineId: randomUUID(), said: `${name} Một lời nhắn` });
    },
    close: async () => {
      end.abort();
      await Promise.all(streams);
      await web.close();
    },
  };
}

/** Messages delivered between two sides of 500 open conversations, and how long one takes. */
export default async function chat(book: BenchBook): Promise<BenchRow[]> {
  const open: [string, () => Promise<Way>][] = [
    ["bare NOTIFY, one LISTEN, nothing kept", () => bare(book, false)],
    ["the same, with one row kept", () => bare(book, true)],
    ["say, told to both sides by streams", async () => product(book, await openConversations(book, OPEN))],
  ];
  const lines = open.map(([what, way]) => ({ what, way, rushes: [] as Turn[], walks: [] as Turn[] }));
  for (let turn = 0; turn <= TURNS; turn += 1)
    for (const line of lines) {
      const { send, close } = await line.way();
      try {
        const [rushed, walked] = [await rush(send), await walk(send)];
        // The first turn warms up.
        if (turn > 0) {
          line.rushes.push(rushed);
          line.walks.push(walked);
        }
      } finally {
        await close();
      }
    }
  const floor = median(lines[0]?.rushes.map(({ perSecond }) => perSecond) ?? []);
  return lines.map(({ what, rushes, walks }) => {
    const ratio = median(rushes.map(({ perSecond }) => perSecond)) / floor;
    const each = walks.flatMap((one) => one.each);
    const all = [...rushes, ...walks];
    return {
      what,
      "per s": Math.round(median(rushes.map(({ perSecond }) => perSecond))),
      [`p50 ms at ${PACE}/s`]: short(median(each)),
      "p99 ms": short(percentile(each, 0.99)),
      lost: all.reduce((sum, { lost }) => sum + lost, 0),
      doubled: all.reduce((sum, { doubled }) => sum + doubled, 0),
      "of the floor": short(ratio),
      aim: what.startsWith("say")
        ? `at least ${AIM}, ${ratio >= AIM ? "met" : "missed"}; lost 0, doubled 0`
        : "",
    };
  });
}
