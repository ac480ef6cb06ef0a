import { quantity } from "#components/copy/format.ts";
import { GROWTH_HEIGHT, GROWTH_WIDTH, type GrowthShape } from "#lib/history/rules.ts";

type Props = { shape: GrowthShape; title: string; description: string; unit: string; months: string };

const near = (shape: GrowthShape, at: number) => {
  const [here, next] = [shape.points[at], shape.points[at + 1]];
  return here !== undefined && next !== undefined && next.x - here.x < 40;
};
const anchorAt = (x: number) => (x > GROWTH_WIDTH - 40 ? "end" : x < 24 ? "start" : "middle");

/** Weight or height by age: facilities' points filled, those of the family hollow; the table with the numbers follows. */
export function GrowthChart({ shape, title, description, unit, months }: Props) {
  return (
    <svg
      viewBox={`0 0 ${GROWTH_WIDTH} ${GROWTH_HEIGHT}`}
      width={GROWTH_WIDTH}
      height={GROWTH_HEIGHT}
      role="img"
      aria-label={`${title}. ${description}`}
      className="block h-auto w-full"
      fontSize="14"
    >
      <polyline
        points={shape.points.map(({ x, y }) => `${x.toFixed(1)},${y.toFixed(1)}`).join(" ")}
        fill="none"
        stroke="var(--ink)"
        strokeWidth="2"
        strokeDasharray={shape.points.some(({ home }) => home) ? "5 3" : undefined}
      />
      {shape.points.map((point, at) => (
        <g key={point.id}>
          <circle
            cx={point.x}
            cy={point.y}
            r={point.latest ? 6.5 : 4.5}
            fill={point.home ? "var(--paper)" : "var(--ink)"}
            stroke="var(--ink)"
            strokeWidth="2"
          />
          {near(shape, at) ? null : (
            <text
              x={point.x}
              y={point.y - 12}
              textAnchor={anchorAt(point.x)}
              fill="var(--ink)"
              stroke="var(--paper)"
              strokeWidth="4"
              paintOrder="stroke"
              fontSize={point.latest ? 18 : 14}
              fontWeight={point.latest ? 700 : 400}
            >
              {quantity(point.value)}
              {point.latest ? ` ${unit}` : ""}
            </text>
          )}
        </g>
      ))}
      <line x1="0" x2={GROWTH_WIDTH} y1="164" y2="164" stroke="var(--ink)" />
      {shape.ticks.map(({ x, months: age }) => (
        <text key={age} x={x} y="182" textAnchor={anchorAt(x)} fill="var(--ink-2)">
          {age}
        </text>
      ))}
      <text x={GROWTH_WIDTH} y="198" textAnchor="end" fill="var(--ink-2)">
        {months}
      </text>
    </svg>
  );
}
