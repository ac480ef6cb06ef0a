import type { Route } from "next";
import { getTranslations } from "next-intl/server";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { LinkLine } from "#components/ui/link-line.tsx";
import { Scanner } from "../../_parts/scanner.tsx";
import { receive } from "../actions.ts";

/** Tiếp đón: by what is scanned or typed; or a number for who did not book. */
export async function Receive({ room, error }: { room: string; error?: string }) {
  const t = await getTranslations("today");
  return (
    <div className="desk:flex desk:items-end desk:gap-6">
      <form action={receive} className="max-w-column flex-1">
        <input type="hidden" name="room" value={room} />
        <div className="grid gap-3 min-[30rem]:grid-cols-[minmax(0,1fr)_auto] min-[30rem]:items-end">
          <Field
            label={t("receive.sought")}
            hint={t("receive.hint")}
            name="sought"
            error={error}
            autoComplete="off"
            maxLength={2000}
            required
            aria-keyshortcuts="Alt+Q"
          />
          <div>
            <Button kind="second">{t("receive.button")}</Button>
          </div>
        </div>
        <Scanner
          field="sought"
          words={{
            scan: t("receive.scan"),
            stop: t("receive.scanStop"),
            help: t("receive.scanHelp"),
            failed: t("receive.scanFailed"),
          }}
        />
      </form>
      <LinkLine href={`/clinic/today/walk-in?room=${room}` as Route} label={t("receive.walkIn")} />
    </div>
  );
}
