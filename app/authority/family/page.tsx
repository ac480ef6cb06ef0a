import { getLocale, getTranslations } from "next-intl/server";
import { moment } from "#components/copy/format.ts";
import { Button } from "#components/ui/button.tsx";
import { ButtonPair } from "#components/ui/button-pair.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { Field } from "#components/ui/field.tsx";
import { Section } from "#components/ui/section.tsx";
import { Stack } from "#components/ui/stack.tsx";
import { familyDesk, listMerges, listStoppedRelations } from "#lib/family/index.ts";
import { displayName } from "#lib/identity/rules.ts";
import { DeskFrame } from "../../_entry/desk.tsx";
import { deskPage } from "../../_entry/desk-page.tsx";
import { Merges } from "./_parts/merges.tsx";
import { settle } from "./actions.ts";

export async function generateMetadata() {
  return { title: (await getTranslations("family.authority"))("title") };
}

const faults = ["paper", "over"] as const;

/** Quan hệ cần giải quyết: what stopped, and how it goes on. */
export default deskPage(
  "authority",
  () => "/authority/family",
  async ({ ctx, frame, search, facilityName }) => {
    const t = await getTranslations("family.authority");
    const words = await getTranslations("family.people");
    const locale = await getLocale();
    const desk = await familyDesk(ctx);
    const [stopped, merges] = await Promise.all([listStoppedRelations(desk), listMerges(desk)]);
    const fault = search.fault ? (faults.find((one) => one === search.fault) ?? "failed") : null;
    return (
      <DeskFrame {...frame} title={t("title")} below={t("lead")}>
        {fault || search.done ? (
          <div role={fault ? "alert" : "status"} className="pb-6">
            <Callout
              kind={fault ? "warn" : "note"}
              level={2}
              title={fault ? t(`faults.${fault}`) : t(search.done === "settled" ? "done" : "doneBooks")}
            />
          </div>
        ) : null}
        <Section title={t("stoppedTitle")}>
          {stopped.length === 0 ? <p>{t("none")}</p> : null}
          <ul>
            {stopped.map((one) => (
              <li key={one.relationId} className="border-rule border-b py-4 last:border-b-0">
                <h3 className="text-line-title">
                  {t("opens", { actor: displayName(one.actorName), citizen: displayName(one.citizenName) })}
                </h3>
                <p className="pb-3 text-ink-2 text-second">
                  {words(`as.${one.role}`)}.{" "}
                  {t("stopped", {
                    when: moment(one.stoppedAt, locale),
                    who: one.stoppedBy ? displayName(one.stoppedBy) : t("register"),
                  })}
                </p>
                <form action={settle} className="max-w-column">
                  <input type="hidden" name="citizenId" value={one.citizenId} />
                  <input type="hidden" name="relationId" value={one.relationId} />
                  <Stack loose>
                    <Field
                      label={t("paper")}
                      name="paper"
                      id={`paper-${one.relationId}`}
                      hint={t("paperHint")}
                      autoComplete="off"
                      maxLength={300}
                    />
                    <ButtonPair>
                      <Button kind="second" name="outcome" value="goes-on">
                        {t("goesOn")}
                      </Button>
                      <Button kind="second" name="outcome" value="ends">
                        {t("ends")}
                      </Button>
                    </ButtonPair>
                  </Stack>
                </form>
              </li>
            ))}
          </ul>
        </Section>
        <Merges merges={merges} facilityName={facilityName} />
      </DeskFrame>
    );
  },
);
