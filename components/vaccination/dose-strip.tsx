import type { Strip, StripMark } from "#lib/vaccination/rules.ts";
import { stripMonths } from "#lib/vaccination/rules.ts";

const WIDTH = 328;
const LEFT = 138;
const STEP = 22;
const HEAD = 30;
const ROW = 30;

const xOf = (column: number) => LEFT + column * STEP;

/** One mark: filled is given, a ring with a dot noted later, dashed with a dot not confirmed yet, a thick amber ring due, a dashed ring to come. */
export function StripGlyph({
  kind,
  x,
  y,
  r = 7,
}: {
  kind: StripMark["kind"];
  x: number;
  y: number;
  r?: number;
}) {
  if (kind === "given") return <circle cx={x} cy={y} r={r} fill="var(--ink)" />;
  if (kind === "due")
    return <circle cx={x} cy={y} r={r - 1} fill="var(--paper)" stroke="var(--amber)" strokeWidth="3" />;
  const dashed = (
    <circle cx={x} cy={y} r={r} fill="none" stroke="var(--edge)" strokeWidth="1.5" strokeDasharray="2.5 2" />
  );
  if (kind === "later") return dashed;
  // Written down later is a whole ring with a dot; what nobody has confirmed yet is a dashed one.
  return (
    <g>
      <circle
        cx={x}
        cy={y}
        r={r}
        fill="none"
        stroke="var(--ink)"
        strokeWidth="1.5"
        strokeDasharray={kind === "waiting" ? "2.5 2" : undefined}
      />
      <circle cx={x} cy={y} r={r - 4} fill="var(--ink)" />
    </g>
  );
}

type Props = {
  strip: Strip;
  title: string;
  description: string;
  months: string;
  birth: string;
  nameOf: (row: Strip["rows"][number]["name"]) => string;
};

/** The schedule of a child as on the paper card; the doses themselves follow on the page. */
export function DoseStrip({ strip, title, description, months, birth, nameOf }: Props) {
  const height = HEAD + strip.rows.length * ROW + 4;
  return (
    <svg
      viewBox={`0 0 ${WIDTH} ${height}`}
      width={WIDTH}
      height={height}
      role="img"
      aria-label={`${title}. ${description}`}
      className="block h-auto w-full"
      fontSize="14"
    >
      <rect x={xOf(strip.today) - STEP / 2} y="0" width={STEP} height={height} fill="var(--amber-tint)" />
      <text x="0" y="18" fill="var(--ink-2)">
        {months}
      </text>
      {stripMonths.map((month, column) => (
        <text
          key={month}
          x={xOf(column)}
          y="18"
          textAnchor="middle"
          fill={column === strip.today ? "var(--amber)" : "var(--ink-2)"}
          fontWeight={column === strip.today ? 700 : 400}
        >
          {month === 0 ? birth : month}
        </text>
      ))}
      <line x1="0" x2={WIDTH} y1={HEAD - 2} y2={HEAD - 2} stroke="var(--ink)" />
      {strip.rows.map(({ name, marks }, row) => {
        const y = HEAD + row * ROW + ROW / 2;
        return (
          <g key={name}>
            <text x="0" y={y + 5} fill="var(--ink)">
              {nameOf(name)}
            </text>
            {glyphsOf(marks).map(({ key, kind, x, r }) => (
              <StripGlyph key={key} kind={kind} x={x} y={y} r={r} />
            ))}
            <line x1="0" x2={WIDTH} y1={y + ROW / 2} y2={y + ROW / 2} stroke="var(--rule)" />
          </g>
        );
      })}
    </svg>
  );
}

/** The marks of a row with their places: what shares a column stands side by side, smaller. */
function glyphsOf(marks: readonly StripMark[]) {
  const all = marks.flatMap((mark) =>
    Array.from({ length: Math.min(mark.times, 3) }, (_, i) => ({ ...mark, i })),
  );
  return all.map((mark) => {
    const here = all.filter(({ column }) => column === mark.column);
    const place = here.indexOf(mark);
    const crowded = here.length > 1;
    return {
      key: `${mark.column} ${mark.kind} ${mark.i}`,
      kind: mark.kind,
      x: xOf(mark.column) + (place - (here.length - 1) / 2) * (crowded ? 11 : 0),
      r: crowded ? 5 : 7,
    };
  });
}
