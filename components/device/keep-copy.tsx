"use client";

import { type FormEvent, type ReactNode, useEffect, useState } from "react";
import type { copy } from "#components/copy/index.ts";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { FieldError } from "#components/ui/field-error.tsx";
import { PageTitle } from "#components/ui/page-title.tsx";
import { RadioGroup } from "#components/ui/radio-group.tsx";
import { Stack } from "#components/ui/stack.tsx";
import { hasOwnLock, keyOfPin, newPasskeyLock, newPinLock } from "./copy-lock.ts";
import { askSheet, findCopy, forgetCopy, keepCopy } from "./offline-copy.ts";

type Words = (typeof copy)["vi"]["offlineCopy"];
type Fault = keyof Words["faults"];
type Locked = NonNullable<Awaited<ReturnType<typeof newPasskeyLock>>>;

/** One digit six times, or six in a row: what is tried first. */
const isWeak = (pin: string) =>
  /^(\d)\1*$/.test(pin) || "01234567890123456789".includes(pin) || "98765432109876543210".includes(pin);

const faultOfPin = (pin: string, again: string): Fault | null => {
  if (!/^\d{6}$/.test(pin)) return "pin-short";
  if (isWeak(pin)) return "pin-weak";
  return pin === again ? null : "pin-differs";
};

/** Asks for the sheet and keeps it under that lock; answers what was in the way. */
async function keepUnder({ lock, key }: Locked): Promise<Fault | null> {
  // Kept again it is the same copy, under a new lock.
  const copyId = (await findCopy())?.copyId ?? crypto.randomUUID();
  const sent = await askSheet(copyId);
  if ("fault" in sent && sent.fault === "gone") await forgetCopy();
  if ("fault" in sent) return sent.fault as Fault;
  return keepCopy(sent, { copyId, lock, key });
}

/** Khóa bản cất bằng gì: the phone's own lock where it has one that makes a key, else a PIN; one question at a time. */
export function KeepCopy({ words, name, doneAt }: { words: Words; name: string; doneAt: string }) {
  const [step, setStep] = useState<"asking" | "lock" | "pin">("asking");
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<Fault | null>(null);
  useEffect(() => {
    void hasOwnLock().then((has) => setStep(has ? "lock" : "pin"));
  }, []);

  async function keep(make: () => Promise<Locked | Fault>) {
    setBusy(true);
    setFault(null);
    const made = await make().catch((): Fault => "given-up");
    const failed = typeof made === "string" ? made : await keepUnder(made);
    if (failed === null) return location.assign(doneAt);
    setBusy(false);
    setFault(failed in words.faults ? failed : "failed");
  }
  const chosen = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (busy) return;
    setFault(null);
    if (new FormData(event.currentTarget).get("lock") === "pin") return setStep("pin");
    void keep(async () => (await newPasskeyLock(name)) ?? "no-passkey");
  };
  const typed = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (busy) return;
    const form = new FormData(event.currentTarget);
    const pin = String(form.get("pin"));
    const wrong = faultOfPin(pin, String(form.get("again")));
    if (wrong) return setFault(wrong);
    void keep(async () => {
      const lock = newPinLock();
      return { lock, key: await keyOfPin(pin, lock) };
    });
  };

  const act = (word: string): ReactNode =>
    busy ? <Button kind="waiting">{words.working}</Button> : <Button>{word}</Button>;
  const ofPin = fault?.startsWith("pin-") ? words.faults[fault] : undefined;
  const says = (
    <div role="alert">
      {fault && !ofPin ? <FieldError id="fault">{words.faults[fault]}</FieldError> : null}
    </div>
  );
  if (step === "pin")
    return (
      <form onSubmit={typed} noValidate>
        <PageTitle below={words.byPinHint}>{words.byPin}</PageTitle>
        <Stack loose>
          <Field {...ofDigits} label={words.pin} name="pin" error={ofPin} />
          <Field {...ofDigits} label={words.pinAgain} name="again" />
          {says}
          {act(words.keep)}
        </Stack>
      </form>
    );
  return (
    <form onSubmit={chosen}>
      <PageTitle>{words.lockTitle}</PageTitle>
      <noscript>
        <p>{words.noScripts}</p>
      </noscript>
      {step === "lock" ? (
        <Stack loose>
          <RadioGroup
            legend={words.lockTitle}
            legendHidden
            name="lock"
            required
            options={[
              { value: "phone", label: words.byPhone, second: words.byPhoneHint },
              { value: "pin", label: words.byPin, second: words.byPinHint },
            ]}
          />
          {says}
          {act(words.next)}
        </Stack>
      ) : null}
    </form>
  );
}

const ofDigits = {
  type: "password",
  inputMode: "numeric",
  autoComplete: "off",
  maxLength: 6,
  width: "phone",
} as const;
