import type { Route } from "next";
import type { ReactNode } from "react";
import { Icon } from "./icon.tsx";
import type { IconName } from "./icons.ts";
import { NewMark } from "./new-mark.tsx";

type Props = {
  title: string;
  /** With it the whole row can be tapped; without it the row only tells. */
  href?: Route;
  icon?: IconName;
  /** The hidden word of the dot (Mới), as long as it was not opened. */
  newWord?: string;
  /** Above the title, so that it is read first. */
  tag?: ReactNode;
  /** A disease that was ruled out. */
  struck?: boolean;
  /** Below all: what else there is to say of the line, or to do about it. */
  foot?: ReactNode;
  /** Who, where, when: second lines. */
  children?: ReactNode;
};

/** One line of a list: what it is, then who, where and when. Stands in a <ul>. */
export function EntryRow({ title, href, icon, newWord, tag, struck, foot, children }: Props) {
  const words = struck ? <s className="text-ink-2">{title}</s> : title;
  return (
    <li className="relative flex min-h-row gap-3 border-rule border-b py-3 last:border-b-0">
      {newWord ? <NewMark word={newWord} /> : null}
      {icon ? <Icon name={icon} /> : null}
      <div className="min-w-0 flex-1">
        {tag ? <p className="pb-1">{tag}</p> : null}
        <p className="text-line-title">
          {href ? (
            <a href={href} className="inline-block max-w-full no-underline after:absolute after:inset-0">
              {words}
            </a>
          ) : (
            words
          )}
        </p>
        {children ? <div className="text-ink-2 text-second">{children}</div> : null}
        {foot ? <div className="text-ink-2 text-second">{foot}</div> : null}
      </div>
    </li>
  );
}
