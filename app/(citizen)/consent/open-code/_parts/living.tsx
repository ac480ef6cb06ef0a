import { getLocale, getTranslations } from "next-intl/server";
import { moment, time } from "#components/copy/format.ts";
import { Button } from "#components/ui/button.tsx";
import { Tag } from "#components/ui/tag.tsx";
import type { DeskOpening } from "#lib/opening/index.ts";
import { shownOf } from "#lib/opening/rules.ts";
import { BookField } from "../../../../_entry/book-in-hand.tsx";
import { facilityWords } from "../../../../_entry/words.ts";
import { end } from "../actions.ts";

type Props = { openings: readonly DeskOpening[]; names: ReadonlyMap<string, string> };

/** Who can read the book now, each with the way to stop it. */
export async function LivingOpenings({ openings, names }: Props) {
  const t = await getTranslations("opening");
  const locale = await getLocale();
  const { facilityName } = await facilityWords(names);
  if (openings.length === 0) return <p>{t("code.nowNone")}</p>;
  return (
    <ul>
      {openings.map((one) => (
        <li key={one.openingId} className="border-rule border-b py-3 last:border-b-0">
          {one.kind === "emergency" ? (
            <p className="pb-1">
              <Tag line="amber">{t("code.emergency")}</Tag>
            </p>
          ) : null}
          <p className="font-semibold">
            {t("code.openFor", { facility: facilityName(one.facilityCode), until: time(one.endsAt) })}
          </p>
          <p className="text-ink-2 text-second">
            {t("code.openBy", { name: one.staffName, at: moment(one.openedAt, locale) })}
          </p>
          <p className="text-ink-2 text-second">
            {one.kind === "emergency"
              ? t("code.emergencyOnly", { reason: one.reason })
              : t("code.opens", {
                  parts: shownOf(one.parts)
                    .map((part) => t(`shown.${part}`))
                    .join(", "),
                })}
          </p>
          {one.privateIds.length > 0 ? (
            <p className="text-ink-2 text-second">{t("code.withPrivate")}</p>
          ) : null}
          <form action={end} className="pt-2">
            <BookField />
            <input type="hidden" name="openingId" value={one.openingId} />
            <Button kind="second">{t("code.end")}</Button>
          </form>
        </li>
      ))}
    </ul>
  );
}
