type Props = {
  /** What is not yours: the hollow part. */
  others: number;
  /** What is yours: the filled part. */
  own: number;
  /** One sentence for whoever does not see it. */
  title: string;
  othersLabel: string;
  ownLabel: string;
};

const WIDTH = 328;

/** One bar: hollow what somebody else pays, filled what is yours, each named at its end. */
export function FeeBar({ others, own, title, othersLabel, ownLabel }: Props) {
  const total = others + own;
  // A part that is there is seen, however small.
  const filled = total > 0 && own > 0 ? Math.max(4, Math.round((own / total) * (WIDTH - 4))) : 0;
  return (
    <div>
      <svg
        viewBox={`0 0 ${WIDTH} 22`}
        width={WIDTH}
        height="22"
        role="img"
        preserveAspectRatio="none"
        className="block h-[1.375rem] w-full"
      >
        <title>{title}</title>
        <rect x="1" y="1" width={WIDTH - 2} height="20" className="fill-paper stroke-2 stroke-ink" />
        <rect x={WIDTH - 2 - filled} y="2" width={filled} height="18" className="fill-ink" />
      </svg>
      <p className="flex flex-wrap justify-between gap-x-4 pt-1 text-second">
        <span>{othersLabel}</span>
        <span className="ml-auto font-semibold">{ownLabel}</span>
      </p>
    </div>
  );
}
