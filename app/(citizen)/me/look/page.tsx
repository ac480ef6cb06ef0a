import { getLocale, getTranslations } from "next-intl/server";
import { Button } from "#components/ui/button.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { PageTitle } from "#components/ui/page-title.tsx";
import { RadioGroup } from "#components/ui/radio-group.tsx";
import { Stack } from "#components/ui/stack.tsx";
import { citizenPage } from "../../../_entry/page.tsx";
import { readerChoices } from "../../../_entry/settings.ts";
import { chooseLook } from "../../../_entry/settings-actions.ts";
import { BookPage } from "../../../_entry/shell.tsx";

export async function generateMetadata() {
  return { title: (await getTranslations("me"))("look") };
}

/** Cỡ chữ, màu, ngôn ngữ: what was chosen is seen at once, on this page. */
export default citizenPage(
  () => "/me/look",
  async ({ search }) => {
    const t = await getTranslations("me");
    const [locale, look] = await Promise.all([getLocale(), readerChoices()]);
    return (
      <BookPage back={{ href: "/me", label: t("title") }}>
        <PageTitle below={t("lookLead")}>{t("look")}</PageTitle>
        {search.done === "saved" ? <Notice title={t("lookSaved")} /> : null}
        <form action={chooseLook}>
          <Stack loose>
            <RadioGroup
              legend={t("textLabel")}
              name="text"
              value={look.text ?? "normal"}
              options={[
                { value: "normal", label: t("textNormal") },
                { value: "large", label: t("textLarge") },
              ]}
            />
            <RadioGroup
              legend={t("themeLabel")}
              name="theme"
              value={look.theme ?? "auto"}
              options={[
                { value: "auto", label: t("themeAuto") },
                { value: "light", label: t("themeLight") },
                { value: "dark", label: t("themeDark") },
                { value: "sun", label: t("themeSun") },
              ]}
            />
            <RadioGroup
              legend={t("languageLabel")}
              name="lang"
              value={locale}
              options={[
                { value: "vi", label: "Tiếng Việt", lang: "vi" },
                { value: "en", label: "English", lang: "en" },
              ]}
            />
            <Button>{t("save")}</Button>
          </Stack>
        </form>
      </BookPage>
    );
  },
  "self",
);
