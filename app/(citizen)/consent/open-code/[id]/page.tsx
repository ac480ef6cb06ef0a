import type { Route } from "next";
import { getTranslations } from "next-intl/server";
import * as z from "zod";
import { Qr } from "#components/consent/qr.tsx";
import { time } from "#components/copy/format.ts";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { LinkLine } from "#components/ui/link-line.tsx";
import { PageTitle } from "#components/ui/page-title.tsx";
import { Paper } from "#components/ui/paper.tsx";
import { Stack } from "#components/ui/stack.tsx";
import { openBookInHand } from "#lib/consent/index.ts";
import { facilityNames } from "#lib/facility/index.ts";
import { findOpenCode, type OpenCode, openingOfCode } from "#lib/opening/index.ts";
import { endOf, grouped, QR_PREFIX, shownOf } from "#lib/opening/rules.ts";
import { NotFound } from "#lib/platform/errors.ts";
import { BookField } from "../../../../_entry/book-in-hand.tsx";
import { citizenPage } from "../../../../_entry/page.tsx";
import { BookPage } from "../../../../_entry/shell.tsx";
import { facilityWords } from "../../../../_entry/words.ts";
import { LivingOpenings } from "../_parts/living.tsx";
import { withdraw } from "../actions.ts";

export async function generateMetadata() {
  return { title: (await getTranslations("opening"))("code.shownTitle") };
}

/** Digits and QR as they are shown to the doctor. */
async function CodePaper({ code, token, codeId, facility, ...one }: OpenCode & { facility: string }) {
  const t = await getTranslations("opening");
  return (
    <>
      <Paper>
        <h1 className="text-section">{t("code.shownTitle")}</h1>
        <p className="text-ink-2 text-second">{t("code.shownFor", { facility })}</p>
        <p className="pt-4 text-ink-2 text-second">{t("code.digits")}</p>
        <p className="text-number">{grouped(code ?? "")}</p>
        <Qr text={`${QR_PREFIX}${token}`.toUpperCase()} title={t("code.qrTitle")} />
        <p className="font-semibold">{t("code.untilTime", { until: time(one.expiresAt) })}</p>
        <p className="text-ink-2 text-second">
          {t("code.opens", {
            parts: shownOf(one.parts)
              .map((part) => t(`shown.${part}`))
              .join(", "),
          })}{" "}
          {one.privateIds.length > 0 ? t("code.withPrivate") : null}
        </p>
      </Paper>
      <p className="py-4">
        {t("code.read")} {t("code.never")}
      </p>
      <Stack>
        <Button href={`/consent/open-code/${codeId}` as Route}>{t("code.refresh")}</Button>
        <form action={withdraw}>
          <BookField />
          <input type="hidden" name="codeId" value={codeId} />
          <Button kind="second">{t("code.withdraw")}</Button>
        </form>
      </Stack>
    </>
  );
}

/** Mã cho xem sổ: shown while it is good; afterwards what became of it. */
export default citizenPage(
  ({ id }) => `/consent/open-code/${id}`,
  async ({ ctx, params }) => {
    const id = z.uuid().safeParse(params.id);
    if (!id.success) throw new NotFound();
    const t = await getTranslations("opening");
    const book = await openBookInHand(ctx, "open-codes");
    const [code, opening, names] = await Promise.all([
      findOpenCode(book, id.data),
      openingOfCode(book, id.data),
      facilityNames(ctx.app),
    ]);
    if (!code) throw new NotFound();
    const { facilityName } = await facilityWords(names);
    const back = { href: "/consent/open-code" as Route, label: t("code.title") };
    const living = !code.usedAt && !code.withdrawnAt && code.expiresAt > ctx.now && code.code && code.token;
    if (living)
      return (
        <BookPage back={back}>
          <CodePaper {...code} facility={facilityName(code.facilityCode)} />
        </BookPage>
      );
    const open = opening && !endOf(opening, ctx.now) ? opening : null;
    const over = open ? "used" : code.usedAt ? "usedOver" : code.withdrawnAt ? "withdrawn" : "expired";
    return (
      <BookPage back={back}>
        <PageTitle>{t("code.shownTitle")}</PageTitle>
        <Callout kind="note" level={2} title={t(`code.${over}`)} />
        {open ? (
          <LivingOpenings openings={[open]} names={names} />
        ) : (
          <div className="pt-6">
            <Button href="/consent/open-code">{t("code.again")}</Button>
          </div>
        )}
        <LinkLine href="/consent/access-log" label={t("code.toLog")} />
      </BookPage>
    );
  },
  "representative",
);
