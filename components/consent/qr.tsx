import { encode } from "uqr";

/** The dark squares of a QR as a path, in a square of that size; drawn on the server. */
export function qrShape(text: string, dense?: boolean): { size: number; path: string } {
  // Four modules of quiet around it, as scanners ask for. A long text is drawn as large and with as few dots as can be.
  const { data, size } = encode(text, { ecc: dense ? "L" : "M", border: 4 });
  const path = data.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : ""))).join("");
  return { size, path };
}

/** A QR, dark on white in every mode, drawn on the server. `title` says aloud what it is. */
export function Qr({ text, title, dense }: { text: string; title: string; dense?: boolean }) {
  const { size, path } = qrShape(text, dense);
  return (
    <svg
      viewBox={`0 0 ${size} ${size}`}
      width="256"
      height="256"
      role="img"
      shapeRendering="crispEdges"
      className={`mx-auto block h-auto w-full ${dense ? "max-w-[22rem]" : "max-w-[16rem]"}`}
    >
      <title>{title}</title>
      <rect width={size} height={size} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  );
}
