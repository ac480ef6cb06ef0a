import type { Route } from "next";
import { getTranslations } from "next-intl/server";
import { calendarDay } from "#components/copy/format.ts";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { ErrorSummary } from "#components/ui/error-summary.tsx";
import { Field } from "#components/ui/field.tsx";
import { LinkLine } from "#components/ui/link-line.tsx";
import { PageTitle } from "#components/ui/page-title.tsx";
import { Stack } from "#components/ui/stack.tsx";
import { NotFound } from "#lib/platform/errors.ts";
import { clockOf, type RightKind, rightKinds } from "#lib/rights/rules.ts";
import { BookField } from "../../../../../_entry/book-in-hand.tsx";
import { citizenPage } from "../../../../../_entry/page.tsx";
import { BookPage } from "../../../../../_entry/shell.tsx";
import { ask } from "../../actions.ts";

export async function generateMetadata() {
  return { title: (await getTranslations("rights.request"))("title") };
}

const faults = ["about", "too-many", "failed"] as const;
/** What the book does by itself, at once; the rest an officer answers. */
const atOnce = {
  see: "/consent/export",
  "take-along": "/consent/export",
  delete: "/consent/delete",
  restrict: "/consent",
  object: "/consent",
  correct: "/record",
} as const satisfies Record<RightKind, Route>;

/** Bạn cần gì? One question, and its clock before it is sent. */
export default citizenPage(
  ({ kind }) => `/consent/requests/new/${kind ?? ""}`,
  async ({ ctx, params, search }) => {
    const kind = rightKinds.find((one) => one === params.kind);
    if (!kind) throw new NotFound();
    const t = await getTranslations("rights.request");
    const fault = faults.find((one) => one === search.fault);
    const error = fault ? t(`faults.${fault}`) : undefined;
    // What the book does by itself it does for its owner alone; a wrong line is reported for a child too.
    const isOwn = ctx.inHand.as === "own";
    const { replyBy, dueOn } = clockOf(kind, ctx.today);
    return (
      <BookPage back={{ href: "/consent/requests/new", label: t("which") }}>
        {error ? <ErrorSummary title={t("mend")} errors={[{ field: "about", text: error }]} /> : null}
        <PageTitle above={t(`kinds.${kind}`)}>{t("ask")}</PageTitle>
        {isOwn || kind === "correct" ? (
          <div className="pb-6">
            <Callout kind="note" level={2} title={t("now")}>
              <p>{t(`nowText.${kind}`)}</p>
              <LinkLine href={atOnce[kind]} label={t(`nowLink.${kind}`)} />
            </Callout>
          </div>
        ) : null}
        <form action={ask}>
          <BookField />
          <input type="hidden" name="requestId" value={crypto.randomUUID()} />
          <input type="hidden" name="kind" value={kind} />
          <Stack loose>
            <Field
              label={t("yourRequest")}
              name="about"
              hint={t("askHint")}
              lines={5}
              maxLength={2000}
              error={error}
              autoComplete="off"
            />
            <p>{t("clock", { replyBy: calendarDay(replyBy), dueOn: calendarDay(dueOn) })}</p>
            <Button>{t("send")}</Button>
          </Stack>
        </form>
      </BookPage>
    );
  },
  "representative",
);
