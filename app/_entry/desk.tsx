import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { ForgetDevice } from "#components/device/forget-device.tsx";
import { DeskBar } from "#components/shell/desk-bar.tsx";
import { PageFrame } from "#components/shell/page-frame.tsx";
import { Button } from "#components/ui/button.tsx";
import { LeaderList } from "#components/ui/leader-list.tsx";
import { PageTitle } from "#components/ui/page-title.tsx";
import { Section } from "#components/ui/section.tsx";
import type { Session } from "#lib/identity/index.ts";
import { leaveDesk } from "../sign-in/actions.ts";
import { type Desk, placeAt, placesFor } from "./desk-places.ts";
import { Strips } from "./shell.tsx";

type Props = {
  desk: Desk;
  session: Session;
  /** Where this person works, in words. */
  place: string;
  /** The address of this page; its place in the bar is marked. */
  path: string;
  title: ReactNode;
  /** One sentence of what is here. */
  below?: ReactNode;
  /** The one thing to do here, beside the title. */
  act?: ReactNode;
  /** The right column. */
  aside?: ReactNode;
  children: ReactNode;
};

/** What somebody is, and where; of the authority there is one. */
const whereOf = ({ title, role }: Session, place: string) =>
  role === "authority" ? (title ?? place) : [title, place].filter(Boolean).join(", ");

/** A page of a desk: who is working, what is here, and the way out. */
export async function DeskFrame({ desk, session, place, path, title, below, act, aside, children }: Props) {
  const t = await getTranslations("desk");
  const here = placeAt(desk, path);
  const leave = (
    <div data-print="no" className="pt-10">
      <Section title={t("session")}>
        <p className="pb-4">{t("sessionText")}</p>
        <form action={leaveDesk} className="max-w-column">
          <ForgetDevice offline={t("leftOffline")} />
          <Button kind="second">{t("signOut")}</Button>
        </form>
      </Section>
    </div>
  );
  return (
    <PageFrame
      wide
      // On a phone whoever was chosen stands before the way out.
      bottom={
        aside ? <footer className="mx-auto w-full max-w-desk px-gutter pb-12">{leave}</footer> : undefined
      }
      aside={aside}
      strips={<Strips />}
      top={
        <DeskBar
          name={desk === "clinic" ? t("clinicName") : t("authorityName")}
          label={t("nav")}
          more={t("otherPlaces")}
          places={placesFor(desk, session.role).map(({ word, href }) => ({
            label: t(`places.${word}`),
            href,
            current: href === here,
          }))}
          who={{ name: session.name, place: whereOf(session, place) }}
        />
      }
    >
      {act ? (
        <div className="pb-6 desk:flex desk:items-start desk:justify-between desk:gap-6 desk:pb-0">
          <PageTitle below={below}>{title}</PageTitle>
          <div className="shrink-0 desk:pt-2">{act}</div>
        </div>
      ) : (
        <PageTitle below={below}>{title}</PageTitle>
      )}
      {children}
      {aside ? null : leave}
    </PageFrame>
  );
}

/** The first page of a desk: a greeting, and who is working. */
export async function DeskHome({
  children,
  ...who
}: Omit<Props, "title" | "below" | "path" | "act" | "aside">) {
  const t = await getTranslations("desk");
  const { session, place, desk } = who;
  return (
    <DeskFrame {...who} path={`/${desk}`} title={t("greeting", { name: session.name })}>
      {session.role ? (
        <LeaderList
          facts={[
            { noun: t("role"), fact: t(`roles.${session.role}`) },
            { noun: t("facility"), fact: place },
          ]}
        />
      ) : null}
      {children}
    </DeskFrame>
  );
}

/** Signed in, but for the other desk. */
export async function WrongDesk({ desk, session }: { desk: Desk; session: Session }) {
  const t = await getTranslations("desk");
  return (
    <DeskHome desk={desk} session={session} place={t("none")}>
      <Section title={t("wrongTitle")}>
        <p className="pb-4">{desk === "clinic" ? t("wrongClinic") : t("wrongAuthority")}</p>
        <div className="max-w-column">
          <Button href={desk === "clinic" ? "/authority" : "/clinic"}>
            {desk === "clinic" ? t("toAuthority") : t("toClinic")}
          </Button>
        </div>
      </Section>
    </DeskHome>
  );
}
