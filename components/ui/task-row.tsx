import type { Route } from "next";
import type { LinkTo } from "./link-to.ts";
import { Tag } from "./tag.tsx";

type Props = {
  /** The tear-off date: day in figures, month in short (thg 11), and the machine's date. */
  date: { day: string; month: string; iso: string };
  title: string;
  href: Route;
  second: string;
  /** The words of the tag when it is due; the date then has an amber head. */
  due?: string;
  /** What can be done about it at once. */
  act?: LinkTo;
};

/** Something to do, on the day it is to be done. Stands in a <ul>. */
export function TaskRow({ date, title, href, second, due, act }: Props) {
  return (
    <li className="relative flex gap-3 border-rule border-b py-3 last:border-b-0">
      <time
        dateTime={date.iso}
        className={`flex h-fit min-h-[3.375rem] min-w-[3.25rem] shrink-0 flex-col items-center justify-center border border-t-4 ${
          due ? "border-edge border-t-amber-line" : "border-edge border-t-ink"
        }`}
      >
        <span className="font-bold text-[1.375rem] leading-[1.3]">{date.day}</span>{" "}
        <span className="whitespace-nowrap text-ink-2 text-small leading-[1.3]">{date.month}</span>
      </time>
      <div className="min-w-0 flex-1">
        <p className="text-line-title">
          <a href={href} className="inline-block max-w-full no-underline after:absolute after:inset-0">
            {title}
          </a>
        </p>
        <p className="text-ink-2 text-second">{second}</p>
        {due ? (
          <p className="pt-1">
            <Tag line="amber">{due}</Tag>
          </p>
        ) : null}
        {act ? (
          <p>
            <a href={act.href} className="relative z-[1] inline-flex min-h-target items-center">
              {act.label}
            </a>
          </p>
        ) : null}
      </div>
    </li>
  );
}
