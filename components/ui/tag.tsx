import type { ReactNode } from "react";

/** filled: confirmed, done. dashed: not final. thin: not this, not started. dotted: unknown. amber: look at this. */
export type TagLine = "filled" | "dashed" | "thin" | "dotted" | "amber";

const lines: Record<TagLine, string> = {
  filled: "border-ink bg-ink text-paper forced-color-adjust-none",
  dashed: "border-ink border-dashed text-ink",
  thin: "border-edge text-quiet",
  dotted: "border-ink-2 border-dotted text-ink",
  amber: "border-amber-line bg-amber-tint text-amber",
};

/** A standing in one or two words; the line says how sure we are. */
export function Tag({ line, children }: { line: TagLine; children: ReactNode }) {
  const stroke = line === "dashed" || line === "dotted" ? "border-[1.5px]" : "border";
  return (
    <span
      className={`inline-block max-w-full shrink-0 rounded-tag px-2 font-semibold text-small ${stroke} ${lines[line]}`}
    >
      {children}
    </span>
  );
}
