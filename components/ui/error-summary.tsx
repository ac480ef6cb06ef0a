type Props = {
  title: string;
  /** The same words as beside each field; `field` is the id of what to mend. */
  errors: readonly { field: string; text: string }[];
};

/** Everything to mend, at the top of the page. */
export function ErrorSummary({ title, errors }: Props) {
  return (
    <div
      role="alert"
      tabIndex={-1}
      // biome-ignore lint/a11y/noAutofocus: after a form without scripts the reader begins here; with them see follow-focus.ts
      autoFocus
      className="mb-6 max-w-column border-2 border-red p-4 [.grid>&]:mb-0"
    >
      <h2 className="text-line-title">{title}</h2>
      <ul>
        {errors.map(({ field, text }) => (
          <li key={field}>
            <a
              href={`#${field}`}
              className="inline-flex min-h-target items-center font-semibold text-red text-second"
            >
              {text}
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}
