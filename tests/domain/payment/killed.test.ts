import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { afterAll, expect, test, vi } from "vitest";
import { aDebt, type Debt, hear, noticeOf, standing } from "../../support/fee-notes.ts";
import { reachOf } from "../../support/guarded-books.ts";

// A process of its own takes some seconds to stand where the computer is busy.
const PATIENT = { timeout: 20_000, interval: 20 };
vi.setConfig({ testTimeout: 60_000 });
const reach = reachOf();
const started: ChildProcess[] = [];
afterAll(async () => {
  for (const child of started) child.kill("SIGKILL");
  await reach.close();
});

/** A process that hears IPNs of a debt's terminal, and that may be killed. */
async function shopOf({ terminal }: Debt) {
  const child = spawn(process.execPath, ["--conditions=react-server", "tests/support/ipn-process.ts"], {
    env: { ...process.env, TERMINAL: JSON.stringify(terminal) },
    stdio: ["ignore", "pipe", "inherit"],
  });
  started.push(child);
  const [port] = await once(child.stdout.setEncoding("utf8"), "data");
  return {
    call: (query: string) =>
      fetch(`http://127.0.0.1:${String(port).trim()}/?${query}`).catch(() => "no answer"),
    async kill() {
      child.kill("SIGKILL");
      await once(child, "exit");
    },
  };
}

/** Holds the note until `during` is done, while an IPN waits for it in the database. */
async function whileItWaits(
  debt: Debt,
  call: () => Promise<unknown>,
  during: (pid: number) => Promise<void>,
) {
  await reach.appOwner.$client.begin(async (tx) => {
    await tx`select from app.fee_notes where note_id = ${debt.noteId} for update`;
    const [{ pid: own } = { pid: 0 }] = await tx<{ pid: number }[]>`select pg_backend_pid() as pid`;
    const called = call();
    const waiting = await vi.waitFor(async () => {
      const [row] = await reach.appOwner.$client<{ pid: number }[]>`
        select pid from pg_stat_activity where ${own} = any (pg_blocking_pids(pid))`;
      if (!row) throw new Error("nobody waits");
      return row.pid;
    }, PATIENT);
    await during(waiting);
    expect(await called).toBe("no answer");
  });
}
const settled = (debt: Debt) =>
  vi.waitFor(async () => expect(await standing(reach, debt)).toMatchObject({ note: "paid" }), PATIENT);

test("kill -9 between the commit and the answer: VNPay calls again and hears 02, one posting (F9)", async () => {
  const debt = await aDebt(reach);
  const notice = noticeOf(debt, (await debt.begin()).reference);
  const shop = await shopOf(debt);
  // Its statement is under way when the process dies: the database ends it, and nobody is there to answer.
  await whileItWaits(
    debt,
    () => shop.call(notice),
    () => shop.kill(),
  );
  await settled(debt);
  expect(await hear(reach, debt, notice)).toBe("02");
  expect(await standing(reach, debt)).toEqual({
    note: "paid",
    attempts: ["settled"],
    differences: [],
    postings: ["payment"],
    balanced: true,
  });
});

test("kill -9 before the commit, after the bank has charged: nothing is there, VNPay calls again and hears 00 (F10)", async () => {
  const debt = await aDebt(reach);
  const notice = noticeOf(debt, (await debt.begin()).reference);
  const shop = await shopOf(debt);
  await whileItWaits(
    debt,
    () => shop.call(notice),
    async (backend) => {
      await shop.kill();
      await reach.app.$client`select pg_terminate_backend(${backend})`;
      await vi.waitFor(async () => {
        const rows = await reach.appOwner.$client`select from pg_stat_activity where pid = ${backend}`;
        expect(rows).toHaveLength(0);
      }, PATIENT);
    },
  );
  expect(await standing(reach, debt)).toMatchObject({ note: "open", attempts: ["pending"], postings: [] });
  // The message itself was kept before anything else.
  const kept = await reach.appOwner.$client`
    select 1 from app.payment_inbox where verdict = 'genuine' and sent->>'vnp_TmnCode' = ${debt.terminal.code}`;
  expect(kept).toHaveLength(1);
  expect(await hear(reach, debt, notice)).toBe("00");
  expect(await hear(reach, debt, notice)).toBe("02");
  expect(await standing(reach, debt)).toMatchObject({
    note: "paid",
    postings: ["payment"],
    balanced: true,
  });
});
