import "./globals.css";
import type { Metadata, Viewport } from "next";
import { headers } from "next/headers";
import { getLocale, getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { copy } from "#components/copy/index.ts";
import { FocusFollower } from "./_entry/focus-follower.tsx";
import { manifestAddress } from "./_entry/manifest.ts";
import { NetworkStrips } from "./_entry/network-strips.tsx";
import { readerChoices } from "./_entry/settings.ts";
import { registration } from "./_service-worker/register.ts";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("common");
  return {
    title: { default: t("name"), template: `%s · ${t("name")}` },
    manifest: manifestAddress(await getLocale()),
    icons: { icon: "/icons/mark.svg", apple: "/icons/apple-touch-icon.png" },
    formatDetection: { telephone: false, date: false, address: false, email: false },
  };
}

export const viewport: Viewport = {
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#ffffff" },
    { media: "(prefers-color-scheme: dark)", color: "#0f1817" },
  ],
  viewportFit: "cover",
};

/** One page of paper, in the reader's language, colours and letter size. Reading cookies keeps every page dynamic. */
export default async function Layout({ children }: { children: ReactNode }) {
  const { theme, text } = await readerChoices();
  return (
    <html lang={await getLocale()} data-theme={theme} data-text={text}>
      <body>
        <NetworkStrips words={copy[await getLocale()].common.network} />
        {children}
        <FocusFollower />
        <script id="whole" nonce={(await headers()).get("x-nonce") ?? undefined}>
          {registration}
        </script>
      </body>
    </html>
  );
}
