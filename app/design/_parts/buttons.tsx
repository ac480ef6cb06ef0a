import { useTranslations } from "next-intl";
import { Button } from "../../../components/ui/button.tsx";
import { ButtonPair } from "../../../components/ui/button-pair.tsx";
import { Section } from "../../../components/ui/section.tsx";
import { Stack } from "../../../components/ui/stack.tsx";
import { Aloud } from "../../_entry/aloud.tsx";

export function ButtonParts() {
  const t = useTranslations("design.buttons");
  return (
    <div>
      <Section title={t("title")}>
        <Stack>
          <Button type="button">{t("go")}</Button>
          <Button href="#buttons">{t("pay")}</Button>
          <Button kind="second" type="button">
            {t("changeTime")}
          </Button>
          <Button kind="second" href="tel:02553851000" icon="phone">
            {t("call")}
          </Button>
          <Button kind="second" type="button" icon="add-to-calendar">
            {t("longest")}
          </Button>
          <div>
            <Button kind="waiting">{t("waiting")}</Button>
            <p className="pt-2 text-ink-2 text-second">{t("waitingWhy")}</p>
          </div>
          <Button kind="final" type="button">
            {t("final")}
          </Button>
          <ButtonPair>
            <Button type="button">{t("book")}</Button>
            <Button kind="second" type="button">
              {t("ask")}
            </Button>
          </ButtonPair>
          <Aloud />
          <p>
            <Button kind="plain" type="button">
              {t("plain")}
            </Button>
          </p>
        </Stack>
      </Section>
    </div>
  );
}
