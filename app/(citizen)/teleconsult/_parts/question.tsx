import type { Route } from "next";
import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { questionAddress } from "#components/teleconsult/case-words.ts";
import { ErrorSummary } from "#components/ui/error-summary.tsx";
import { LinkLine } from "#components/ui/link-line.tsx";
import { PageTitle } from "#components/ui/page-title.tsx";
import { type Question, questions } from "#lib/teleconsult/inputs.ts";
import { BookPage } from "../../../_entry/shell.tsx";

type Props = {
  back: Route;
  backLabel?: string | undefined;
  /** For whom, small, above the question. */
  above: string;
  title: string;
  /** The id of the field that is to be mended, and why. */
  fault?: { field: string; text: string } | undefined;
  children: ReactNode;
};

/** One question to the one who asks: for whom, the question, one answer; it may be left for later. */
export async function QuestionPage({ back, backLabel, above, title, fault, children }: Props) {
  const t = await getTranslations("teleconsult.new");
  return (
    <BookPage back={{ href: back, label: backLabel ?? t("back") }}>
      {fault ? <ErrorSummary title={t("mend")} errors={[fault]} /> : null}
      <PageTitle above={above}>{title}</PageTitle>
      {children}
      <div className="pt-4">
        <LinkLine href="/teleconsult" label={t("stop")} />
      </div>
    </BookPage>
  );
}

/** Which draft a form belongs to, and where it leads back to. */
export function DraftFields({ caseId, from }: { caseId: string; from?: string | undefined }) {
  return (
    <>
      <input type="hidden" name="caseId" value={caseId} />
      {from === "check" ? <input type="hidden" name="from" value="check" /> : null}
    </>
  );
}

/** The page before a question. */
export const before = (question: Question, caseId: string, from?: string): Route => {
  if (from === "check") return questionAddress("check", caseId);
  const earlier = questions[questions.indexOf(question) - 1];
  return earlier ? questionAddress(earlier, caseId) : ("/teleconsult" as Route);
};
