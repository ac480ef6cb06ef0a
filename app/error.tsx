"use client";

import en from "#components/copy/en/trouble.json" with { type: "json" };
import vi from "#components/copy/vi/trouble.json" with { type: "json" };

/** A page of a release that is gone: its action or its script is not there any more. */
const OUTDATED = /^(UnrecognizedAction|ChunkLoad)Error$/;

/** What was typed into the form that was sent last (`register.ts` remembers it), to be copied. */
function lastWords(): string[] {
  const form = (self as { lastSent?: HTMLFormElement }).lastSent;
  return [...(form?.elements ?? [])].flatMap((field) => {
    const written =
      field instanceof HTMLTextAreaElement ||
      (field instanceof HTMLInputElement && /^(text|search|tel|number|email|url)$/.test(field.type));
    return written && field.value.trim() ? [field.value] : [];
  });
}

/** The last resort, when not even the page that says so could be made, or when the page is older than the book. */
export default function Failure({ error, reset }: { error: Error; reset: () => void }) {
  const inBrowser = typeof document !== "undefined";
  const words = inBrowser && document.documentElement.lang === "en" ? en : vi;
  const outdated = OUTDATED.test(error.name);
  const said = inBrowser && outdated ? lastWords() : [];
  return (
    <main className="mx-auto max-w-column px-gutter py-8">
      <h1 className="text-page-title">{outdated ? words.outdated : words.title}</h1>
      <p className="py-4">{outdated ? words.outdatedText : words.text}</p>
      {said.length > 0 ? (
        <section className="pb-6">
          <h2 className="text-section">{words.outdatedWords}</h2>
          {said.map((one) => (
            <p
              key={one}
              className="mt-3 select-all whitespace-pre-line border-edge border-l-4 pl-4 wrap-anywhere"
            >
              {one}
            </p>
          ))}
        </section>
      ) : null}
      <button
        type="button"
        onClick={outdated ? () => location.reload() : reset}
        className="min-h-button w-full rounded-control bg-accent px-4 py-2 text-line-title text-on-accent"
      >
        {outdated ? words.reload : words.retry}
      </button>
    </main>
  );
}
