import type { Route } from "next";
import { Icon } from "../ui/icon.tsx";
import type { IconName } from "../ui/icons.ts";

type Props = {
  label: string;
  /** `count` is what has not been read, `countWord` says so to the ear; shown as (2), at most as (9+). */
  tabs: readonly {
    icon: IconName;
    label: string;
    href: Route;
    current?: boolean;
    count?: number;
    countWord?: string;
  }[];
};

/** Trang chủ, Tin nhắn, Của tôi. Takes its place in the flow, so nothing ends up behind it. */
export function BottomNavigation({ label, tabs }: Props) {
  return (
    <nav aria-label={label} className="bottom-navigation" data-sticks="bottom">
      <ul className="mx-auto flex max-w-column">
        {tabs.map(({ icon, label: word, href, current, count = 0, countWord }) => (
          <li key={href} className="flex-1">
            <a
              href={href}
              aria-current={current ? "page" : undefined}
              className={`-mt-px flex min-h-tab flex-col items-center justify-center gap-1 border-t-[3px] px-1 py-1 text-center text-small no-underline ${
                current
                  ? "border-accent font-bold text-accent"
                  : "border-transparent text-ink-2 forced-colors:border-[Canvas]"
              }`}
            >
              <Icon name={icon} />
              <span>
                {word}
                {count > 0 ? ` (${count > 9 ? "9+" : count}` : ""}
                {count > 0 && countWord ? <span className="sr-only"> {countWord}</span> : null}
                {count > 0 ? ")" : ""}
              </span>
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
