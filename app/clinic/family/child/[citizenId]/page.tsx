import { getTranslations } from "next-intl/server";
import * as z from "zod";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { LinkLine } from "#components/ui/link-line.tsx";
import { familyDesk, listChildWords, mustBeStation } from "#lib/family/index.ts";
import { displayName } from "#lib/identity/rules.ts";
import { NotFound } from "#lib/platform/errors.ts";
import { DeskFrame } from "../../../../_entry/desk.tsx";
import { deskPage } from "../../../../_entry/desk-page.tsx";
import { agree } from "../../actions.ts";

export async function generateMetadata() {
  return { title: (await getTranslations("family.desk"))("word") };
}

/** What waits for a child's word, and the word. */
export default deskPage(
  "clinic",
  () => "/clinic/family",
  async ({ ctx, session, frame, params, search }) => {
    mustBeStation(session.role);
    const id = z.uuid().safeParse(params.citizenId);
    if (!id.success) throw new NotFound();
    const t = await getTranslations("family.desk");
    const words = await getTranslations("family");
    const waiting = await listChildWords(await familyDesk(ctx, id.data), id.data);
    const said = search.said === "agreed" ? "agreed" : search.said ? "failed" : null;
    return (
      <DeskFrame {...frame} title={t("word")} below={t("wordLead")}>
        {said ? (
          <div role={said === "agreed" ? "status" : "alert"} className="pb-6">
            <Callout
              kind={said === "agreed" ? "note" : "warn"}
              level={2}
              title={said === "agreed" ? t("done.agreed") : t("faults.failed")}
            />
          </div>
        ) : null}
        {waiting.length === 0 ? <p>{t("wordNone")}</p> : null}
        <ul>
          {waiting.map((one) => (
            <li key={one.relationId} className="border-rule border-b py-4 last:border-b-0">
              <h2 className="text-line-title">{displayName(one.citizenName)}</h2>
              <p>
                {t("words", {
                  name: displayName(one.actorName),
                  scopes: one.scopes.map((scope) => words(`scopes.${scope}`)).join(", "),
                })}
              </p>
              <form action={agree} className="max-w-column pt-3">
                <input type="hidden" name="citizenId" value={id.data} />
                <input type="hidden" name="relationId" value={one.relationId} />
                <Button>{t("agrees")}</Button>
              </form>
            </li>
          ))}
        </ul>
        <LinkLine href="/clinic/family" label={t("title")} />
      </DeskFrame>
    );
  },
);
