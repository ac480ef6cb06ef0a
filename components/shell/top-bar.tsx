import type { ReactNode } from "react";
import { Icon } from "../ui/icon.tsx";
import type { LinkTo } from "../ui/link-to.ts";
import { Mark } from "./mark.tsx";

type Props = {
  help?: LinkTo;
  /** At the right instead of help: the language switch of the welcome page. */
  children?: ReactNode;
} & (
  | { /** The place it leads to, by its name. */ back: LinkTo; name?: never }
  | { /** On the cover and the welcome page: mark and name. */ name: string; back?: never }
);

/** Where the way back leads, and help. Not sticky, and no title in it. */
export function TopBar({ back, name, help, children }: Props) {
  return (
    <header className="flex min-h-row flex-wrap items-center justify-between gap-x-3">
      {back ? (
        <a href={back.href} className="-ml-2 inline-flex min-h-target items-center gap-1 no-underline">
          <Icon name="back" />
          <span>{back.label}</span>
        </a>
      ) : (
        <p className="flex min-h-target flex-1 basis-[8rem] items-center gap-3 font-semibold text-second">
          <Mark />
          <span>{name}</span>
        </p>
      )}
      {help ? (
        <a href={help.href} className="ml-auto inline-flex min-h-target items-center gap-2 no-underline">
          <Icon name="help" />
          <span>{help.label}</span>
        </a>
      ) : null}
      {children}
    </header>
  );
}
