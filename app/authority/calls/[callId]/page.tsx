import { getTranslations } from "next-intl/server";
import { callPage } from "../../../_calls/call-page.tsx";
import { close, giveBack, take } from "../actions.ts";

export async function generateMetadata() {
  return { title: (await getTranslations("calls"))("title") };
}

export default callPage("authority", { take, giveBack, close });
