import type { Route } from "next";
import { getTranslations } from "next-intl/server";
import { Button } from "#components/ui/button.tsx";
import { Section } from "#components/ui/section.tsx";

const words = {
  department: "closeDepartment",
  room: "closeRoom",
  practitioner: "closePerson",
  service: "closeService",
} as const;

/** The way to what is offered no more: through the page that says whom it touches. */
export async function Closing({ kind, id }: { kind: keyof typeof words; id: string }) {
  const t = await getTranslations("schedule.offer");
  return (
    <Section title={t("closeTitle")}>
      <p className="pb-4">{t("closeText")}</p>
      <div className="max-w-column">
        <Button
          kind="second"
          href={`/clinic/schedule/check?${new URLSearchParams({ what: "close", kind, id })}` as Route}
        >
          {t(words[kind])}
        </Button>
      </div>
    </Section>
  );
}
