import type { Route } from "next";
import { Tag, type TagLine } from "#components/ui/tag.tsx";

export type DayLine = {
  key: string;
  number: number;
  time: string;
  href: Route;
  name: string;
  born: string | null;
  reason: string;
  tag: { words: string; line: TagLine };
  /** Beside the tag: called twice, says late. */
  more: string | null;
  waited: string | null;
  room: string | null;
  chosen: boolean;
};

type Props = {
  caption: string;
  columns: Record<"number" | "time" | "person" | "reason" | "room" | "standing" | "waited", string>;
  lines: readonly DayLine[];
};

const head = "px-0 py-2 text-left font-semibold text-ink-2 text-second";
/** On a phone a row is a block: number, name and standing first, the rest under them. */
const cell = "py-2 pr-3 align-middle @max-[44rem]:py-0";

/** Hôm nay as one ruled table: number, time, person, reason, standing, how long they have waited. A whole row can be tapped. */
export function DayList({ caption, columns, lines }: Props) {
  const rooms = lines.some(({ room }) => room !== null);
  return (
    <div className="@container">
      <table className="w-full border-collapse text-second">
        <caption className="sr-only">{caption}</caption>
        <thead className="@max-[44rem]:sr-only">
          <tr className="border-ink border-b">
            <th scope="col" className={`${head} w-[3.5rem] pl-3`}>
              {columns.number}
            </th>
            <th scope="col" className={`${head} w-[4.5rem]`}>
              {columns.time}
            </th>
            <th scope="col" className={head}>
              {columns.person}
            </th>
            <th scope="col" className={head}>
              {columns.reason}
            </th>
            {rooms ? (
              <th scope="col" className={head}>
                {columns.room}
              </th>
            ) : null}
            <th scope="col" className={head}>
              {columns.standing}
            </th>
            <th scope="col" className={`${head} pr-1 text-right`}>
              {columns.waited}
            </th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr
              key={line.key}
              aria-current={line.chosen || undefined}
              className={`relative border-rule border-b @max-[44rem]:grid @max-[44rem]:grid-cols-[3rem_minmax(0,1fr)_auto] @max-[44rem]:gap-x-2 @max-[44rem]:py-2 ${
                line.chosen ? "bg-tint shadow-[inset_4px_0_0_var(--accent)]" : ""
              }`}
            >
              <th scope="row" className={`${cell} pl-3 text-left text-section @max-[44rem]:row-span-2`}>
                {line.number}
              </th>
              <td
                className={`${cell} whitespace-nowrap @max-[44rem]:order-4 @max-[44rem]:col-start-3 @max-[44rem]:text-right`}
              >
                {line.time}
              </td>
              <td className={`${cell} @max-[44rem]:order-1`}>
                <a
                  href={line.href}
                  className="inline-flex min-h-target items-center font-semibold wrap-anywhere after:absolute after:inset-0 @max-[44rem]:min-h-[2rem]"
                >
                  {line.name}
                </a>{" "}
                {line.born ? <span className="text-ink-2">{line.born}</span> : null}
              </td>
              <td className={`${cell} wrap-anywhere @max-[44rem]:order-3 @max-[44rem]:col-start-2`}>
                <span className="line-clamp-2">{line.reason}</span>
              </td>
              {rooms ? (
                <td
                  className={`${cell} whitespace-nowrap @max-[44rem]:order-5 @max-[44rem]:col-start-2 @max-[44rem]:text-ink-2`}
                >
                  {line.room}
                </td>
              ) : null}
              <td className={`${cell} @max-[44rem]:order-2 @max-[44rem]:text-right`}>
                <span className="whitespace-nowrap">
                  <Tag line={line.tag.line}>{line.tag.words}</Tag>
                </span>
                {line.more ? (
                  <span className="block text-ink-2 text-small whitespace-nowrap">{line.more}</span>
                ) : null}
              </td>
              <td
                className={`${cell} whitespace-nowrap pr-1 text-right @max-[44rem]:order-6 @max-[44rem]:col-start-3 ${
                  line.waited ? "" : "@max-[44rem]:hidden"
                }`}
              >
                {line.waited}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
