import type { Route } from "next";
import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { BottomNavigation } from "#components/shell/bottom-navigation.tsx";
import { OtherBookBand } from "#components/shell/other-book-band.tsx";
import { PageFrame } from "#components/shell/page-frame.tsx";
import { SampleStrip } from "#components/shell/sample-strip.tsx";
import { SkipLink } from "#components/shell/skip-link.tsx";
import { TopBar } from "#components/shell/top-bar.tsx";
import type { BookOfOther } from "#lib/identity/index.ts";
import { displayName } from "#lib/identity/rules.ts";
import { webEnv } from "#lib/platform/env.ts";
import { shownBook } from "./shown-book.ts";
import { unreadMessages } from "./unread.ts";

/** What stands above every page: the way past it, and in sample mode that nothing here is real. */
export async function Strips() {
  const t = await getTranslations("common");
  return (
    <>
      <SkipLink>{t("skip")}</SkipLink>
      {webEnv().mode === "sample" ? <SampleStrip>{t("sample")}</SampleStrip> : null}
    </>
  );
}

type Props = {
  /** The place the way back leads to; without it, the book's own name stands there. */
  back?: { href: Route; label: string };
  /** Which tab this is, on hub and list pages of a signed-in citizen. */
  tab?: "home" | "messages" | "me" | "none";
  wide?: boolean;
  /** Instead of help at the right. */
  corner?: ReactNode;
  children: ReactNode;
};

/** Whose book it is, while it is somebody else's. */
async function Band({ role, name, sticky }: { role: BookOfOther["role"]; name: string; sticky: boolean }) {
  const t = await getTranslations("family");
  return (
    <OtherBookBand
      saying={t(`band.${role ?? "over"}`)}
      name={displayName(name)}
      change={
        role === "helper"
          ? { href: "/clinic/helper", label: t("helper.finish") }
          : { href: "/family", label: t("change") }
      }
      sticky={sticky}
    />
  );
}

/** A page of the book as people see it: strips, bar, column, tabs. */
export async function BookPage({ back, tab, wide, corner, children }: Props) {
  const t = await getTranslations("common");
  const help = corner ? undefined : { href: "/help" as const, label: t("help") };
  const top = back ? (
    <TopBar back={back} help={help}>
      {corner}
    </TopBar>
  ) : (
    <TopBar name={t("name")} help={help}>
      {corner}
    </TopBar>
  );
  const tabs = tab ? (
    <BottomNavigation
      label={t("tabs.label")}
      tabs={[
        { icon: "home", label: t("tabs.home"), href: "/", current: tab === "home" },
        {
          icon: "messages",
          label: t("tabs.messages"),
          href: "/messages",
          current: tab === "messages",
          count: await unreadMessages(),
          countWord: t("tabs.unread"),
        },
        { icon: "me", label: t("tabs.me"), href: "/me", current: tab === "me" },
      ]}
    />
  ) : undefined;
  const { book } = shownBook();
  const strips = (
    <>
      <Strips />
      {book ? <Band role={book.role} name={book.name} sticky={tab === undefined} /> : null}
    </>
  );
  return (
    <PageFrame strips={strips} top={top} bottom={tabs} wide={wide}>
      {children}
    </PageFrame>
  );
}
