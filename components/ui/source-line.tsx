import type { ReactNode } from "react";
import { Button } from "./button.tsx";
import type { IconName } from "./icons.ts";
import type { LinkTo } from "./link-to.ts";

type Props = {
  /** From whom and received when, as one sentence. */
  children: ReactNode;
  /** Báo sai thông tin, or another thing to do about the source. */
  action?: LinkTo & { icon?: IconName };
};

/** Closes every part that came from outside. */
export function SourceLine({ children, action }: Props) {
  return (
    <div className="mt-4 border-rule border-t pt-3">
      <p className="text-ink-2 text-second">{children}</p>
      {action ? (
        <Button kind="plain" href={action.href} icon={action.icon}>
          {action.label}
        </Button>
      ) : null}
    </div>
  );
}
