import type { Route } from "next";
import { Mark } from "./mark.tsx";

type Props = {
  name: string;
  label: string;
  places: readonly { label: string; href: Route; current?: boolean; count?: number }[];
  who: { name: string; place: string };
};

/** The desk's bar: places in words, and who is working. */
export function DeskBar({ name, label, places, who }: Props) {
  return (
    <header className="flex flex-wrap items-center gap-x-6 border-edge border-b text-second">
      <p className="inline-flex min-h-target items-center gap-3 font-semibold">
        <Mark />
        <span>{name}</span>
      </p>
      <nav aria-label={label}>
        <ul className="flex flex-wrap">
          {places.map(({ label: word, href, current, count = 0 }) => (
            <li key={href}>
              <a
                href={href}
                aria-current={current ? "page" : undefined}
                className={`inline-flex min-h-row items-center border-b-[3px] px-3 no-underline ${
                  current ? "border-accent font-bold text-accent" : "border-transparent text-ink-2"
                }`}
              >
                {word}
                {count > 0 ? ` (${count})` : ""}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <p className="ml-auto py-2 text-right">
        <strong className="block font-semibold">{who.name}</strong>{" "}
        <span className="text-ink-2">{who.place}</span>
      </p>
    </header>
  );
}
