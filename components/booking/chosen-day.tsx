import type { Route } from "next";

/** What was chosen already, between two rules, with the way to change it. */
export function ChosenDay({
  title,
  second,
  change,
}: {
  title: string;
  second: string;
  change: { href: Route; label: string };
}) {
  return (
    <div className="mb-6 flex flex-wrap items-center justify-between gap-x-4 border-rule border-y py-2">
      <div className="min-w-0 flex-1 basis-[12rem]">
        <p className="text-line-title">{title}</p>
        <p className="text-ink-2 text-second">{second}</p>
      </div>
      <a href={change.href} className="inline-flex min-h-target items-center">
        {change.label}
      </a>
    </div>
  );
}
