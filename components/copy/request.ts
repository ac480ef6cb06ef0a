import { cookies } from "next/headers";
import { getRequestConfig } from "next-intl/server";
import { TIME_ZONE } from "#lib/platform/clock.ts";
import { copy, type Locale } from "./index.ts";

/** The language of this request: the reader's choice, else Vietnamese. */
export default getRequestConfig(async () => {
  const locale: Locale = (await cookies()).get("lang")?.value === "en" ? "en" : "vi";
  return {
    locale,
    messages: copy[locale],
    timeZone: TIME_ZONE,
    onError: (error) => {
      throw error;
    },
  };
});
