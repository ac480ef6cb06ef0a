import type { Route } from "next";
import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { LinkLine } from "#components/ui/link-line.tsx";

/**
 * What a page does not show: `none`, it shows all; `closed`, there are private visits that its reader may open;
 * `not-told`, its reader may open none, so that everything has to read the same whether there are any or not.
 */
export type Unshown = "none" | "closed" | "not-told";

const list = "/record/private" as Route;

/** Under a list: that private visits are not in it, and where they are opened. Nothing else tells of them. */
export async function NotInThisList({ unshown, sought }: { unshown: Unshown; sought?: boolean }) {
  if (unshown !== "closed") return null;
  const t = await getTranslations("privateVisits");
  return (
    <div className="pt-4">
      <p className="text-ink-2 text-second">{t(sought ? "notSought" : "notInList")}</p>
      <LinkLine href={list} label={t("all")} />
    </div>
  );
}

type Props = {
  unshown: Unshown;
  /** Whose book it is. */
  name: string;
  /** What an empty page says when nothing is kept back. */
  title: string;
  when: string;
  children?: ReactNode;
};

/** Nothing to show: since nothing came, since it is closed, or since this reader sees a part of the book only. */
export async function NothingToShow({ unshown, name, title, when, children }: Props) {
  const t = await getTranslations("privateVisits");
  if (unshown === "none")
    return (
      <EmptyState title={title} when={when}>
        {children}
      </EmptyState>
    );
  if (unshown === "not-told")
    return (
      <EmptyState title={t("nothing.partTitle")} when={t("nothing.partText", { name })}>
        {children}
      </EmptyState>
    );
  return (
    <EmptyState title={t("nothing.closedTitle")} when={t("nothing.closedText")}>
      <LinkLine href={list} label={t("nothing.open")} />
      {children}
    </EmptyState>
  );
}
