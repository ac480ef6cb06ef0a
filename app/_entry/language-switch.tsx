import { getLocale, getTranslations } from "next-intl/server";
import { chooseLanguage } from "./settings-actions.ts";

/** The other language, by its own name. A form, so that it needs no script; it stays on `path`. */
export async function LanguageSwitch({ path }: { path: "/" | "/sign-in" | "/sign-in/staff" }) {
  const t = await getTranslations("common");
  const other = (await getLocale()) === "vi" ? "en" : "vi";
  return (
    <form action={chooseLanguage.bind(null, path)} className="ml-auto">
      <input type="hidden" name="lang" value={other} />
      <button
        type="submit"
        lang={other}
        className="inline-flex min-h-target items-center text-accent underline underline-offset-4"
      >
        {t("otherLanguage")}
      </button>
    </form>
  );
}
