import type { ReactNode } from "react";
import { Callout } from "./callout.tsx";

type Props = {
  /** What has just happened: Đã gửi. */
  title: string;
  /** It did not happen: read out at once, and it looks like a warning. */
  alert?: boolean;
  kind?: "note" | "warn";
  level?: 2 | 3;
  children?: ReactNode;
};

/** What came of what the reader just did: right under the title of the page, or of the part it belongs to. */
export function Notice({ title, alert, kind = alert ? "warn" : "note", level = 2, children }: Props) {
  return (
    <div role={alert ? "alert" : "status"} className="max-w-column pb-6" data-print="no">
      <Callout kind={kind} level={level} title={title}>
        {children}
      </Callout>
    </div>
  );
}
