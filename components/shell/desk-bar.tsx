import type { Route } from "next";
import { Mark } from "./mark.tsx";

type Place = { label: string; href: Route; current?: boolean; count?: number };

type Props = {
  name: string;
  label: string;
  /** The word that opens the places on a narrow screen. */
  more: string;
  places: readonly Place[];
  who: { name: string; place: string };
};

/** More places than this do not fit beside the name and who is working. */
const MOST_BESIDE = 5;

/**
 * The desk's bar: places in words, and who is working. On a narrow screen the places are folded behind the one that is
 * open, so that the page begins where it can be seen.
 */
export function DeskBar({ name, label, more, places, who }: Props) {
  const here = places.find(({ current }) => current);
  return (
    <header className="flex flex-wrap items-center gap-x-6 border-edge border-b text-second">
      <p className="inline-flex min-h-target items-center gap-3 font-semibold">
        <Mark />
        <span>{name}</span>
      </p>
      <nav
        aria-label={label}
        className={`order-last w-full ${places.length > MOST_BESIDE ? "" : "desk:order-none desk:w-auto"}`}
      >
        <details className="desk:hidden">
          <summary className="flex min-h-target cursor-pointer list-none items-center justify-between gap-3 border-rule border-t">
            {here ? <span className="font-bold">{wordsOf(here)}</span> : null}
            <span className="text-accent underline decoration-1 underline-offset-4">{more}</span>
          </summary>
          <ul className="grid grid-cols-2 gap-x-4 pb-2">
            {places.map((place) => (
              <li key={place.href} className="border-rule border-t">
                <PlaceLink place={place} className="flex min-h-target" />
              </li>
            ))}
          </ul>
        </details>
        <ul className="hidden flex-wrap desk:flex">
          {places.map((place) => (
            <li key={place.href}>
              <PlaceLink
                place={place}
                className={`inline-flex min-h-row border-b-[3px] px-3 ${place.current ? "border-accent" : "border-transparent forced-colors:border-[Canvas]"}`}
              />
            </li>
          ))}
        </ul>
      </nav>
      <p className="pb-2 desk:ml-auto desk:py-2 desk:text-right">
        <strong className="font-semibold desk:block">{who.name}</strong>
        <span className="desk:hidden">, </span>
        <span className="text-ink-2">{who.place}</span>
      </p>
    </header>
  );
}

const wordsOf = ({ label, count = 0 }: Place) => `${label}${count > 0 ? ` (${count})` : ""}`;

function PlaceLink({ place, className }: { place: Place; className: string }) {
  return (
    <a
      href={place.href}
      aria-current={place.current ? "page" : undefined}
      className={`${className} items-center no-underline ${place.current ? "font-bold text-accent" : "text-ink-2"}`}
    >
      {wordsOf(place)}
    </a>
  );
}
