"use client";

import en from "#components/copy/en/booking-lost.json" with { type: "json" };
import vi from "#components/copy/vi/booking-lost.json" with { type: "json" };

/** Where the same key is asked after. */
function askAddress(): string {
  if (typeof location === "undefined") return "/booking";
  const asked = new URLSearchParams(location.search);
  const key = asked.get("key") ?? location.pathname.split("/sent/")[1];
  asked.delete("key");
  return key ? `/booking/sent/${encodeURIComponent(key)}?${asked}` : "/booking";
}

/** Sent, and no answer came: what is safe, and the one thing to do before anything new is offered. */
export function LostSending() {
  const words = typeof document !== "undefined" && document.documentElement.lang === "en" ? en : vi;
  return (
    <main id="main" className="mx-auto max-w-column px-gutter py-8">
      <h1 className="text-page-title">{words.title}</h1>
      <p className="py-4">{words.text}</p>
      <a
        href={askAddress()}
        className="inline-flex min-h-button w-full items-center justify-center rounded-control bg-accent px-4 py-2 text-center text-line-title text-on-accent no-underline"
      >
        {words.ask}
      </a>
    </main>
  );
}
