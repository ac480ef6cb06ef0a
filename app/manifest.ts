import type { MetadataRoute } from "next";

/** What the phone needs to put the book on its home screen; the colours are accent and paper of the look. */
export default function manifest(): MetadataRoute.Manifest {
  return {
    id: "/",
    name: "Sổ sức khỏe Bình Sơn",
    short_name: "Sổ sức khỏe",
    lang: "vi",
    dir: "ltr",
    start_url: "/",
    scope: "/",
    display: "standalone",
    orientation: "any",
    theme_color: "#ffffff",
    background_color: "#ffffff",
    categories: ["health", "government"],
    icons: [
      { src: "/icons/mark.svg", sizes: "any", type: "image/svg+xml" },
      { src: "/icons/icon-192.png", sizes: "192x192", type: "image/png" },
      { src: "/icons/icon-512.png", sizes: "512x512", type: "image/png" },
      { src: "/icons/maskable-512.png", sizes: "512x512", type: "image/png", purpose: "maskable" },
    ],
  };
}
