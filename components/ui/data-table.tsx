import type { ReactNode } from "react";

type Props = {
  caption: string;
  /** Most captions repeat the heading above: then only for screen readers. */
  captionHidden?: boolean;
  /** `number`: at the right. `tight`: no wider than its words, which stay on one line. */
  columns: readonly { head: string; number?: boolean; tight?: boolean }[];
  rows: readonly { key: string; cells: readonly ReactNode[]; selected?: boolean }[];
  /** The words for nothing to show. */
  empty?: string;
  /** Three columns of long words do not fit on a phone either. */
  longWords?: boolean;
};

/** Rows by hairlines, numbers at the right; on phones three columns at most, none of them `tight`; of more, each row becomes a block. */
export function DataTable({ caption, captionHidden = true, columns, rows, empty, longWords }: Props) {
  const broad = columns.length > 3 || (columns.length > 2 && columns.some((column) => column.tight));
  const stacks = broad || longWords ? "@max-[36rem]:stacks" : "@max-[17rem]:stacks";
  return (
    <div className="@container">
      <table className={`ruled-table ${stacks}`}>
        <caption className={captionHidden ? "sr-only" : "pb-2 text-left text-line-title"}>{caption}</caption>
        <thead>
          <tr className="border-ink border-b">
            {columns.map((column) => (
              <th
                key={column.head}
                scope="col"
                className={`font-semibold text-ink-2 text-second ${cellLook(column)}`}
              >
                {column.head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, cells, selected }) => (
            <tr
              key={key}
              aria-current={selected}
              className={`border-rule border-b ${selected ? "bg-tint shadow-[inset_4px_0_0_var(--accent)]" : ""}`}
            >
              {columns.map((column, place) => {
                const Cell = place === 0 ? "th" : "td";
                return (
                  <Cell
                    key={column.head}
                    scope={place === 0 ? "row" : undefined}
                    data-head={column.head}
                    className={`font-normal ${cellLook(column)}`}
                  >
                    {cells[place]}
                  </Cell>
                );
              })}
            </tr>
          ))}
          {rows.length === 0 && empty ? (
            <tr>
              <td colSpan={columns.length} className="text-ink-2">
                {empty}
              </td>
            </tr>
          ) : null}
        </tbody>
      </table>
    </div>
  );
}

function cellLook({ number, tight }: Props["columns"][number]) {
  return `${number ? "text-right" : "text-left"} ${tight ? "w-px whitespace-nowrap" : ""}`;
}
