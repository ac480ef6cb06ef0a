import type { Route } from "next";
import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { Button } from "#components/ui/button.tsx";
import { ErrorSummary } from "#components/ui/error-summary.tsx";
import { PageTitle } from "#components/ui/page-title.tsx";
import { Stack } from "#components/ui/stack.tsx";
import { BookField } from "../../../_entry/book-in-hand.tsx";
import { BookPage } from "../../../_entry/shell.tsx";
import type { OwnCase } from "./read-case.ts";

type Props = {
  found: OwnCase;
  title: string;
  text?: string;
  action: (form: FormData) => Promise<void>;
  yes: string;
  /** The step cannot be undone. */
  final?: boolean;
  /** The way not to do it, where that is a decision of its own. */
  no?: string;
  fault?: { field: string; text: string } | undefined;
  children: ReactNode;
};

/** One act on a case that was sent: what it means, and one button that names it. */
export async function CaseForm({ found, title, text, action, yes, final, no, fault, children }: Props) {
  const t = await getTranslations("teleconsult");
  const back = `/teleconsult/${found.caseId}` as Route;
  return (
    <BookPage back={{ href: back, label: t("sharePage.back") }}>
      {fault ? <ErrorSummary title={t("new.mend")} errors={[fault]} /> : null}
      <PageTitle above={t("case.title", { code: found.code.replace(/^(.{3})/, "$1 ") })}>{title}</PageTitle>
      {text ? <p className="pb-6">{text}</p> : null}
      <form action={action}>
        <BookField />
        <input type="hidden" name="caseId" value={found.caseId} />
        <Stack loose>
          {children}
          <Button kind={final ? "final" : "main"}>{yes}</Button>
        </Stack>
      </form>
      {no ? (
        <div className="pt-3">
          <Button kind="second" href={back}>
            {no}
          </Button>
        </div>
      ) : null}
    </BookPage>
  );
}
