type Props = {
  /** The dark dots, row by row, without the quiet edge. */
  dark: readonly (readonly boolean[])[];
  /** Says aloud what it is. */
  title: string;
};

const QUIET = 4;

/** Runs of dark dots as one path: a code of a history has some thousands. */
function pathOf(dark: Props["dark"]): string {
  return dark
    .flatMap((row, y) => {
      const runs: string[] = [];
      for (let x = 0; x < row.length; x += 1) {
        const start = x;
        while (row[x]) x += 1;
        if (x > start) runs.push(`M${start + QUIET} ${y + QUIET}h${x - start}v1h-${x - start}z`);
      }
      return runs;
    })
    .join("");
}

/** The same as a path in a square of that size, for what is drawn elsewhere. */
export const codeShape = (dark: Props["dark"]) => ({ size: dark.length + 2 * QUIET, path: pathOf(dark) });

/** A QR as large as the paper is wide, dark on white in every mode. */
export function CodePicture({ dark, title }: Props) {
  const { size, path } = codeShape(dark);
  return (
    <svg
      viewBox={`0 0 ${size} ${size}`}
      width="320"
      height="320"
      role="img"
      shapeRendering="crispEdges"
      className="mx-auto block h-auto w-full max-w-[26rem]"
    >
      <title>{title}</title>
      <rect width={size} height={size} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  );
}
