import type { Route } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import * as z from "zod";
import { moment } from "#components/copy/format.ts";
import { measurementWords } from "#components/measurement/measurement-words.ts";
import { Button } from "#components/ui/button.tsx";
import { PageTitle } from "#components/ui/page-title.tsx";
import { Section } from "#components/ui/section.tsx";
import { openBookInHand } from "#lib/consent/index.ts";
import { findMeasurement, type Measurement } from "#lib/measurement/index.ts";
import { TIME_ZONE } from "#lib/platform/clock.ts";
import { NotFound } from "#lib/platform/errors.ts";
import { BookField } from "../../../../../_entry/book-in-hand.tsx";
import { citizenPage } from "../../../../../_entry/page.tsx";
import { BookPage } from "../../../../../_entry/shell.tsx";
import { KindForm } from "../../_parts/form.tsx";
import { takeBack } from "../../actions.ts";

export async function generateMetadata() {
  return { title: (await getTranslations("measurement"))("mendTitle") };
}

const clock = new Intl.DateTimeFormat("sv-SE", {
  timeZone: TIME_ZONE,
  dateStyle: "short",
  timeStyle: "short",
});

/** What stands in the fields of a measurement, as it was typed. */
function typedOf({ numbers, at, note }: Measurement): Record<string, string> {
  const { kind, ...said } = numbers;
  const typed = Object.entries({ ...said, note, at: clock.format(at).replace(" ", "T") });
  return Object.fromEntries(
    typed.map(([name, value]) => [
      name,
      typeof value === "number" ? String(value).replace(".", ",") : (value ?? ""),
    ]),
  );
}

/** Sửa hay bỏ một lần đo. */
export default citizenPage(
  () => "/record/measurements",
  async ({ ctx, params: { kind, id } }) => {
    const t = await getTranslations("measurement");
    const locale = await getLocale();
    const words = await measurementWords();
    const asked = z.uuid().safeParse(id);
    const book = await openBookInHand(ctx, "measurements");
    const one = asked.success ? await findMeasurement(book, asked.data) : null;
    if (!one || one.numbers.kind !== kind) throw new NotFound();
    return (
      <BookPage
        back={{ href: `/record/measurements/${kind}` as Route, label: t(`kinds.${one.numbers.kind}`) }}
      >
        <PageTitle above={`${words.value(one.numbers)}, ${moment(one.at, locale)}`}>
          {t("mendTitle")}
        </PageTitle>
        <KindForm kind={one.numbers.kind} typed={typedOf(one)} insteadOf={one.measurementId} />
        <Section title={t("takeBack")}>
          <p className="pb-3">{t("takeBackText")}</p>
          <form action={takeBack}>
            <BookField />
            <input type="hidden" name="kind" value={kind} />
            <input type="hidden" name="measurementId" value={one.measurementId} />
            <Button kind="final">{t("takeBack")}</Button>
          </form>
        </Section>
      </BookPage>
    );
  },
  "record",
);
