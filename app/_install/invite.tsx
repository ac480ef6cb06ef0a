import type { Route } from "next";
import { cookies, headers } from "next/headers";
import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { InstallOffer } from "#components/install/install-offer.tsx";
import { Button, buttonLook } from "#components/ui/button.tsx";
import { declineInstall } from "./actions.ts";
import { invitationFor, NO_COOKIE, NO_SECONDS } from "./when.ts";

/** The button that installs, and words around it, where the browser offers it; nothing elsewhere. */
export async function InstallButton({ before, after }: { before?: ReactNode; after?: ReactNode }) {
  const t = await getTranslations("install.invite");
  return (
    <InstallOffer
      label={t("install")}
      className={buttonLook("second")}
      no={`${NO_COOKIE}=no; max-age=${NO_SECONDS}; path=/; samesite=lax`}
      before={before}
      after={after}
    />
  );
}

/**
 * Mời để sổ trên màn hình chính: after something was done that one will want to come back to. Not where the book is installed,
 * nor where somebody said no.
 */
export async function InviteToInstall({ path }: { path: string }) {
  const said = (await cookies()).get(NO_COOKIE)?.value;
  const way = invitationFor(said, (await headers()).get("user-agent") ?? "");
  if (!way) return null;
  const t = await getTranslations("install.invite");
  const before = (
    <>
      <h2 className="border-ink border-t-2 pt-3 pb-2 text-section">{t("title")}</h2>
      <p className="pb-4">{t("text")}</p>
    </>
  );
  const after = (
    <form action={declineInstall.bind(null, path)} className="pt-2">
      <Button kind="plain">{t("no")}</Button>
    </form>
  );
  return (
    <div className="pt-10 empty:hidden [@media(display-mode:standalone)]:hidden" data-print="no">
      {way === "offer" ? (
        <InstallButton before={before} after={after} />
      ) : (
        <>
          {before}
          <Button kind="second" href={"/me/install" as Route}>
            {t("how")}
          </Button>
          {after}
        </>
      )}
    </div>
  );
}
