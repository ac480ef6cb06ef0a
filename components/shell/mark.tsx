/** The little ruled book. */
export function Mark() {
  return (
    <svg
      className="size-mark shrink-0 text-accent"
      width="28"
      height="28"
      viewBox="0 0 28 28"
      fill="none"
      stroke="currentColor"
      strokeWidth={2}
      aria-hidden="true"
    >
      <path d="M4 2.5h20v23H4z" />
      <path d="M9.5 2.5v23" />
      <path d="M13 9h7.5M13 14h7.5M13 19h4.5" strokeWidth={1.75} />
    </svg>
  );
}
