import { getLocale, getTranslations } from "next-intl/server";
import { calendarDay } from "#components/copy/format.ts";
import { measurementWords } from "#components/measurement/measurement-words.ts";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { EmergencyLine } from "#components/ui/emergency-line.tsx";
import { Section } from "#components/ui/section.tsx";
import type { Measurement } from "#lib/measurement/index.ts";
import { LIMITS_FROM_AGE, limitsOf, type MeasurementKind, reachedLimits } from "#lib/measurement/rules.ts";

/** What a limit says of the latest measurement, when it has reached one. */
export async function Reached({ latest, mayAsk }: { latest: Measurement; mayAsk: boolean }) {
  const t = await getTranslations("measurement");
  const common = await getTranslations("common");
  const words = await measurementWords();
  const reached = reachedLimits(latest.numbers);
  if (reached.length === 0) return null;
  return (
    <div className="pb-6">
      <Callout kind="warn" level={2} title={t("reached")}>
        {reached.map((limit) => (
          <p key={limit.key}>{words.limit(limit)}</p>
        ))}
      </Callout>
      {mayAsk ? (
        <div className="py-3">
          <Button kind="second" href="/teleconsult">
            {t("ask")}
          </Button>
        </div>
      ) : null}
      <EmergencyLine>{common("emergency")}</EmergencyLine>
    </div>
  );
}

type Props = { kind: MeasurementKind; name: string; grownUp: boolean };

/** Ngưỡng bằng lời, each with its source; where none was read, that is said. */
export async function KindLimits({ kind, name, grownUp }: Props) {
  const t = await getTranslations("measurement");
  const words = await measurementWords();
  const locale = await getLocale();
  const limits = limitsOf(kind);
  if (limits.length === 0 || !grownUp)
    return (
      <Section title={t("limitsTitle")}>
        <p>{limits.length === 0 ? t("limitsNone") : t("limitsChild", { name, age: LIMITS_FROM_AGE })}</p>
      </Section>
    );
  const sources = new Map(limits.map(({ source }) => [source.address, source]));
  return (
    <Section title={t("limitsTitle")}>
      <ul className="grid gap-2">
        {limits.map((limit) => (
          <li key={limit.key}>{words.limit(limit)}</li>
        ))}
      </ul>
      <p className="pt-3 text-ink-2 text-second">{t("limitsUnreviewed")}</p>
      {[...sources.values()].map(({ name: source, dated, address }) => (
        <p key={address} className="pt-2">
          <a href={address} rel="noreferrer" className="inline-flex min-h-target items-center wrap-anywhere">
            {t("limitSource", { source: source[locale], day: calendarDay(dated) })}
          </a>
        </p>
      ))}
    </Section>
  );
}
