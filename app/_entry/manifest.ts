import type { MetadataRoute } from "next";
import { copy, type Locale } from "#components/copy/index.ts";

const icon = (name: string, size: number) => ({
  src: `/icons/${name}.png`,
  sizes: `${size}x${size}`,
  type: "image/png",
});

const screen = (name: string, sizes: string) => ({
  src: `/icons/screens/${name}.webp`,
  sizes,
  type: "image/webp",
});
const phone = "720x1480";

/** Where a long press on the icon leads. */
const shortcuts = { booking: "/booking", card: "/emergency-card", payment: "/payment" } as const;

/** The address of the manifest in a language: a browser asks for it without cookies. */
export const manifestAddress = (locale: Locale) =>
  locale === "en" ? "/manifest.webmanifest?lang=en" : "/manifest.webmanifest";

/**
 * What the phone needs to put the book on its home screen. Its colours are the paper of the look; `id` stays, whatever the
 * language and the address it starts at. The pictures are taken by `npm run picture`.
 */
export function manifestOf(locale: Locale): MetadataRoute.Manifest {
  const { common, install } = copy[locale];
  return {
    id: "/",
    name: common.name,
    short_name: install.shortName,
    description: install.about,
    lang: locale,
    dir: "ltr",
    start_url: "/",
    scope: "/",
    display: "standalone",
    display_override: ["standalone", "minimal-ui"],
    orientation: "any",
    theme_color: "#ffffff",
    background_color: "#ffffff",
    categories: ["health", "government"],
    prefer_related_applications: false,
    icons: [
      { src: "/icons/mark.svg", sizes: "any", type: "image/svg+xml" },
      icon("icon-192", 192),
      icon("icon-512", 512),
      { ...icon("maskable-512", 512), purpose: "maskable" },
      { ...icon("monochrome-512", 512), purpose: "monochrome" },
    ],
    screenshots: [
      { ...screen("cover", phone), form_factor: "narrow", label: install.screens.cover },
      { ...screen("medicines", phone), form_factor: "narrow", label: install.screens.medicines },
      { ...screen("vaccination", phone), form_factor: "narrow", label: install.screens.vaccination },
      { ...screen("wide", "1280x800"), form_factor: "wide", label: install.screens.wide },
    ],
    share_target: {
      action: "/share/receive",
      method: "post",
      enctype: "multipart/form-data",
      params: {
        files: [{ name: "file", accept: ["image/jpeg", "image/png", "image/webp", "application/pdf"] }],
      },
    },
    shortcuts: (["booking", "card", "payment"] as const).map((part) => ({
      name: install.shortcuts[part],
      url: shortcuts[part],
      icons: [icon(`shortcut-${part}`, 192)],
    })),
  };
}
