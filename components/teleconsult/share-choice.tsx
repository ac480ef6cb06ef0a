import { getTranslations } from "next-intl/server";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { FieldError } from "#components/ui/field-error.tsx";
import { type ShownPart, shownParts } from "#lib/teleconsult/rules.ts";

type Props = {
  chosen: readonly ShownPart[] | undefined;
  mayRefer: boolean;
  error?: string | undefined;
  /** On a page that asks something else as well. */
  legend?: string;
};

/** What the doctor may see, part by part; nothing is ticked by itself, and nothing is an answer that has to be given. */
export async function ShareChoice({ chosen, mayRefer, error, legend }: Props) {
  const t = await getTranslations("teleconsult");
  return (
    <>
      <fieldset aria-describedby={error ? "visits-error" : undefined}>
        <legend className={legend ? "text-line-title" : "sr-only"}>{legend ?? t("new.share.legend")}</legend>
        {legend ? <p className="text-ink-2 text-second">{t("new.share.hint")}</p> : null}
        {error ? <FieldError id="visits-error">{error}</FieldError> : null}
        {shownParts.map((part) => (
          <Checkbox
            key={part}
            name={part}
            label={t(`new.parts.${part}`)}
            checked={chosen?.includes(part) ?? false}
          />
        ))}
        <Checkbox name="nothing" label={t("new.share.nothing")} checked={chosen?.length === 0} />
      </fieldset>
      <div className="border-rule border-t pt-2">
        <Checkbox
          name="mayRefer"
          label={t("new.share.mayRefer")}
          second={t("new.share.mayReferHint")}
          checked={mayRefer}
        />
      </div>
      <p className="text-ink-2 text-second">{t("new.share.law")}</p>
    </>
  );
}
