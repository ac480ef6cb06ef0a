/** A filled dot for the eye and a word for the ear; gone once the thing has been opened. */
export function NewMark({ word }: { word: string }) {
  return (
    <span className="inline-flex h-[1.625rem] w-[0.75rem] shrink-0 items-center">
      <span
        className="size-[0.625rem] shrink-0 rounded-full border-[0.3125rem] border-ink"
        aria-hidden="true"
      />
      <span className="sr-only">{word}: </span>
    </span>
  );
}
