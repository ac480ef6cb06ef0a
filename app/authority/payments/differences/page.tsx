import { getTranslations } from "next-intl/server";
import { differencesPage } from "../../../_fees/differences-page.tsx";
import { close } from "../actions.ts";

export async function generateMetadata() {
  return { title: (await getTranslations("feeDesk"))("differences") };
}

export default differencesPage("authority", close);
