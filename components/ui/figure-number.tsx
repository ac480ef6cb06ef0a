import type { ReactNode } from "react";

type Props = {
  /** What the number is (Số thứ tự, Bạn trả). */
  noun: string;
  /** queue: the number people look up at. number: the fee or the result. */
  size?: "number" | "queue";
  children: ReactNode;
};

/** The one number of a page. */
export function FigureNumber({ noun, size = "number", children }: Props) {
  return (
    <p>
      <span className="block text-ink-2 text-second">{noun}</span>{" "}
      <span className={`block ${size === "queue" ? "text-queue" : "text-number"}`}>{children}</span>
    </p>
  );
}
