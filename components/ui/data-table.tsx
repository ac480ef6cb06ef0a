import type { ReactNode } from "react";

type Props = {
  caption: string;
  /** Most captions repeat the heading above: then only for screen readers. */
  captionHidden?: boolean;
  columns: readonly { head: string; number?: boolean }[];
  rows: readonly { key: string; cells: readonly ReactNode[]; selected?: boolean }[];
  /** The words for nothing to show. */
  empty?: string;
};

/** Rows by hairlines, numbers at the right; on phones three columns at most. */
export function DataTable({ caption, captionHidden = true, columns, rows, empty }: Props) {
  const inset = rows.some((row) => row.selected) ? "first:pl-3 last:pr-3" : "";
  const side = (place: number) => (columns[place]?.number ? "text-right" : "text-left");
  return (
    <table className="w-full border-collapse">
      <caption className={captionHidden ? "sr-only" : "pb-2 text-left text-line-title"}>{caption}</caption>
      <thead>
        <tr className="border-ink border-b">
          {columns.map(({ head }, place) => (
            <th
              key={head}
              scope="col"
              className={`py-2 font-semibold text-ink-2 text-second not-last:pr-3 ${inset} ${side(place)}`}
            >
              {head}
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
            {columns.map(({ head }, place) =>
              place === 0 ? (
                <th
                  key={head}
                  scope="row"
                  className={`py-3 pr-3 text-left align-baseline font-normal ${inset}`}
                >
                  {cells[place]}
                </th>
              ) : (
                <td key={head} className={`py-3 align-baseline not-last:pr-3 ${inset} ${side(place)}`}>
                  {cells[place]}
                </td>
              ),
            )}
          </tr>
        ))}
        {rows.length === 0 && empty ? (
          <tr>
            <td colSpan={columns.length} className="py-3 text-ink-2">
              {empty}
            </td>
          </tr>
        ) : null}
      </tbody>
    </table>
  );
}
