import { getTranslations } from "next-intl/server";
import { Button } from "#components/ui/button.tsx";
import { ErrorSummary } from "#components/ui/error-summary.tsx";
import { Field } from "#components/ui/field.tsx";
import { RadioGroup } from "#components/ui/radio-group.tsx";
import { SelectField } from "#components/ui/select-field.tsx";
import { Stack } from "#components/ui/stack.tsx";
import { listBinhSonWards, listOtherWards } from "#lib/catalogue/index.ts";
import { RegisterFacilityInput } from "#lib/facility/inputs.ts";
import { facilityLevels } from "#lib/facility/rules.ts";
import type { Params } from "../../../_entry/page.tsx";

type Typed = Partial<Record<keyof RegisterFacilityInput, string>>;
type Props = {
  /** What stands in the fields: what was typed, else what is known. */
  typed: Typed;
  /** Why it came back, if it did. */
  wrong?: string;
  /** A code that cannot be changed any more. */
  fixedCode?: string;
  action: (form: FormData) => Promise<void>;
  send: string;
};

/** What came back in the address when a form was refused; nothing on a fresh page. */
export function typedIn(search: Params): Typed | null {
  if (!search.wrong) return null;
  const { facilityCode, name, level, wardCode } = search;
  return { facilityCode, name, level, wardCode };
}

async function problemsOf({ typed, wrong }: Props): Promise<{ field: string; text: string }[]> {
  if (!wrong) return [];
  const t = await getTranslations("facility");
  if (wrong === "facility-known") return [{ field: "facilityCode", text: t("errors.known") }];
  if (wrong !== "fields") return [{ field: "name", text: t("errors.failed") }];
  const blank = { facilityCode: "", name: "", level: "", wardCode: "" };
  const sent = Object.entries(typed).filter(([, value]) => value !== undefined);
  const read = RegisterFacilityInput.safeParse({ ...blank, ...Object.fromEntries(sent) });
  return (read.error?.issues ?? []).map(({ path, message }) => ({
    field: String(path[0]),
    text: t(`errors.${message}` as "errors.name"),
  }));
}

/** The fields of a facility: its code, name, level and commune. */
export async function FacilityForm(props: Props) {
  const { typed, fixedCode, action, send } = props;
  const t = await getTranslations("facility");
  const problems = await problemsOf(props);
  const errorOf = (field: string) => problems.find((one) => one.field === field)?.text;
  const options = (wards: { code: string; name: string }[]) =>
    wards.map(({ code, name }) => ({ value: code, label: name }));
  return (
    <form action={action} className="max-w-column">
      <Stack loose>
        {problems.length > 0 ? <ErrorSummary title={t("errors.title")} errors={problems} /> : null}
        {fixedCode ? (
          <input type="hidden" name="facilityCode" value={fixedCode} />
        ) : (
          <Field
            label={t("code")}
            name="facilityCode"
            hint={t("codeHint")}
            width="year"
            maxLength={5}
            autoComplete="off"
            defaultValue={typed.facilityCode}
            error={errorOf("facilityCode")}
          />
        )}
        <Field
          label={t("name")}
          name="name"
          hint={t("nameHint")}
          maxLength={255}
          autoComplete="off"
          defaultValue={typed.name}
          error={errorOf("name")}
        />
        <RadioGroup
          legend={t("level")}
          name="level"
          value={typed.level || "unknown"}
          error={errorOf("level")}
          options={[
            ...facilityLevels.map((level) => ({ value: level, label: t(`levels.${level}`) })),
            { value: "unknown", label: t("levels.unknown") },
          ]}
        />
        <SelectField
          label={t("ward")}
          name="wardCode"
          none={t("wardNone")}
          value={typed.wardCode}
          error={errorOf("wardCode")}
          groups={[
            { label: t("wardsHere"), options: options(listBinhSonWards()) },
            { label: t("wardsElsewhere"), options: options(listOtherWards()) },
          ]}
        />
        <Button>{send}</Button>
      </Stack>
    </form>
  );
}
