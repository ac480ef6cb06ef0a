import { getTranslations } from "next-intl/server";
import { Button } from "#components/ui/button.tsx";
import { Section } from "#components/ui/section.tsx";
import { recentlySignedIn } from "#lib/identity/index.ts";
import type { Context } from "#lib/platform/context.ts";
import { enterAsCitizen } from "../sign-in/actions.ts";

/** Whether this person was asked who they are a few minutes ago: what is sensitive is offered only then. */
export const isFresh = (ctx: Context) => recentlySignedIn(ctx.app, ctx.actor.token);

/** Vào lại trước khi làm việc này: back to `next` afterwards. */
export async function SignInAgain({ next }: { next: string }) {
  const t = await getTranslations("signIn");
  return (
    <Section title={t("again")}>
      <p className="pb-4">{t("againText")}</p>
      <form action={enterAsCitizen.bind(null, next)}>
        <Button>{t("enter")}</Button>
      </form>
    </Section>
  );
}
