import { getTranslations } from "next-intl/server";
import { filesPage } from "../../../_warehouse/files-page.tsx";

export async function generateMetadata() {
  return { title: (await getTranslations("warehouse.files"))("title") };
}

/** Tệp đã nhận. */
export default filesPage("authority");
