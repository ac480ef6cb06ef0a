import { getTranslations } from "next-intl/server";
import { heldPage } from "../../../_warehouse/held-page.tsx";

export async function generateMetadata() {
  return { title: (await getTranslations("warehouse.held"))("title") };
}

/** Hồ sơ giữ lại. */
export default heldPage("authority");
