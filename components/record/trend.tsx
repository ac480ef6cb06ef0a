import { HEIGHT, labelled, type TrendShape, WIDTH } from "./trend-shape.ts";

type Props = {
  shape: TrendShape;
  title: string;
  description: string;
  /** Named inside the band: Khoảng tham chiếu 3,9 - 6,4. */
  bandName: string;
  /** How a tick is written: 11/26. */
  tick: (at: Date) => string;
};

/** The latest measurements as a line by real time, dashed with hollow dots where somebody measured at home; the table with the same numbers follows on the page. */
export function Trend({ shape, title, description, bandName, tick }: Props) {
  const named = labelled(shape);
  const banded = shape.lines.findLast((line) => line.band !== null);
  return (
    <svg
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      width={WIDTH}
      height={HEIGHT}
      role="img"
      aria-label={`${title}. ${description}`}
      className="block h-auto w-full"
      fontSize="14"
    >
      {shape.lines.map(({ key, band }) =>
        band ? (
          <g key={key}>
            <rect
              x={band.x}
              y={band.top}
              width={band.width}
              height={band.bottom - band.top}
              fill="var(--tint)"
            />
            {[band.top, band.bottom].map((y) => (
              <line
                key={y}
                x1={band.x}
                x2={band.x + band.width}
                y1={y}
                y2={y}
                stroke="var(--edge)"
                strokeDasharray="2 3"
              />
            ))}
          </g>
        ) : null,
      )}
      {banded?.band ? (
        <text
          x={banded.band.x + banded.band.width - 6}
          y={Math.max(banded.band.bottom - 8, banded.band.top + 15)}
          textAnchor="end"
          fill="var(--ink-2)"
          stroke="var(--tint)"
          strokeWidth="4"
          paintOrder="stroke"
        >
          {bandName}
        </text>
      ) : null}
      {shape.lines.map(({ key, points }) => (
        <g key={key}>
          <polyline
            points={points.map(({ x, y }) => `${x.toFixed(1)},${y.toFixed(1)}`).join(" ")}
            fill="none"
            stroke="var(--ink)"
            strokeWidth="2"
            strokeDasharray={points.some(({ own }) => own) ? "5 3" : undefined}
          />
          {points.map((point) => (
            <g key={point.key}>
              <circle
                cx={point.x}
                cy={point.y}
                r={point.latest ? 6.5 : 4.5}
                fill={point.own ? "var(--paper)" : "var(--ink)"}
                stroke={point.own ? "var(--ink)" : "var(--paper)"}
                strokeWidth="2"
              />
              {named.has(point.key) ? (
                <text
                  x={point.x}
                  y={point.y - 13}
                  textAnchor={point.anchor}
                  fill="var(--ink)"
                  stroke="var(--paper)"
                  strokeWidth="4"
                  paintOrder="stroke"
                  fontSize={point.latest ? 18 : 15}
                  fontWeight={point.latest ? 700 : 400}
                >
                  {point.label}
                </text>
              ) : null}
            </g>
          ))}
        </g>
      ))}
      <line x1="0" x2={WIDTH} y1="204" y2="204" stroke="var(--ink)" />
      {shape.ticks.map(({ key, x, at, anchor }) => (
        <g key={key}>
          <line x1={x} x2={x} y1="204" y2="210" stroke="var(--ink)" />
          <text x={x} y="228" textAnchor={anchor} fill="var(--ink-2)">
            {tick(at)}
          </text>
        </g>
      ))}
    </svg>
  );
}
