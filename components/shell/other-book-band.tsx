import type { LinkTo } from "../ui/link-to.ts";

type Props = {
  /** With the relation: Bạn đang xem sổ của con */
  saying: string;
  name: string;
  change: LinkTo;
  /** In forms and payment it stays in sight. */
  sticky?: boolean;
};

/** First on every page of somebody else's book. */
export function OtherBookBand({ saying, name, change, sticky }: Props) {
  return (
    <section
      aria-label={`${saying} ${name}`}
      className={`bg-deep text-on-deep ${sticky ? "top-0 z-10 tall:sticky" : ""}`}
      data-sticks={sticky ? "top" : undefined}
    >
      <div className="mx-auto flex w-full max-w-column flex-wrap items-center justify-between gap-x-4 px-gutter py-2">
        <p className="min-w-0 flex-1 basis-[10rem]">
          <span className="block text-second">{saying}</span>{" "}
          <strong className="block font-semibold">{name}</strong>
        </p>
        <a href={change.href} className="inline-flex min-h-target items-center text-on-deep">
          {change.label}
        </a>
      </div>
    </section>
  );
}
