import type { Route } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { calendarWeekday } from "#components/copy/format.ts";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { LinkLine } from "#components/ui/link-line.tsx";
import { Stack } from "#components/ui/stack.tsx";
import { DeskFrame } from "../../../../../_entry/desk.tsx";
import { readSession, sessionAddress } from "../../../_parts/read-session.ts";
import { faultOf, Said } from "../../../_parts/said.tsx";
import { stationPage } from "../../../_parts/station-page.tsx";
import { cancel } from "../../../actions.ts";

export async function generateMetadata() {
  return { title: (await getTranslations("station.session"))("cancel") };
}

/** Hủy buổi tiêm, with a reason. */
export default stationPage(
  (params) => `${sessionAddress(params)}/cancel`,
  async ({ ctx, frame, params, search }) => {
    const t = await getTranslations("station.cancel");
    const locale = await getLocale();
    const { session } = await readSession(ctx, params);
    const fault = await faultOf(search);
    return (
      <DeskFrame
        {...frame}
        title={t("title", { day: calendarWeekday(session.day, locale) })}
        below={t("text")}
      >
        <Said search={search} field="because" />
        <form action={cancel} className="max-w-column">
          <input type="hidden" name="sessionId" value={session.sessionId} />
          <Stack loose>
            <Field
              label={t("because")}
              name="because"
              error={fault ?? undefined}
              maxLength={300}
              autoComplete="off"
              required
            />
            <Button kind="final">{t("button")}</Button>
          </Stack>
        </form>
        <div className="pt-4">
          <LinkLine href={sessionAddress(params) as Route} label={t("keep")} />
        </div>
      </DeskFrame>
    );
  },
);
