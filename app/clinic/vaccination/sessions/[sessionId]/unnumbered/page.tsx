import { randomUUID } from "node:crypto";
import type { Route } from "next";
import { getTranslations } from "next-intl/server";
import * as z from "zod";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { LinkLine } from "#components/ui/link-line.tsx";
import { RadioGroup } from "#components/ui/radio-group.tsx";
import { Stack } from "#components/ui/stack.tsx";
import { DeskFrame } from "../../../../../_entry/desk.tsx";
import { typedBefore } from "../../../../../_entry/typed.ts";
import { readSession, sessionAddress } from "../../../_parts/read-session.ts";
import { faultOf, Said } from "../../../_parts/said.tsx";
import { stationPage } from "../../../_parts/station-page.tsx";
import { arriveUnnumbered } from "../../../actions.ts";

export async function generateMetadata() {
  return { title: (await getTranslations("station.unnumbered"))("title") };
}

const fieldOf: Record<string, string> = {
  day: "born",
  born: "born",
  time: "time",
  sex: "sex",
  parent: "parent",
};

/** Trẻ chưa có số định danh: by name and birth, so that nothing of its dose is lost. */
export default stationPage(
  (params) => `${sessionAddress(params)}/unnumbered`,
  async ({ ctx, frame, params, search }) => {
    const t = await getTranslations("station");
    const { session } = await readSession(ctx, params);
    const fault = await faultOf(search);
    const typed = fault ? await typedBefore() : {};
    const wrong = fieldOf[search.fault ?? ""] ?? "name";
    const shared = (field: string) => ({
      name: field,
      defaultValue: typed[field],
      error: fault && field === wrong ? fault : undefined,
      autoComplete: "off",
    });
    return (
      <DeskFrame {...frame} title={t("unnumbered.title")} below={t("unnumbered.lead")}>
        <Said search={search} field={wrong} />
        <form action={arriveUnnumbered} className="max-w-column">
          <input type="hidden" name="sessionId" value={session.sessionId} />
          <input
            type="hidden"
            name="personId"
            value={z.uuid().safeParse(typed.personId).data ?? randomUUID()}
          />
          <Stack loose>
            <Field
              {...shared("name")}
              label={t("unnumbered.name")}
              hint={t("unnumbered.nameHint")}
              maxLength={255}
              required
            />
            <Field
              {...shared("born")}
              label={t("unnumbered.born")}
              hint={t("plan.dayHint")}
              width="phone"
              required
            />
            <Field
              {...shared("time")}
              label={t("unnumbered.time")}
              hint={t("unnumbered.timeHint")}
              width="year"
            />
            <RadioGroup
              legend={t("unnumbered.sex")}
              name="sex"
              value={typed.sex}
              error={fault && wrong === "sex" ? fault : undefined}
              options={(["male", "female", "undetermined"] as const).map((value) => ({
                value,
                label: t(`sexes.${value}`),
              }))}
            />
            <Field
              {...shared("parent")}
              label={t("unnumbered.parent")}
              hint={t("unnumbered.parentHint")}
              width="phone"
              inputMode="numeric"
            />
            <Button>{t("unnumbered.button")}</Button>
          </Stack>
        </form>
        <div className="pt-4">
          <LinkLine href={sessionAddress(params) as Route} label={t("person.back")} />
        </div>
      </DeskFrame>
    );
  },
);
