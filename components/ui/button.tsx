import type { Route } from "next";
import type { ComponentProps, ReactNode } from "react";
import { Icon } from "./icon.tsx";
import type { IconName } from "./icons.ts";

export type ButtonKind = "main" | "second" | "plain" | "final" | "waiting";

const box =
  "inline-flex min-h-button w-full items-center justify-center gap-3 rounded-control border-2 px-4 py-2 text-center text-line-title no-underline";

const looks: Record<ButtonKind, string> = {
  main: `${box} border-accent bg-accent text-on-accent active:border-deep active:bg-deep active:text-on-deep`,
  second: `${box} border-accent bg-paper text-accent active:bg-tint`,
  final: `${box} border-ink bg-ink text-paper active:border-quiet active:bg-quiet`,
  waiting: `${box} cursor-default border-edge bg-ground text-quiet`,
  plain:
    "inline-flex min-h-target items-center gap-2 text-left text-reading text-accent underline underline-offset-4 active:text-ink",
};

/** How a button looks that a leaf of the page draws itself. */
export const buttonLook = (kind: ButtonKind): string => looks[kind];

type Props = {
  kind?: ButtonKind;
  icon?: IconName;
  children: ReactNode;
} & (
  | { href: Route }
  | ({ href?: never } & Pick<
      ComponentProps<"button">,
      "type" | "name" | "value" | "form" | "formAction" | "formNoValidate" | "aria-keyshortcuts"
    >)
);

/** A verb. As a link when it only leads somewhere, as a button when it sends. */
export function Button({ kind = "main", icon, children, ...rest }: Props) {
  const words = (
    <>
      {kind === "waiting" ? <Icon name="waiting" /> : icon ? <Icon name={icon} /> : null}
      <span className="min-w-0 wrap-anywhere">{children}</span>
    </>
  );
  if (rest.href !== undefined) {
    return (
      <a href={rest.href} className={looks[kind]} data-print="no">
        {words}
      </a>
    );
  }
  const { type = "submit", ...sends } = rest;
  return kind === "waiting" ? (
    <button {...sends} type="button" aria-disabled="true" className={looks.waiting}>
      {words}
    </button>
  ) : (
    <button {...sends} type={type} className={looks[kind]}>
      {words}
    </button>
  );
}
