import { headers } from "next/headers";
import { getTranslations } from "next-intl/server";
import { BulletList } from "#components/ui/bullet-list.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { PageTitle } from "#components/ui/page-title.tsx";
import { Section } from "#components/ui/section.tsx";
import { citizenPage } from "../../../_entry/page.tsx";
import { BookPage } from "../../../_entry/shell.tsx";
import { InstallButton } from "../../../_install/invite.tsx";
import { wayOf } from "../../../_install/when.ts";

export async function generateMetadata() {
  return { title: (await getTranslations("install"))("invite.title") };
}

/** Để sổ trên màn hình chính: the way of each kind of phone in words, the reader's own first. */
export default citizenPage(
  () => "/me/install",
  async () => {
    const t = await getTranslations("install");
    const me = await getTranslations("me");
    const own = wayOf((await headers()).get("user-agent") ?? "");
    const phones =
      own === "iphone"
        ? (["iphone", "android", "computer"] as const)
        : (["android", "iphone", "computer"] as const);
    return (
      <BookPage back={{ href: "/me", label: me("title") }}>
        <PageTitle below={t("page.lead")}>{t("invite.title")}</PageTitle>
        <div className="hidden pb-6 [@media(display-mode:standalone)]:block">
          <Callout kind="note" level={2} title={t("invite.installed")} />
        </div>
        <InstallButton />
        {phones.map((phone) => (
          <Section key={phone} title={t(`page.${phone}`)}>
            <ol className="list-decimal pl-6">
              {t(`page.${phone}Steps`)
                .split("\n")
                .map((step) => (
                  <li key={step} className="py-1">
                    {step}
                  </li>
                ))}
            </ol>
          </Section>
        ))}
        <Section title={t("page.know")}>
          <BulletList
            items={[t("page.knowSame"), t("page.knowOthers"), t("page.knowRemove"), t("page.photo")]}
          />
        </Section>
      </BookPage>
    );
  },
  "self",
);
