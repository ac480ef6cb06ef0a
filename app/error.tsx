"use client";

import en from "#components/copy/en/trouble.json" with { type: "json" };
import vi from "#components/copy/vi/trouble.json" with { type: "json" };

/** A page of a release that is gone: its action or its script is not there any more. */
const OUTDATED = /^(UnrecognizedAction|ChunkLoad)Error$/;

/** The form that was sent last: `register.ts` remembers it. */
const lastSent = () => (self as { lastSent?: HTMLFormElement }).lastSent;

/** What was typed into it, to be copied. */
function lastWords(): string[] {
  const form = lastSent();
  return [...(form?.elements ?? [])].flatMap((field) => {
    const written =
      field instanceof HTMLTextAreaElement ||
      (field instanceof HTMLInputElement && /^(text|search|tel|number|email|url)$/.test(field.type));
    return written && field.value.trim() ? [field.value] : [];
  });
}

/** Its fields, without what Next adds to a form that the server drew. */
const fieldsOf = (form: HTMLFormElement) =>
  [...form.elements].filter((field) => !field.getAttribute("name")?.startsWith("$"));
const shapeOf = (form: HTMLFormElement) =>
  fieldsOf(form)
    .map((field) => `${field.tagName} ${field.getAttribute("name")}`)
    .join();

/** Writes it into its form again, once that is drawn anew: the same form with the same ids, which counts once however often it comes. */
function putBack(sent: HTMLFormElement): void {
  const form = [...document.forms].find((one) => one !== sent && shapeOf(one) === shapeOf(sent));
  for (const [at, field] of (form ? fieldsOf(form) : []).entries()) {
    const old = fieldsOf(sent)[at];
    if (field instanceof HTMLInputElement && old instanceof HTMLInputElement) {
      if (/^(radio|checkbox)$/.test(field.type)) field.checked = old.checked;
      else if (!/^(hidden|file)$/.test(field.type)) field.value = old.value;
    } else if (field instanceof HTMLTextAreaElement || field instanceof HTMLSelectElement)
      field.value = (old as typeof field).value;
  }
}

/** The last resort, when not even the page that says so could be made, or when the page is older than the book. */
export default function Failure({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  const inBrowser = typeof document !== "undefined";
  const words = inBrowser && document.documentElement.lang === "en" ? en : vi;
  const outdated = OUTDATED.test(error.name);
  // What failed at the server has a digest; this one never came from there.
  const sent = inBrowser && !outdated && !error.digest ? lastSent() : undefined;
  const said = sent || (inBrowser && outdated) ? lastWords() : [];
  const again = () => {
    reset();
    if (sent) setTimeout(() => putBack(sent), 100);
  };
  return (
    <main className="mx-auto max-w-column px-gutter py-8">
      <h1 className="text-page-title">{outdated ? words.outdated : sent ? words.unsure : words.title}</h1>
      <p className="py-4">{outdated ? words.outdatedText : sent ? words.unsureText : words.text}</p>
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
        onClick={outdated ? () => location.reload() : again}
        className="min-h-button w-full rounded-control bg-accent px-4 py-2 text-line-title text-on-accent"
      >
        {outdated ? words.reload : words.retry}
      </button>
    </main>
  );
}
