import type { ReactNode } from "react";

type Props = {
  /** red: the emergency card. deep: what has just happened. */
  tone?: "accent" | "red" | "deep";
  /** Under a line of its own inside the frame. */
  strip?: ReactNode;
  children: ReactNode;
};

const outer = { accent: "border-accent", red: "border-red", deep: "border-deep bg-deep text-on-deep" };
const inner = { accent: "border-accent", red: "border-red", deep: "border-on-deep" };

/** The double frame: a paper you may show somebody. Everything it needs is inside it. */
export function Paper({ tone = "accent", strip, children }: Props) {
  return (
    <div className={`border-2 p-frame ${outer[tone]}`}>
      <div className={`border ${inner[tone]}`}>
        <div className="p-2 min-[15rem]:p-4">{children}</div>
        {strip ? <div className={`border-t px-2 min-[15rem]:px-4 ${inner[tone]}`}>{strip}</div> : null}
      </div>
    </div>
  );
}
