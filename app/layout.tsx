import "./globals.css";
import type { Metadata, Viewport } from "next";
import { cookies } from "next/headers";
import { getLocale, getTranslations } from "next-intl/server";
import type { ReactNode } from "react";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("common");
  return {
    title: { default: t("name"), template: `%s · ${t("name")}` },
    icons: { icon: "/icons/mark.svg", apple: "/icons/apple-touch-icon.png" },
  };
}

export const viewport: Viewport = {
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#ffffff" },
    { media: "(prefers-color-scheme: dark)", color: "#0f1817" },
  ],
  viewportFit: "cover",
};

/** The reader's own choice, if it is one that we offer. */
async function chosen<T extends string>(cookie: string, ...offered: readonly T[]) {
  const value = (await cookies()).get(cookie)?.value;
  return offered.find((one) => one === value);
}

export default async function Layout({ children }: { children: ReactNode }) {
  return (
    <html
      lang={await getLocale()}
      data-theme={await chosen("theme", "light", "dark")}
      data-text={await chosen("text", "large")}
    >
      <body>{children}</body>
    </html>
  );
}
