import type { ReactNode } from "react";

type Props = {
  /** Over everything, full width: skip link, sample strip, offline strip, the band of another book. */
  strips?: ReactNode;
  top?: ReactNode;
  /** Bottom navigation on hub and list pages. */
  bottom?: ReactNode;
  /** Desks have room for a table; a citizen's column never grows past its measure. */
  wide?: boolean;
  /** The right column of a desk. */
  aside?: ReactNode;
  children: ReactNode;
};

/** One page: strips, bar, column, tabs. */
export function PageFrame({ strips, top, bottom, wide, aside, children }: Props) {
  const measure = wide ? "max-w-desk" : "max-w-column";
  return (
    <div className="flex min-h-dvh flex-col">
      {strips}
      {top ? <div className={`mx-auto w-full px-gutter ${measure}`}>{top}</div> : null}
      <div className={`mx-auto w-full flex-1 ${measure} ${aside ? "desk:flex" : ""}`}>
        <main id="main" className="min-w-0 flex-1 px-gutter pt-2 pb-12">
          {children}
        </main>
        {aside ? (
          <aside className="px-gutter pb-12 desk:w-[26rem] desk:shrink-0 desk:border-edge desk:border-l desk:pt-2">
            {aside}
          </aside>
        ) : null}
      </div>
      {bottom}
    </div>
  );
}
