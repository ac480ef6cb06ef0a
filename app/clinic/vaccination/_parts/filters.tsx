import { getTranslations } from "next-intl/server";
import { Button } from "#components/ui/button.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { Folded } from "#components/ui/folded.tsx";
import { LinkLine } from "#components/ui/link-line.tsx";
import { SelectField } from "#components/ui/select-field.tsx";
import type { DueListInput } from "#lib/vaccination/inputs.ts";
import { LIST_RULES } from "#lib/vaccination/rules.ts";
import { listAddress } from "./list-words.ts";

/** Lọc danh sách: by vaccine, by telephone, without those who are invited already. */
export async function Filters({
  list,
  ruleName,
}: {
  list: DueListInput;
  ruleName: (rule: string) => string;
}) {
  const t = await getTranslations("station.filter");
  const isOn = list.rule !== null || list.phone !== null || list.waiting !== null;
  return (
    <div data-print="no" className="pb-2">
      <Folded label={t("title")} open={isOn}>
        <form action="/clinic/vaccination" className="grid gap-3 pb-4">
          <input type="hidden" name="kind" value={list.kind} />
          <div className="grid max-w-[44rem] gap-3 min-[40rem]:grid-cols-2">
            <SelectField
              label={t("rule")}
              name="rule"
              none={t("ruleAll")}
              value={list.rule ?? ""}
              options={LIST_RULES.map((value) => ({ value, label: ruleName(value) }))}
            />
            <SelectField
              label={t("phone")}
              name="phone"
              none={t("phoneAll")}
              value={list.phone ?? ""}
              options={[
                { value: "with", label: t("with") },
                { value: "without", label: t("without") },
              ]}
            />
          </div>
          <Checkbox name="waiting" value="1" label={t("waiting")} checked={list.waiting !== null} />
          <div className="flex flex-wrap items-center gap-6">
            <div>
              <Button kind="second">{t("show")}</Button>
            </div>
            {isOn ? (
              <LinkLine
                href={listAddress(list, { rule: null, phone: null, waiting: null, page: 1 })}
                label={t("clear")}
              />
            ) : null}
          </div>
        </form>
      </Folded>
    </div>
  );
}
