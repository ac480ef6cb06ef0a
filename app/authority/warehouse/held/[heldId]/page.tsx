import { getTranslations } from "next-intl/server";
import { dossierPage } from "../../../../_warehouse/dossier-page.tsx";

export async function generateMetadata() {
  return { title: (await getTranslations("warehouse.dossier"))("title") };
}

/** Một hồ sơ giữ lại. */
export default dossierPage("authority");
