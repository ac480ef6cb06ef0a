/** On every page while nothing here is real: Bản thử, dữ liệu giả. */
export function SampleStrip({ children }: { children: string }) {
  return (
    <section aria-label={children} className="border-rule border-b bg-ground text-ink-2">
      <p className="mx-auto w-full max-w-desk px-gutter py-1 text-center text-small">{children}</p>
    </section>
  );
}
