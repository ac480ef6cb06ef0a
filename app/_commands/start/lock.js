// Plain JS without dependencies: the set-up step needs it before anything is installed.
import fs from "node:fs";
import os from "node:os";
import path from "node:path";

/**
 * @typedef {{ pid: number, born: string, host: string, boot: string, url?: string, since?: string }} Holder
 * @typedef {{ taken: true, release: () => void } | { taken: false, holder: Holder }} Attempt
 */

/** A holder on another machine (or in another container) is seen only by how fresh its file is. */
const STALE_ELSEWHERE_MS = 60_000;

const bootId = (() => {
  try {
    return fs.readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
  } catch {
    return "";
  }
})();

/**
 * When the process started, in the kernel's ticks: tells a process from a later one with the same number.
 * @param {number} pid
 * @returns {string} empty where the system does not say or the process is gone
 */
export function bornAt(pid) {
  try {
    const stat = fs.readFileSync(`/proc/${pid}/stat`, "utf8");
    // The second field is the program's name in brackets and may itself hold spaces and brackets.
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return fields[0] === "Z" ? "" : (fields[19] ?? "");
  } catch {
    return "";
  }
}

/** This process, as others recognise it. @returns {Holder} */
export function thisProcess() {
  return { pid: process.pid, born: bornAt(process.pid), host: os.hostname(), boot: bootId };
}

/**
 * Whether exactly that process still runs on this machine.
 * @param {{ pid: number, born: string }} one
 */
export function runs(one) {
  try {
    process.kill(one.pid, 0);
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== "EPERM") return false;
  }
  return process.platform !== "linux" || bornAt(one.pid) === one.born;
}

/**
 * @param {string} file
 * @param {Holder} holder
 */
function holds(file, holder) {
  if (holder.host === os.hostname()) return holder.boot === bootId && runs(holder);
  try {
    return Date.now() - fs.statSync(file).mtimeMs < STALE_ELSEWHERE_MS;
  } catch {
    return false;
  }
}

/** @param {string} file @returns {string | undefined} */
function textOf(file) {
  try {
    return fs.readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}

/**
 * Takes the lock if nobody living holds it.
 * @param {string} file
 * @param {{ url?: string, since?: string }} [note] what others may read about the holder
 * @returns {Attempt}
 */
export function tryLock(file, note = {}) {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  const text = JSON.stringify({ ...thisProcess(), ...note });
  // Linked into place, so that the file appears complete or not at all.
  const draft = `${file}.${process.pid}.${Math.random().toString(36).slice(2)}`;
  fs.writeFileSync(draft, text);
  try {
    for (;;) {
      try {
        fs.linkSync(draft, file);
        return { taken: true, release: keepFresh(file, text) };
      } catch (error) {
        if (/** @type {NodeJS.ErrnoException} */ (error).code !== "EEXIST") throw error;
      }
      const found = textOf(file);
      if (found === undefined) continue;
      const holder = /** @type {Holder} */ (JSON.parse(found));
      if (holds(file, holder)) return { taken: false, holder };
      setAside(file, found, draft);
    }
  } finally {
    fs.rmSync(draft, { force: true });
  }
}

/**
 * Removes a dead holder's file; somebody may have done so and locked meanwhile, whose file is put back.
 * @param {string} file @param {string} judged @param {string} draft
 */
function setAside(file, judged, draft) {
  const aside = `${draft}.dead`;
  try {
    fs.renameSync(file, aside);
    if (textOf(aside) !== judged) fs.linkSync(aside, file);
  } catch {
    // Another process was quicker; the next round sees what is there.
  }
  fs.rmSync(aside, { force: true });
}

/** @param {string} file @param {string} mine */
function keepFresh(file, mine) {
  const timer = setInterval(() => {
    const now = new Date();
    fs.utimes(file, now, now, () => {});
  }, STALE_ELSEWHERE_MS / 4);
  timer.unref();
  return () => {
    clearInterval(timer);
    if (textOf(file) === mine) fs.rmSync(file, { force: true });
  };
}

/**
 * Does the work while holding the lock, waiting for whoever holds it now.
 * @template T
 * @param {string} file
 * @param {() => T | Promise<T>} work
 * @param {(holder: Holder) => void} [waiting] told once
 * @returns {Promise<T>}
 */
export async function withLock(file, work, waiting = () => {}) {
  for (let told = false; ; told = true) {
    const attempt = tryLock(file);
    if (attempt.taken) {
      try {
        return await work();
      } finally {
        attempt.release();
      }
    }
    if (!told) waiting(attempt.holder);
    await new Promise((resolve) => setTimeout(resolve, 150));
  }
}
