import { getTranslations } from "next-intl/server";
import { reconciliationPage } from "../../../_fees/reconciliation-page.tsx";

export async function generateMetadata() {
  return { title: (await getTranslations("feeDesk"))("reconciliation") };
}

export default reconciliationPage("authority");
