import { getTranslations } from "next-intl/server";
import { callsPage } from "../../_calls/calls-page.tsx";

export async function generateMetadata() {
  return { title: (await getTranslations("calls"))("title") };
}

export default callsPage("authority");
