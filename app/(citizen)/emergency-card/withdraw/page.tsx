import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { BulletList } from "#components/ui/bullet-list.tsx";
import { Button } from "#components/ui/button.tsx";
import { PageTitle } from "#components/ui/page-title.tsx";
import { Stack } from "#components/ui/stack.tsx";
import { openBookInHand } from "#lib/consent/index.ts";
import { readEmergencyCard } from "#lib/emergency-card/index.ts";
import { BookField } from "../../../_entry/book-in-hand.tsx";
import { citizenPage } from "../../../_entry/page.tsx";
import { BookPage } from "../../../_entry/shell.tsx";
import { withdraw } from "../actions.ts";

export async function generateMetadata() {
  return { title: (await getTranslations("emergencyCard"))("leaving.title") };
}

/** Bỏ thẻ: the step on a page of its own. */
export default citizenPage(
  () => "/emergency-card/withdraw",
  async ({ ctx }) => {
    const t = await getTranslations("emergencyCard");
    const card = await readEmergencyCard(await openBookInHand(ctx, "emergency-card"));
    if (!card) redirect("/emergency-card");
    return (
      <BookPage back={{ href: "/emergency-card", label: t("title") }}>
        <PageTitle above={card.name}>{t("leaving.title")}</PageTitle>
        <BulletList items={[t("leaving.text"), t("leaving.paper")]} />
        <form action={withdraw} className="pt-6">
          <BookField />
          <input type="hidden" name="cardId" value={card.cardId} />
          <Stack>
            <Button kind="final">{t("leaving.go")}</Button>
            <Button kind="second" href="/emergency-card">
              {t("leaving.keep")}
            </Button>
          </Stack>
        </form>
      </BookPage>
    );
  },
  "record",
);
