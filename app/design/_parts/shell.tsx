import { useTranslations } from "next-intl";
import { BookLabel } from "../../../components/shell/book-label.tsx";
import { BottomNavigation } from "../../../components/shell/bottom-navigation.tsx";
import { NetworkStrip } from "../../../components/shell/network-strip.tsx";
import { NewVersionStrip } from "../../../components/shell/new-version-strip.tsx";
import { OfflineStrip } from "../../../components/shell/offline-strip.tsx";
import { OtherBookBand } from "../../../components/shell/other-book-band.tsx";
import { TopBar } from "../../../components/shell/top-bar.tsx";
import { Button } from "../../../components/ui/button.tsx";
import { Section } from "../../../components/ui/section.tsx";
import { Stack } from "../../../components/ui/stack.tsx";

export function ShellParts() {
  const t = useTranslations("design");
  const install = useTranslations("install.newVersion");
  const network = useTranslations("common.network");
  const newVersion = {
    title: install("title"),
    typed: install("typed"),
    take: install("take"),
    takeTyped: install("takeTyped"),
  };
  const change = { href: "#shell", label: t("shell.change") } as const;
  const help = { href: "#shell", label: t("shell.help") } as const;
  return (
    <div>
      <Section title={t("shell.label")}>
        <Stack loose>
          <BookLabel
            level={3}
            of={t("shell.of")}
            name={t("choices.hoa")}
            lines={[
              { noun: t("shell.born"), fact: "14/08/1990" },
              { noun: t("shell.lives"), fact: t("shell.livesFact") },
              { noun: t("shell.card"), fact: t("shell.cardFact") },
            ]}
            change={{ ...change, waiting: t("shell.waiting") }}
          />
          <BookLabel
            level={3}
            of={t("shell.of")}
            name={t("long")}
            lines={[
              { noun: t("shell.born"), fact: t("shell.bornYear") },
              { noun: t("shell.lives"), fact: t("shell.livesFact") },
            ]}
            change={{ ...change, waiting: t("long") }}
          />
          <BookLabel
            level={3}
            name={t("shell.welcome")}
            lines={[{ noun: t("shell.fullName") }, { noun: t("shell.born") }, { noun: t("shell.lives") }]}
          />
        </Stack>
      </Section>
      <Section id="shell" title={t("shell.title")}>
        <TopBar name={t("shell.name")} help={help} />
        <TopBar back={{ href: "#me", label: t("shell.me") }} help={help} />
        <TopBar name={t("shell.name")}>
          <Button kind="plain" type="button">
            {t("shell.language")}
          </Button>
        </TopBar>
      </Section>
      <Section title={t("shell.bands")}>
        <Stack>
          <OtherBookBand saying={t("shell.bandChild")} name={t("choices.khoi")} change={change} />
          <OtherBookBand saying={t("shell.bandMother")} name={t("long")} change={change} />
          <OfflineStrip label={t("shell.offline")}>{t("shell.offlineText")}</OfflineStrip>
          <NetworkStrip>{network("cut")}</NetworkStrip>
          <NewVersionStrip words={newVersion} />
          <NewVersionStrip words={newVersion} typed />
        </Stack>
      </Section>
      <Section title={t("shell.tabs")}>
        <Stack loose>
          <div>
            <BottomNavigation
              label={t("shell.tabs")}
              tabs={[
                { icon: "home", label: t("shell.home"), href: "#home", current: true },
                { icon: "messages", label: t("shell.messages"), href: "#messages", count: 2 },
                { icon: "me", label: t("shell.me"), href: "#me" },
              ]}
            />
          </div>
          <div>
            <BottomNavigation
              label={t("shell.tabsOther")}
              tabs={[
                { icon: "home", label: t("shell.home"), href: "#home" },
                { icon: "messages", label: t("shell.messages"), href: "#messages", count: 12, current: true },
                { icon: "me", label: t("shell.me"), href: "#me" },
              ]}
            />
          </div>
        </Stack>
      </Section>
    </div>
  );
}
