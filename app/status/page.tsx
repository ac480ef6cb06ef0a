import { getLocale, getTranslations } from "next-intl/server";
import { moment } from "#components/copy/format.ts";
import { LeaderList } from "#components/ui/leader-list.tsx";
import { PageTitle } from "#components/ui/page-title.tsx";
import { Section } from "#components/ui/section.tsx";
import { facilityNames } from "#lib/facility/index.ts";
import { reach } from "#lib/platform/context.ts";
import { checkCardLookup, checkHealth, checkPopulation, checkSms } from "#lib/platform/health.ts";
import { warehouseFreshness } from "#lib/record/index.ts";
import { BookPage } from "../_entry/shell.tsx";
import { facilityWords } from "../_entry/words.ts";

export async function generateMetadata() {
  return { title: (await getTranslations("status"))("title") };
}

/** What works right now, per part, in plain words. */
export default async function Page() {
  const t = await getTranslations("status");
  const common = await getTranslations("common");
  const locale = await getLocale();
  const [checks, cardLookup, population, sms] = await Promise.all([
    checkHealth(),
    checkCardLookup(),
    checkPopulation(),
    checkSms(),
  ]);
  const good = Object.values(checks).every(Boolean) && cardLookup && population !== false && sms !== false;
  const words = { true: t("good"), false: t("bad"), null: t("unconnected") } as const;
  const databases = reach();
  const [freshness, names] =
    checks.app && checks.warehouse
      ? await Promise.all([warehouseFreshness(databases), facilityNames(databases.app)])
      : [[], new Map<string, string>()];
  const { facilityName } = await facilityWords(names);
  return (
    <BookPage back={{ href: "/", label: common("home") }}>
      <PageTitle below={t("lead", { when: moment(new Date(), locale) })}>{t("title")}</PageTitle>
      <p className="pb-6 font-semibold">{good ? t("allGood") : t("someBad")}</p>
      <LeaderList
        facts={Object.entries({ ...checks, bhxh: cardLookup, population, sms }).map(([part, up]) => ({
          noun: t(part as keyof typeof checks | "bhxh" | "population" | "sms"),
          fact: words[`${up}`],
          strong: up === false,
        }))}
      />
      {checks.app && checks.warehouse ? (
        <Section title={t("fresh")}>
          {freshness.length === 0 ? <p>{t("freshNone")}</p> : null}
          <LeaderList
            facts={freshness.map((one) => ({
              noun: facilityName(one.facilityCode),
              fact: t("freshRow", { when: moment(one.lastReceivedAt, locale) }),
            }))}
          />
        </Section>
      ) : null}
    </BookPage>
  );
}
