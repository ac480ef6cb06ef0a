/** The first stop of the Tab key: past the bands and bars, to the page itself. */
export function SkipLink({ children }: { children: string }) {
  return (
    <a
      href="#main"
      className="sr-only focus:not-sr-only focus:absolute focus:top-2 focus:left-2 focus:z-20 focus:rounded-control focus:bg-paper focus:px-4 focus:py-3"
    >
      {children}
    </a>
  );
}
