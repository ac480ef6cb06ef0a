import type { Route } from "next";
import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { ErrorSummary } from "#components/ui/error-summary.tsx";
import { PageTitle } from "#components/ui/page-title.tsx";
import { BookPage } from "../../../_entry/shell.tsx";
import { type Answers, carried } from "./answers.ts";

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

/** One question of a booking: for whom, the question, one answer. */
export async function Question({ back, backLabel, above, title, fault, children }: Props) {
  const t = await getTranslations("booking.ask");
  return (
    <BookPage back={{ href: back, label: backLabel ?? t("back") }}>
      {fault ? <ErrorSummary title={t("mend")} errors={[fault]} /> : null}
      <PageTitle above={above}>{title}</PageTitle>
      {children}
    </BookPage>
  );
}

/** What was answered before, in a form that goes on by GET. */
export function Carried({ answers }: { answers: Answers }) {
  return carried(answers).map(([name, value]) => (
    <input key={name} type="hidden" name={name} value={value} />
  ));
}
