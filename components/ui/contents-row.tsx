import type { Route } from "next";
import { Icon } from "./icon.tsx";
import type { IconName } from "./icons.ts";

type Props = { icon: IconName; noun: string; href: Route; fact?: string; isNew?: boolean };

/** One noun of the book; the whole line can be tapped. Stands in a <ul>. */
export function ContentsRow({ icon, noun, href, fact, isNew }: Props) {
  return (
    <li>
      <a href={href} className="flex min-h-button gap-3 py-3 no-underline active:bg-tint">
        <Icon name={icon} />
        <span className="wrap-anywhere flex flex-1 flex-wrap items-baseline gap-x-2">
          <span className={fact ? "leader font-semibold" : "font-semibold"}>{noun}</span>{" "}
          {fact ? (
            <span className={`ml-auto text-right text-ink ${isNew ? "font-bold" : ""}`}>{fact}</span>
          ) : null}
        </span>
      </a>
    </li>
  );
}
