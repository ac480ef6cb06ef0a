import { getLocale, getTranslations } from "next-intl/server";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { PageTitle } from "#components/ui/page-title.tsx";
import { Stack } from "#components/ui/stack.tsx";
import { CheckForm } from "#components/verify/check-form.tsx";
import { ReaderParts } from "#components/verify/reader-parts.tsx";
import { LONGEST_TEXT } from "#components/verify/sort-text.ts";
import { firstOf, type PageProps } from "../_entry/page.tsx";
import { BookPage } from "../_entry/shell.tsx";
import { check } from "./actions.ts";
import { judge, wordsFor } from "./judge.ts";

export async function generateMetadata() {
  return { title: (await getTranslations("verify"))("title") };
}

/**
 * Kiểm tra giấy của sổ: open to all. The QR of a receipt leads here with its text in the address; a certificate tells of
 * somebody's health, and is sent in no address.
 */
export default async function Page({ searchParams }: PageProps) {
  const t = await getTranslations("verify");
  const common = await getTranslations("common");
  const locale = await getLocale();
  const { text } = firstOf(await searchParams);
  const asked = text?.trim() ? await judge(text, locale) : null;
  const { scan, stop, aim, more, read, cameraFailed, noCode } = wordsFor(locale).verify;
  return (
    <BookPage back={{ href: "/", label: common("home") }}>
      <PageTitle>{t("title")}</PageTitle>
      <CheckForm
        action={check}
        asked={asked}
        words={{ scan, stop, aim, more, read, cameraFailed, noCode }}
        form={
          <Stack loose>
            <Field
              label={t("label")}
              name="text"
              hint={t("hint")}
              lines={4}
              defaultValue={asked && !asked.good ? text : ""}
              autoComplete="off"
              maxLength={LONGEST_TEXT}
            />
            <Button kind="second">{t("go")}</Button>
          </Stack>
        }
      >
        <p className="pb-4">{t("lead")}</p>
        <ReaderParts words={{ scan, file: t("file"), fileHint: t("fileHint") }} />
      </CheckForm>
    </BookPage>
  );
}
