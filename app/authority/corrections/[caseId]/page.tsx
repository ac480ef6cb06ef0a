import { getTranslations } from "next-intl/server";
import { correctionPage } from "../../../_corrections/case-page.tsx";
import { answer, check, confirm, say, strike, take } from "../actions.ts";

export async function generateMetadata() {
  return { title: (await getTranslations("correctionDesk"))("title") };
}

export default correctionPage("authority", { take, check, say, answer, confirm, strike });
