"use client";

import { type FormEvent, useEffect, useRef, useState } from "react";
import { Button } from "../ui/button.tsx";

type Props = {
  /** The book's public key (VAPID), base64url. */
  serverKey: string;
  keep: (form: FormData) => Promise<void>;
  words: { on: string; wait: string; cannot: string; denied: string; failed: string };
};
/** `blocked` was so before anybody pressed: it is written there, and called out to nobody. */
type Now = "ready" | "wait" | "cannot" | "blocked" | "denied" | "failed";

/** What the push service of this browser answered, as the form sends it. */
async function subscribe(serverKey: string): Promise<PushSubscriptionJSON> {
  const worker = await navigator.serviceWorker.ready;
  const options = { userVisibleOnly: true, applicationServerKey: serverKey };
  const made = await worker.pushManager.subscribe(options).catch(async (error: unknown) => {
    // One of another key, of a book that was here before, stands in the way.
    const old = await worker.pushManager.getSubscription();
    if (!old) throw error;
    await old.unsubscribe();
    return worker.pushManager.subscribe(options);
  });
  return made.toJSON();
}

/** Báo tin trên máy này: asks the browser, and tells the book where it is reached. */
export function PushForm({ serverKey, keep, words }: Props) {
  const [now, setNow] = useState<Now>("ready");
  /** Whether what is sent now says where this browser is reached. */
  const isFilled = useRef(false);
  useEffect(() => {
    if (!("serviceWorker" in navigator) || !("PushManager" in window)) setNow("cannot");
    else if (Notification.permission === "denied") setNow("blocked");
  }, []);
  if (now === "cannot") return <p>{words.cannot}</p>;
  if (now === "blocked") return <p>{words.denied}</p>;
  if (now === "denied") return <p role="alert">{words.denied}</p>;

  async function switchOn(event: FormEvent<HTMLFormElement>) {
    if (isFilled.current) return;
    event.preventDefault();
    if (now === "wait") return;
    const form = event.currentTarget;
    setNow("wait");
    try {
      if ((await Notification.requestPermission()) !== "granted") return setNow("denied");
      const { endpoint = "", keys = {} } = await subscribe(serverKey);
      for (const [name, value] of Object.entries({ endpoint, ...keys })) {
        const field = form.elements.namedItem(name);
        if (field instanceof HTMLInputElement) field.value = value;
      }
      isFilled.current = true;
      form.requestSubmit();
    } catch {
      setNow("failed");
    }
  }

  return (
    <form action={keep} onSubmit={switchOn}>
      {now === "failed" ? (
        <p role="alert" className="pb-4">
          {words.failed}
        </p>
      ) : null}
      {["endpoint", "p256dh", "auth"].map((name) => (
        <input key={name} type="hidden" name={name} defaultValue="" />
      ))}
      <Button kind="second">{now === "wait" ? words.wait : words.on}</Button>
    </form>
  );
}
