import { randomUUID } from "node:crypto";
import { getTranslations } from "next-intl/server";
import * as z from "zod";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { LinkLine } from "#components/ui/link-line.tsx";
import { Stack } from "#components/ui/stack.tsx";
import { DeskFrame } from "../../../../_entry/desk.tsx";
import { typedBefore } from "../../../../_entry/typed.ts";
import { faultOf, Said } from "../../_parts/said.tsx";
import { stationPage } from "../../_parts/station-page.tsx";
import { plan } from "../../actions.ts";

export async function generateMetadata() {
  return { title: (await getTranslations("station.plan"))("title") };
}

const fieldOf: Record<string, string> = { time: "from", times: "until", place: "place" };

/** Lên kế hoạch buổi tiêm: when and where. */
export default stationPage(
  () => "/clinic/vaccination/sessions/new",
  async ({ frame, search }) => {
    const t = await getTranslations("station.plan");
    const sessions = await getTranslations("station.session");
    const fault = await faultOf(search);
    const typed = fault ? await typedBefore() : {};
    const wrong = fieldOf[search.fault ?? ""] ?? "day";
    const errorAt = (field: string) => (fault && field === wrong ? fault : undefined);
    return (
      <DeskFrame {...frame} title={t("title")} below={t("then")}>
        <Said search={search} field={wrong} />
        <form action={plan} className="max-w-column">
          <input
            type="hidden"
            name="sessionId"
            value={z.uuid().safeParse(typed.sessionId).data ?? randomUUID()}
          />
          <Stack loose>
            <Field
              label={t("day")}
              hint={t("dayHint")}
              name="day"
              width="phone"
              defaultValue={typed.day}
              error={errorAt("day")}
              inputMode="numeric"
              autoComplete="off"
              required
            />
            <div className="flex flex-wrap gap-6">
              <Field
                label={t("from")}
                hint={t("timeHint")}
                name="from"
                width="year"
                defaultValue={typed.from ?? "7:30"}
                error={errorAt("from")}
                autoComplete="off"
                required
              />
              <Field
                label={t("until")}
                hint={t("timeHint")}
                name="until"
                width="year"
                defaultValue={typed.until ?? "11:00"}
                error={errorAt("until")}
                autoComplete="off"
                required
              />
            </div>
            <Field
              label={t("place")}
              hint={t("placeHint")}
              name="place"
              defaultValue={typed.place ?? frame.place}
              error={errorAt("place")}
              maxLength={200}
              autoComplete="off"
              required
            />
            <Button>{t("button")}</Button>
          </Stack>
        </form>
        <div className="pt-4">
          <LinkLine href="/clinic/vaccination/sessions" label={sessions("back")} />
        </div>
      </DeskFrame>
    );
  },
);
