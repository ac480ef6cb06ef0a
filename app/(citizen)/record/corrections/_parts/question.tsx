import type { Route } from "next";
import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { ErrorSummary } from "#components/ui/error-summary.tsx";
import { LinkLine } from "#components/ui/link-line.tsx";
import { PageTitle } from "#components/ui/page-title.tsx";
import { BookPage } from "../../../../_entry/shell.tsx";

type Props = {
  back: { href: Route; label: string };
  /** What it is about, small, above the question. */
  above?: string | undefined;
  title: string;
  /** The id of the field that is to be mended, and why. */
  fault?: { field: string; text: string } | undefined;
  children: ReactNode;
  stop?: { href: Route; label: string };
};

/** One question of a report: what it is about, the question, one answer, and the way out. */
export async function Question({ back, above, title, fault, children, stop }: Props) {
  const t = await getTranslations("correction.ask");
  return (
    <BookPage back={back}>
      {fault ? <ErrorSummary title={t("mend")} errors={[fault]} /> : null}
      <PageTitle above={above}>{title}</PageTitle>
      {children}
      {stop ? (
        <div className="pt-4">
          <LinkLine href={stop.href} label={stop.label} />
        </div>
      ) : null}
    </BookPage>
  );
}
