import { getTranslations } from "next-intl/server";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Folded } from "#components/ui/folded.tsx";
import { SelectField } from "#components/ui/select-field.tsx";

type Option = { value: string; label: string };
type Props = {
  years: readonly Option[];
  facilities: readonly Option[];
  kinds: readonly Option[];
  chosen: { find?: string; year?: string; facility?: string; kind?: string };
  open: boolean;
};

/** Searches and narrows the visits; sent as an address, so that it works without scripts and can be kept. */
export async function TimelineForm({ years, facilities, kinds, chosen, open }: Props) {
  const t = await getTranslations("record");
  return (
    <div className="pb-4" data-print="no">
      <Folded label={t("find.open")} open={open}>
        <form method="get" action="/record" className="grid grid-cols-1 gap-4 pt-2 pb-4">
          <Field
            label={t("find.words")}
            name="find"
            type="search"
            hint={t("find.hint")}
            defaultValue={chosen.find}
            maxLength={100}
            autoComplete="off"
          />
          {years.length > 1 ? (
            <SelectField
              label={t("find.year")}
              name="year"
              none={t("find.anyYear")}
              options={years}
              value={chosen.year}
            />
          ) : null}
          {facilities.length > 1 ? (
            <SelectField
              label={t("find.facility")}
              name="facility"
              none={t("find.anyFacility")}
              options={facilities}
              value={chosen.facility}
            />
          ) : null}
          {kinds.length > 1 ? (
            <SelectField
              label={t("find.kind")}
              name="kind"
              none={t("find.anyKind")}
              options={kinds}
              value={chosen.kind}
            />
          ) : null}
          <Button kind="second" icon="search">
            {t("find.go")}
          </Button>
        </form>
      </Folded>
    </div>
  );
}
