import type { Route } from "next";
import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { DeskBar } from "#components/shell/desk-bar.tsx";
import { PageFrame } from "#components/shell/page-frame.tsx";
import { Button } from "#components/ui/button.tsx";
import { LeaderList } from "#components/ui/leader-list.tsx";
import { PageTitle } from "#components/ui/page-title.tsx";
import { Section } from "#components/ui/section.tsx";
import type { Session } from "#lib/identity/index.ts";
import { leaveDesk } from "../sign-in/actions.ts";
import { Strips } from "./shell.tsx";

type Props = { desk: "clinic" | "authority"; session: Session; place: string; children: ReactNode };

/** A desk: who is working, what is here, and the way out. */
export async function Desk({ desk, session, place, children }: Props) {
  const t = await getTranslations("desk");
  return (
    <PageFrame
      wide
      strips={<Strips />}
      top={
        <DeskBar
          name={desk === "clinic" ? t("clinicName") : t("authorityName")}
          label={t("nav")}
          places={[{ label: t("home"), href: `/${desk}` as Route, current: true }]}
          who={{ name: session.name, place: [session.title, place].filter(Boolean).join(", ") }}
        />
      }
    >
      <PageTitle>{t("greeting", { name: session.name })}</PageTitle>
      {session.role ? (
        <LeaderList
          facts={[
            { noun: t("role"), fact: t(`roles.${session.role}`) },
            { noun: t("facility"), fact: place },
          ]}
        />
      ) : null}
      {children}
      <Section title={t("session")}>
        <p className="pb-4">{t("sessionText")}</p>
        <form action={leaveDesk} className="max-w-column">
          <Button kind="second">{t("signOut")}</Button>
        </form>
      </Section>
    </PageFrame>
  );
}

/** Signed in, but for the other desk. */
export async function WrongDesk({ desk, session }: { desk: "clinic" | "authority"; session: Session }) {
  const t = await getTranslations("desk");
  return (
    <Desk desk={desk} session={session} place={t("none")}>
      <Section title={t("wrongTitle")}>
        <p className="pb-4">{desk === "clinic" ? t("wrongClinic") : t("wrongAuthority")}</p>
        <div className="max-w-column">
          <Button href={desk === "clinic" ? "/authority" : "/clinic"}>
            {desk === "clinic" ? t("toAuthority") : t("toClinic")}
          </Button>
        </div>
      </Section>
    </Desk>
  );
}
