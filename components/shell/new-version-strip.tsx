export type NewVersionWords = { title: string; typed: string; take: string; takeTyped: string };

const button =
  "min-h-target shrink-0 rounded-control border-2 border-accent bg-paper px-4 py-2 text-accent text-line-title active:bg-tint";

/**
 * A new version of the book waits: it is taken at a touch, never by itself. Where something is typed and not sent, the touch
 * says first what would be lost. Drawn with the build; `announce.ts` puts it over the page.
 */
export function NewVersionStrip({ words, typed = false }: { words: NewVersionWords; typed?: boolean }) {
  return (
    <section
      aria-label={typed ? words.typed : words.title}
      className="border-rule border-b bg-tint"
      data-print="no"
    >
      <div className="mx-auto flex w-full max-w-column flex-wrap items-center justify-between gap-x-4 gap-y-2 px-gutter py-2">
        <p className="min-w-0 flex-1 basis-[10rem]" data-says="waiting" hidden={typed}>
          {words.title}
        </p>
        <p className="min-w-0 flex-1 basis-[16rem]" role="alert" data-says="typed" hidden={!typed}>
          {words.typed}
        </p>
        <button type="button" className={button} data-takes="at-once" hidden={typed}>
          {words.take}
        </button>
        <button type="button" className={button} data-takes="anyway" hidden={!typed}>
          {words.takeTyped}
        </button>
      </div>
    </section>
  );
}
