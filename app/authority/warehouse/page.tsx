import { getTranslations } from "next-intl/server";
import { overviewPage } from "../../_warehouse/overview-page.tsx";

export async function generateMetadata() {
  return { title: (await getTranslations("warehouse"))("title") };
}

/** Kho dữ liệu. */
export default overviewPage("authority");
