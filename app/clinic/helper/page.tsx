import type { Route } from "next";
import { getTranslations } from "next-intl/server";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { Section } from "#components/ui/section.tsx";
import { displayName } from "#lib/identity/rules.ts";
import { DeskFrame } from "../../_entry/desk.tsx";
import { deskPage } from "../../_entry/desk-page.tsx";
import { typedBefore } from "../../_entry/typed.ts";
import { CardForm, PersonForm } from "./_parts/forms.tsx";
import { end } from "./actions.ts";

export async function generateMetadata() {
  return { title: (await getTranslations("family.helper"))("title") };
}

/** Hỗ trợ dùng sổ: begins to help somebody who is here, and ends it. */
export default deskPage(
  "clinic",
  () => "/clinic/helper",
  async ({ session, frame, search }) => {
    const t = await getTranslations("family.helper");
    const desk = await getTranslations("family.desk");
    if (session.role !== "station")
      return (
        <DeskFrame {...frame} title={t("title")} below={desk("stationOnly")}>
          {null}
        </DeskFrame>
      );
    const { book } = session;
    const fault = search.fault
      ? t.has(`faults.${search.fault as "failed"}`)
        ? (search.fault as "failed")
        : "failed"
      : null;
    return (
      <DeskFrame {...frame} title={t("title")} below={t("lead")}>
        {fault || search.done === "ended" ? (
          <div role={fault ? "alert" : "status"} className="pb-6">
            <Callout
              kind={fault ? "warn" : "note"}
              level={2}
              title={fault ? t(`faults.${fault}`) : t("ended")}
            />
          </div>
        ) : null}
        {book ? (
          <Section title={t("now", { name: displayName(book.name) })}>
            <p className="pb-4">{t("until")}</p>
            <div className="grid max-w-column gap-3">
              {book.kind ? (
                <>
                  <Button href="/">{t("toBook", { name: displayName(book.name) })}</Button>
                  <Button kind="second" href={"/clinic/helper/card" as Route}>
                    {t("card.print")}
                  </Button>
                </>
              ) : (
                <p>{t("over")}</p>
              )}
              <form action={end}>
                <Button kind="second">{t("end")}</Button>
              </form>
            </div>
          </Section>
        ) : (
          <>
            <CardForm />
            <PersonForm typed={fault ? await typedBefore() : {}} />
          </>
        )}
      </DeskFrame>
    );
  },
);
