"use client";

import en from "#components/copy/en/trouble.json" with { type: "json" };
import vi from "#components/copy/vi/trouble.json" with { type: "json" };

/** The last resort, when not even the page that says so could be made. */
export default function Failure({ reset }: { reset: () => void }) {
  const words = typeof document !== "undefined" && document.documentElement.lang === "en" ? en : vi;
  return (
    <main className="mx-auto max-w-column px-gutter py-8">
      <h1 className="text-page-title">{words.title}</h1>
      <p className="py-4">{words.text}</p>
      <button
        type="button"
        onClick={reset}
        className="min-h-button w-full rounded-control bg-accent px-4 py-2 text-line-title text-on-accent"
      >
        {words.retry}
      </button>
    </main>
  );
}
