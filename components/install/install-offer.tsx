"use client";

import { type ReactNode, useEffect, useState } from "react";

type Offer = Event & { prompt: () => Promise<{ outcome: "accepted" | "dismissed" }> };
/** `register.ts` keeps what the browser offers, until a page asks for it. */
const kept = globalThis as { mayInstall?: Offer };

type Props = { label: string; className: string; no: string; before?: ReactNode; after?: ReactNode };

/** Shows its words and its button only where the browser offers to install the book, and it is not installed. */
export function InstallOffer({ label, className, no, before, after }: Props) {
  const [offer, setOffer] = useState<Offer>();
  useEffect(() => {
    const look = () => setOffer(kept.mayInstall);
    look();
    addEventListener("may-install", look);
    return () => removeEventListener("may-install", look);
  }, []);
  if (!offer) return null;
  const ask = async () => {
    const { outcome } = await offer.prompt();
    // biome-ignore lint/suspicious/noDocumentCookie: the other way to set one is in half of the browsers only
    if (outcome === "dismissed") document.cookie = no;
    kept.mayInstall = undefined;
    setOffer(undefined);
  };
  return (
    <>
      {before}
      <button type="button" onClick={ask} className={className}>
        {label}
      </button>
      {after}
    </>
  );
}
