import { spawn } from "node:child_process";
import { once } from "node:events";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { bornAt, runs, thisProcess, tryLock, withLock } from "./lock.js";

let folder: string;
let file: string;
beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), "book lock "));
  file = path.join(folder, "a.lock");
});
afterEach(() => fs.rmSync(folder, { recursive: true }));

const write = (holder: object) => fs.writeFileSync(file, JSON.stringify({ ...thisProcess(), ...holder }));

describe("a lock", () => {
  it("is held by one, who tells the others about itself, until released", () => {
    const first = tryLock(file, { url: "http://localhost:3000" });
    expect(tryLock(file)).toMatchObject({
      taken: false,
      holder: { pid: process.pid, url: "http://localhost:3000" },
    });
    if (first.taken) first.release();
    expect(tryLock(file).taken).toBe(true);
  });

  it("is taken over from a process that has ended", async () => {
    const child = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"]);
    const pid = child.pid ?? 0;
    write({ pid, born: bornAt(pid) });
    expect(tryLock(file).taken).toBe(false);
    child.kill("SIGKILL");
    await once(child, "exit");
    expect(runs({ pid, born: "" })).toBe(false);
    expect(tryLock(file).taken).toBe(true);
  });

  it("is taken over from an earlier process that had this number", () => {
    write({ born: "1" });
    expect(tryLock(file).taken).toBe(true);
  });

  it("is taken over after a restart of the computer", () => {
    write({ boot: "an earlier one" });
    expect(tryLock(file).taken).toBe(true);
  });

  it("of another computer holds only while its file is kept fresh", () => {
    write({ host: "another" });
    expect(tryLock(file).taken).toBe(false);
    const longAgo = new Date(Date.now() - 120_000);
    fs.utimesSync(file, longAgo, longAgo);
    expect(tryLock(file).taken).toBe(true);
  });

  it("lets one work at a time, and each in the end", async () => {
    write({ born: "1" });
    let inside = 0;
    const done = await Promise.all(
      [1, 2, 3, 4, 5].map((n) =>
        withLock(file, async () => {
          inside += 1;
          expect(inside).toBe(1);
          await sleep(5);
          inside -= 1;
          return n;
        }),
      ),
    );
    expect(done).toEqual([1, 2, 3, 4, 5]);
    expect(fs.readdirSync(folder)).toEqual([]);
  });

  it("is released when the work fails", async () => {
    await expect(withLock(file, () => Promise.reject(new Error("no")))).rejects.toThrow("no");
    expect(tryLock(file).taken).toBe(true);
  });
});
