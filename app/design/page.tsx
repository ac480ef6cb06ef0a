import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { connection } from "next/server";
import { getTranslations } from "next-intl/server";
import { webEnv } from "#lib/platform/env.ts";
import { PageFrame } from "../../components/shell/page-frame.tsx";
import { SampleStrip } from "../../components/shell/sample-strip.tsx";
import { SkipLink } from "../../components/shell/skip-link.tsx";
import { TopBar } from "../../components/shell/top-bar.tsx";
import { PageTitle } from "../../components/ui/page-title.tsx";
import { Aloud } from "../_entry/aloud.tsx";
import { AdviceParts } from "./_parts/advice.tsx";
import { BookingParts } from "./_parts/booking.tsx";
import { ButtonParts } from "./_parts/buttons.tsx";
import { ChoiceParts } from "./_parts/choices.tsx";
import { ColourParts } from "./_parts/colours.tsx";
import { DeskParts } from "./_parts/desk.tsx";
import { DrawingParts } from "./_parts/drawings.tsx";
import { FactParts } from "./_parts/facts.tsx";
import { FieldParts } from "./_parts/fields.tsx";
import { FoldingParts } from "./_parts/folding.tsx";
import { FormParts } from "./_parts/forms.tsx";
import { MessageParts } from "./_parts/messages.tsx";
import { PaperParts } from "./_parts/papers.tsx";
import { RowParts } from "./_parts/rows.tsx";
import { ShellParts } from "./_parts/shell.tsx";
import { StandingParts } from "./_parts/standing.tsx";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("design"))("title"), robots: { index: false } };
}

/** Every part of the book in every state, in the reader's language, colours and letter size. */
export default async function Page() {
  await connection();
  if (webEnv().mode === "live") notFound();
  const t = await getTranslations("design");
  return (
    <PageFrame
      wide
      strips={
        <>
          <SkipLink>{t("skip")}</SkipLink>
          <SampleStrip>{t("sample")}</SampleStrip>
        </>
      }
      top={<TopBar name={t("shell.name")} help={{ href: "#shell", label: t("shell.help") }} />}
    >
      <PageTitle below={t("lead")} aloud={<Aloud />}>
        {t("title")}
      </PageTitle>
      <div className="gap-x-8 desk:columns-3 *:mb-10 *:break-inside-avoid *:pt-1">
        <ColourParts />
        <ButtonParts />
        <FieldParts />
        <ChoiceParts />
        <StandingParts />
        <RowParts />
        <FormParts />
        <AdviceParts />
        <FactParts />
        <DrawingParts />
        <FoldingParts />
        <PaperParts />
        <BookingParts />
        <ShellParts />
        <MessageParts />
      </div>
      <DeskParts />
    </PageFrame>
  );
}
