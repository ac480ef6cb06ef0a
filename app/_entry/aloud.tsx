import { getLocale, getTranslations } from "next-intl/server";
import { Icon } from "#components/ui/icon.tsx";
import { ReadAloud } from "#components/ui/read-aloud.tsx";

/** Đọc cho tôi nghe: under the title of what is long to read. */
export async function Aloud() {
  const t = await getTranslations("common.aloud");
  return (
    <ReadAloud
      language={await getLocale()}
      words={{
        start: (
          <>
            <Icon name="aloud" />
            {t("start")}
          </>
        ),
        stop: (
          <>
            <Icon name="stop" />
            {t("stop")}
          </>
        ),
        noVoice: t("noVoice"),
      }}
    />
  );
}
