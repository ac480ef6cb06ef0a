import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { Button } from "#components/ui/button.tsx";
import { ErrorSummary } from "#components/ui/error-summary.tsx";
import { Stack } from "#components/ui/stack.tsx";
import type { Typed } from "./typed.ts";

/** A form whose answers are looked at before they are saved: it leads to that page by its address alone. */
export async function CheckForm({
  what,
  typed,
  hidden = {},
  children,
}: {
  what: string;
  typed: Typed;
  hidden?: Record<string, string>;
  children: ReactNode;
}) {
  const t = await getTranslations("schedule");
  return (
    <form action="/clinic/schedule/check" className="max-w-column">
      {Object.entries({ ...hidden, what, key: crypto.randomUUID() }).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <Stack loose>
        {typed.errors.length > 0 ? <ErrorSummary title={t("error.title")} errors={typed.errors} /> : null}
        {children}
        <Button>{t("check.look")}</Button>
      </Stack>
    </form>
  );
}
