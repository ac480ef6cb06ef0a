import { chooseLanguage } from "./settings-actions.ts";

type Props = { path: "/" | "/sign-in" | "/sign-in/staff"; to: "vi" | "en"; label: string };

/** The other language, by its own name. A form, so that it needs no script. */
export function LanguageSwitch({ path, to, label }: Props) {
  return (
    <form action={chooseLanguage.bind(null, path)} className="ml-auto">
      <input type="hidden" name="lang" value={to} />
      <button
        type="submit"
        lang={to}
        className="inline-flex min-h-target items-center text-accent underline underline-offset-4"
      >
        {label}
      </button>
    </form>
  );
}
