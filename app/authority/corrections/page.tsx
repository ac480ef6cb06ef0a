import { getTranslations } from "next-intl/server";
import { correctionsPage } from "../../_corrections/list-page.tsx";

export async function generateMetadata() {
  return { title: (await getTranslations("correctionDesk"))("title") };
}

export default correctionsPage("authority");
