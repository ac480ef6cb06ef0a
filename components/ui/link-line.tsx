import { Button } from "./button.tsx";
import type { LinkTo } from "./link-to.ts";

/** A way on that is a line of its own: Xem cả 6 lượt trong 30 ngày. */
export function LinkLine({ href, label }: LinkTo) {
  return (
    <p>
      <Button kind="plain" href={href}>
        {label}
      </Button>
    </p>
  );
}
