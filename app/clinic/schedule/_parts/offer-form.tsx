import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { Button } from "#components/ui/button.tsx";
import { ErrorSummary } from "#components/ui/error-summary.tsx";
import { Stack } from "#components/ui/stack.tsx";
import type { Typed } from "./typed.ts";

/** A form that saves at once: nobody who is booked is touched by it. */
export async function OfferForm({
  action,
  typed,
  hidden = {},
  send,
  children,
}: {
  action: (form: FormData) => Promise<void>;
  typed: Typed;
  hidden?: Record<string, string>;
  send?: string;
  children: ReactNode;
}) {
  const t = await getTranslations("schedule");
  return (
    <form action={action} className="max-w-column">
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <Stack loose>
        {typed.errors.length > 0 ? <ErrorSummary title={t("error.title")} errors={typed.errors} /> : null}
        {children}
        <Button>{send ?? t("offer.save")}</Button>
      </Stack>
    </form>
  );
}
