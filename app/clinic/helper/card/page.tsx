import { getTranslations } from "next-intl/server";
import { NewCard } from "#components/family/new-card.tsx";
import { BulletList } from "#components/ui/bullet-list.tsx";
import { Button } from "#components/ui/button.tsx";
import { LinkLine } from "#components/ui/link-line.tsx";
import { displayName } from "#lib/identity/rules.ts";
import { cardWords } from "../../../_entry/card-words.ts";
import { DeskFrame } from "../../../_entry/desk.tsx";
import { deskPage } from "../../../_entry/desk-page.tsx";
import { makeCard } from "../actions.ts";

export async function generateMetadata() {
  return { title: (await getTranslations("family.helper"))("card.print") };
}

/** In thẻ giấy: for whoever is being helped now, so that they bring it next time. */
export default deskPage(
  "clinic",
  () => "/clinic/helper/card",
  async ({ session, frame }) => {
    const t = await getTranslations("family.helper");
    const { words, refused } = await cardWords();
    const back = <LinkLine href="/clinic/helper" label={t("backToDesk")} />;
    if (!session.book?.kind)
      return (
        <DeskFrame {...frame} title={t("card.print")} below={t("card.nobody")}>
          {back}
        </DeskFrame>
      );
    return (
      <DeskFrame
        {...frame}
        title={t("card.print")}
        below={t("now", { name: displayName(session.book.name) })}
      >
        <NewCard
          make={makeCard}
          words={words}
          refused={refused}
          ask={
            <div className="max-w-column">
              <input type="hidden" name="cardId" value={crypto.randomUUID()} />
              <BulletList items={[t("card.what"), t("card.old"), t("card.give")]} />
              <div className="pt-4">
                <Button>{t("card.make")}</Button>
              </div>
              {back}
            </div>
          }
          after={back}
        />
      </DeskFrame>
    );
  },
);
