import { randomUUID } from "node:crypto";
import type { Route } from "next";
import { getLocale } from "next-intl/server";
import { Button } from "#components/ui/button.tsx";
import { PageTitle } from "#components/ui/page-title.tsx";
import { RadioGroup } from "#components/ui/radio-group.tsx";
import { Stack } from "#components/ui/stack.tsx";
import { COVID, canCertify, GOOD_FOR_DAYS, HISTORY, whatCanBeCertified } from "#lib/vaccination/rules.ts";
import { BookField } from "../../../../_entry/book-in-hand.tsx";
import { citizenPage } from "../../../../_entry/page.tsx";
import { BookPage } from "../../../../_entry/shell.tsx";
import { certificateWords } from "../_parts/certificate-words.ts";
import { readCertificates } from "../_parts/read-certificates.ts";
import { issue } from "../actions.ts";

export async function generateMetadata() {
  const { t } = certificateWords(await getLocale());
  return { title: t("new.title") };
}

const faults = [
  "choose",
  "no-dose",
  "product-unknown",
  "too-many-doses",
  "too-many-certificates",
  "no-key",
  "failed",
] as const;

/** Chứng nhận điều gì: the whole history, or one disease. */
export default citizenPage(
  () => "/vaccination/certificates/new",
  async ({ ctx, search, ownerName }) => {
    const words = certificateWords(await getLocale());
    const { t } = words;
    const { proven, left, own } = await readCertificates(ctx);
    const asked = whatCanBeCertified(proven);
    const options = asked
      .filter(({ about }) => canCertify(about, proven).allowed)
      .map(({ about, doses }) =>
        about === HISTORY
          ? { value: about, label: t("new.history"), second: t("new.historySecond", { count: doses }) }
          : {
              value: about,
              label: t("new.one", { disease: words.disease(about) }),
              second: t(about === COVID ? "new.covidSecond" : "new.oneSecond", { count: doses }),
            },
      );
    const unknown = asked.some(({ about }) => about === COVID && !canCertify(about, proven).allowed);
    const fault = faults.find((one) => one === search.fault);
    return (
      <BookPage back={{ href: "/vaccination/certificates" as Route, label: t("title") }}>
        <PageTitle above={t("new.for", { name: ownerName })}>{t("new.title")}</PageTitle>
        {options.length === 0 ? (
          <p>{t("list.none", { whose: own ? "own" : "other", name: ownerName })}</p>
        ) : (
          <form action={issue}>
            <BookField />
            <input type="hidden" name="certificateId" value={randomUUID()} />
            <Stack loose>
              <RadioGroup
                legend={t("new.title")}
                legendHidden
                hint={t("new.hint")}
                name="about"
                options={options}
                value={search.about ?? HISTORY}
                error={fault && t(`new.faults.${fault}`)}
              />
              <div>
                {left > 0 ? <p className="pb-2">{t("new.left", { count: left })}</p> : null}
                {unknown ? <p className="pb-2">{t("new.leftUnknown")}</p> : null}
                <p className="text-ink-2 text-second">
                  {t("new.later", { card: GOOD_FOR_DAYS["health-card"], short: GOOD_FOR_DAYS.proof })}
                </p>
              </div>
              <Button>{t("new.go")}</Button>
            </Stack>
          </form>
        )}
      </BookPage>
    );
  },
  "record",
);
