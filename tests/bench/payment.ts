import { spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { beginPayment, settleFromIpn } from "#lib/payment/index.ts";
import type { BenchBook, BenchRow } from "../../app/_commands/bench.ts";
import { killAtOnce, launcherOf, membersOf } from "../support/book-process.ts";
import { gatherCrowd, type Opener } from "./support/crowd.ts";
import { AMOUNT_VND, makeNotes, noticeFor, terminalOf } from "./support/fee-notes.ts";
import { median, percentile, short } from "./support/figures.ts";
import { contextOf, openOwner, openWeb, type WebDatabases } from "./support/readers.ts";

const AT_ONCE = 10;
const TURNS = 6;
const TURN = 250;
const AIM = 0.5;
const PAYERS = 50;
const NOTES = 1_000;
const WAIT_MS = 120_000;

type Turn = { perSecond: number; each: number[] };
type Told = { reference: string; query: string; number: number };

/** Sends each of `all`, AT_ONCE at a time, and says how long each took. */
async function send(all: readonly Told[], one: (told: Told) => Promise<void>): Promise<Turn> {
  const each: number[] = [];
  let next = 0;
  const started = performance.now();
  const hand = async () => {
    for (let told = all[next++]; told; told = all[next++]) {
      const from = performance.now();
      await one(told);
      each.push(performance.now() - from);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, hand));
  return { perSecond: (all.length / (performance.now() - started)) * 1000, each };
}

/** The same two statements, each its own commit, as the product sends them; nothing is read, checked or signed. */
const bare =
  ({ app }: WebDatabases, code: string) =>
  async ({ reference, query, number }: Told) => {
    await app.$client`
      select app.keep_payment_message('ipn', sha256(${query}::text::bytea), 'genuine', ${reference}, ${JSON.stringify({ query })}::text::jsonb, '127.0.0.1')`;
    const [row] = await app.$client<{ reception: string }[]>`
      select app.settle_payment('ipn', ${code}, ${reference}, 'paid', 'none', ${AMOUNT_VND}, ${String(number)}, 'NCB', ${`VNP${number}`}, null) as reception`;
    if (row?.reception !== "recorded") throw new Error(`a payment was answered ${row?.reception}`);
  };

/** The bare statements behind a bare HTTP server of its own. */
async function bareShop({ databases }: BenchBook, code: string) {
  const child = spawn(process.execPath, ["tests/bench/support/bare-shop.ts"], {
    env: {
      ...process.env,
      DATABASE_URL: databases.databaseUrl,
      AT_ONCE: String(AT_ONCE),
      CODE: code,
      AMOUNT_VND: String(AMOUNT_VND),
    },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [port] = await once(child.stdout.setEncoding("utf8"), "data");
  return { url: `http://127.0.0.1:${String(port).trim()}/`, end: () => child.kill() };
}

function overHttp(address: string, all: readonly Told[]): Promise<Turn> {
  const urls = all.map(({ query }) => `${address}?${query}`);
  const child = spawn(process.execPath, ["tests/bench/support/notice-load.ts"], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  let text = "";
  child.stdout.setEncoding("utf8").on("data", (chunk: string) => {
    text += chunk;
  });
  child.stdin.end(JSON.stringify({ urls, atOnce: AT_ONCE }));
  return new Promise((resolve, reject) => {
    child.on("close", (code) => {
      if (code !== 0) return reject(new Error("the load could not run"));
      const told: { seconds: number; milliseconds: number[]; wrong: number } = JSON.parse(text);
      if (told.wrong > 0) return reject(new Error(`${told.wrong} notices were not answered 00`));
      resolve({ perSecond: all.length / told.seconds, each: told.milliseconds });
    });
  });
}

async function rates(book: BenchBook, people: readonly Opener[]): Promise<BenchRow[]> {
  const terminal = terminalOf(book);
  const web = openWeb(book, AT_ONCE);
  let number = Date.now() * 10;
  const turn = async (): Promise<Told[]> =>
    (await makeNotes(book, people, TURN, true)).map(({ reference }) => {
      number += 1;
      return { reference, number, query: noticeFor(terminal, reference, number) };
    });
  const product = async ({ query }: Told) => {
    const { RspCode } = await settleFromIpn(web.app, terminal, query, "127.0.0.1");
    if (RspCode !== "00") throw new Error(`a notice was answered ${RspCode}`);
  };
  const shop = await bareShop(book, terminal.code);
  const lines = [
    { what: "bare statements and commits", run: (all: Told[]) => send(all, bare(web, terminal.code)) },
    { what: "settleFromIpn", run: (all: Told[]) => send(all, product) },
    { what: "bare statements behind node:http", run: (all: Told[]) => overHttp(shop.url, all) },
    {
      what: "GET /api/vnpay/ipn of the web process",
      run: (all: Told[]) => overHttp(`${book.url}/api/vnpay/ipn`, all),
    },
  ].map((line) => ({ ...line, turns: [] as Turn[] }));
  try {
    for (let round = 0; round < TURNS; round += 1)
      for (const line of lines) {
        const done = await line.run(await turn());
        // The first round warms up.
        if (round > 0) line.turns.push(done);
      }
  } finally {
    shop.end();
    await web.close();
  }
  const perSecond = lines.map(({ turns }) => median(turns.map((one) => one.perSecond)));
  return lines.map(({ what, turns }, at) => {
    const each = turns.flatMap((one) => one.each);
    const ratio = (perSecond[at] ?? 0) / (perSecond[0] ?? Number.NaN);
    return {
      what,
      "per s": Math.round(perSecond[at] ?? 0),
      "p50 ms": short(median(each)),
      "p99 ms": short(percentile(each, 0.99)),
      "of the floor": short(ratio),
      aim: what.startsWith("bare") ? "" : `at least ${AIM}, ${ratio >= AIM ? "met" : "missed"}`,
    };
  });
}

/** Begins, opens VNPay's page and pays there, as a person would. */
async function payAt(address: string, url: string): Promise<void> {
  await fetch(address);
  const reference = new URL(address).searchParams.get("vnp_TxnRef") ?? "";
  const body = new URLSearchParams({ reference, bank: "NCB", otp: "123456" });
  await fetch(`${url}/paymentv2/pay`, { method: "POST", body, redirect: "manual" });
}

async function standing(book: BenchBook, noteIds: readonly string[]) {
  const owner = openOwner(book);
  try {
    const [row] = await owner<{ paid: number; double: number; ledger: string; till: string }[]>`
      with mine as (select note_id, citizen_id, status from app.fee_notes where note_id = any (${[...noteIds]}::uuid[])),
        settled as (select a.attempt_id, a.note_id, a.amount_vnd from app.payment_attempts a join mine using (citizen_id, note_id) where a.status = 'settled')
      select (select count(*)::int from mine where status = 'paid') as paid,
        (select count(*)::int from settled) - (select count(distinct note_id)::int from settled)
          + (select count(*)::int from app.ledger_postings p join settled s on s.attempt_id = p.ref_id) - (select count(*)::int from settled) as double,
        (select coalesce(sum(amount_vnd), 0)::text from app.ledger_entries) as ledger,
        (select coalesce(sum(e.amount_vnd), 0)::text from app.ledger_entries e join app.ledger_postings p using (posting_id)
          join settled s on s.attempt_id = p.ref_id where e.account = 'gateway:SAMPLE01') as till`;
    return row ?? { paid: 0, double: 0, ledger: "?", till: "?" };
  } finally {
    await owner.end();
  }
}

/** 1,000 notes, 50 payers at once, every notice told twice, and the web process killed in the middle. */
async function killed(book: BenchBook, people: readonly Opener[]): Promise<BenchRow> {
  const url = book.simulators.vnpay ?? "";
  const play = (name: string, fiveMinutesMs: number) =>
    fetch(`${url}/scenario`, { method: "POST", body: JSON.stringify({ name, fiveMinutesMs }) });
  const shop = { terminal: terminalOf(book), returnUrl: `${book.url}/api/vnpay/return` };
  const payers = people.slice(0, PAYERS);
  const notes = await makeNotes(book, payers, NOTES, false);
  const web = openWeb(book, AT_ONCE);
  // Ten calls, three seconds apart: as long as a web process may need to stand again.
  await play("told-twice", 3_000);
  let paid = 0;
  let down = 0;
  const started = performance.now();
  const payer = async ({ citizenId, token }: Opener) => {
    for (const { noteId } of notes.filter((one) => one.citizenId === citizenId)) {
      const ctx = contextOf(web, citizenId, token);
      const { address } = await beginPayment(ctx, shop, { noteId }, { address: "127.0.0.1", language: "vi" });
      await payAt(address, url);
      paid += 1;
      if (paid === NOTES / 2) {
        killAtOnce(membersOf(launcherOf(book.dataDir), /next-server|next\/dist\/bin\/next/));
        down = performance.now();
      }
    }
  };
  try {
    await Promise.all(payers.map(payer));
    let now = await standing(
      book,
      notes.map(({ noteId }) => noteId),
    );
    for (const until = performance.now() + WAIT_MS; now.paid < NOTES && performance.now() < until; ) {
      await sleep(500);
      now = await standing(
        book,
        notes.map(({ noteId }) => noteId),
      );
    }
    const seconds = (performance.now() - started) / 1000;
    const lost = NOTES - now.paid;
    const ledger = Number(now.ledger) + (Number(now.till) - now.paid * AMOUNT_VND);
    const good = lost === 0 && now.double === 0 && ledger === 0;
    return {
      what: `${NOTES} notes, ${PAYERS} payers, told twice, web killed once (${down > 0 ? "kill -9" : "not killed"})`,
      "per s": Math.round(NOTES / seconds),
      lost,
      double: now.double,
      ledger,
      aim: `lost 0, double 0, ledger 0, ${good ? "met" : "missed"}`,
    };
  } finally {
    await play("normal", 300_000);
    await web.close();
  }
}

/** What it costs to settle a payment, beside its bare statements; and that nothing is lost or doubled when the web process dies. */
export default async function payment(book: BenchBook): Promise<BenchRow[]> {
  const people = await gatherCrowd(book, 200);
  return [...(await rates(book, people)), await killed(book, people)];
}
