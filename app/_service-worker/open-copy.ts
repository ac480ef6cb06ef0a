import enWords from "#components/copy/en/offline-copy.json" with { type: "json" };
import { moment } from "#components/copy/format.ts";
import viWords from "#components/copy/vi/offline-copy.json" with { type: "json" };
import { keyOfPasskey, keyOfPin } from "#components/device/copy-lock.ts";
import type { CopySheet } from "#components/device/copy-sheet.ts";
import {
  askSheet,
  askStanding,
  clearTries,
  countTry,
  findCopy,
  forgetCopy,
  MOST_TRIES,
  type OfflineCopy,
  openCopy,
  remakeCopy,
} from "#components/device/offline-copy.ts";
import { showCopy } from "./show-copy.ts";

/** Opens the copy that its owner keeps on this phone, with or without a network, and closes it again by itself. */
const OPEN_MS = 5 * 60_000;
const DAY_MS = 86_400_000;

const locale = document.documentElement.lang === "en" ? "en" : "vi";
const words = (locale === "en" ? enWords : viWords).page;
const the = (id: string) => document.getElementById(id) as HTMLElement;
const put = (text: string, values: Record<string, string | number>) =>
  text.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ""));
const when = ({ madeAt }: OfflineCopy) => moment(new Date(madeAt), locale);
const say = (text: string) => {
  the("says").textContent = text;
};
const pin = the("pin") as HTMLInputElement;

/** Shows one of the three states, and nothing of the others. */
function show(state: "none" | "closed" | "open") {
  for (const one of ["none", "closed", "open"]) the(one).hidden = one !== state;
}

let closing: ReturnType<typeof setTimeout> | undefined;

async function lock(said = "") {
  clearTimeout(closing);
  const wasOpen = !the("open").hidden;
  the("sheet").replaceChildren();
  pin.value = "";
  say(said);
  const copy = await findCopy();
  if (!copy) return show("none");
  const days = Math.floor(copy.spentMs / DAY_MS);
  the("age").textContent = [
    put(words.age, { when: when(copy) }),
    days > 0 ? put(words.ageDays, { count: days }) : "",
  ].join(" ");
  the("by-pin").hidden = copy.lock.kind !== "pin";
  the("by-passkey").hidden = copy.lock.kind !== "passkey";
  show("closed");
  if (wasOpen) (copy.lock.kind === "pin" ? pin : the("by-passkey").querySelector("button"))?.focus();
}

function draw(sheet: CopySheet, said: string) {
  pin.value = "";
  say(said);
  showCopy(sheet, the("sheet"));
  show("open");
  clearTimeout(closing);
  closing = setTimeout(() => void lock(), OPEN_MS);
}

/** Makes the copy anew while its key is at hand, where there is a network and somebody is signed in. */
async function refresh(copy: OfflineCopy, key: CryptoKey) {
  const sent = await askSheet(copy.copyId);
  if ("fault" in sent) {
    if (sent.fault === "gone") {
      await forgetCopy();
      await lock(words.ended);
    } else if (!the("open").hidden)
      say(put(sent.fault === "signed-out" ? words.signedOut : words.old, { when: when(copy) }));
    return;
  }
  if (!(await remakeCopy(sent, { copyId: copy.copyId, lock: copy.lock, key }))) return;
  // Whoever locked it meanwhile sees nothing of it.
  if (!the("open").hidden)
    draw(sent.sheet, put(words.fresh, { when: moment(new Date(sent.madeAt), locale) }));
}

async function opened(copy: OfflineCopy, key: CryptoKey): Promise<boolean> {
  const sheet = await openCopy(copy, key);
  if (!sheet) return false;
  await clearTries();
  draw(sheet, put(words.age, { when: when(copy) }));
  the("lock").querySelector("button")?.focus();
  void refresh(copy, key);
  return true;
}

async function byPin() {
  if (!(await findCopy())) return lock(words.ended);
  if (pin.value.length !== 6) return pin.focus();
  say(words.opening);
  const made = await countTry();
  if (made.kind === "none") return lock(words.ended);
  if (made.kind === "over") return lock(words.wiped);
  if (made.kind === "unkept") return say(words.full);
  if (made.kind === "wait") return say(put(words.wait, { count: Math.ceil(made.ms / 1000) }));
  const { copy } = made;
  if (await opened(copy, await keyOfPin(pin.value, copy.lock))) return;
  if (copy.tries >= MOST_TRIES) {
    await forgetCopy();
    return lock(words.wiped);
  }
  pin.value = "";
  say(put(words.wrong, { count: MOST_TRIES - copy.tries }));
  pin.focus();
}

async function byPasskey() {
  const copy = await findCopy();
  if (!copy) return lock(words.ended);
  say(words.opening);
  const key = await keyOfPasskey(copy.lock).catch(() => null);
  if (!key || !(await opened(copy, key))) say(words.failed);
}

const on = (id: string, act: () => unknown) =>
  the(id).addEventListener("submit", (event) => {
    event.preventDefault();
    void act();
  });
on("by-pin", byPin);
on("by-passkey", byPasskey);
on("lock", () => lock());
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "hidden" && !the("open").hidden) void lock();
});
addEventListener("pagehide", () => the("sheet").replaceChildren());

void lock().then(async () => {
  const copy = await findCopy();
  if (copy && (await askStanding(copy)) === "ended") await lock(words.ended);
});
