import type { Copy, Locale } from "./index.ts";

declare module "next-intl" {
  interface AppConfig {
    Locale: Locale;
    Messages: Copy;
  }
}
