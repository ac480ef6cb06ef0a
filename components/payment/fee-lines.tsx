import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { quantity, vnd } from "#components/copy/format.ts";
import { FoldingList } from "#components/ui/folding-list.tsx";
import type { FeeLine } from "#lib/payment/inputs.ts";
import { linesByGroup, ownPartOf, partsOf } from "#lib/payment/rules.ts";

const OPEN = 12;

type Props = {
  lines: readonly FeeLine[];
  /** The name of a group (MA_NHOM); null where the official list has none. */
  groupName: (code: string) => string | null;
  /** Names are not shown: only that it is a medical service. */
  hidden: boolean;
};

/** Every line under its group: how many at what price, what insurance pays, what is paid together, what by oneself. */
export async function FeeLines({ lines, groupName, hidden }: Props) {
  const t = await getTranslations("payment.note");
  const row = (line: FeeLine, key: string): ReactNode => {
    const many = { quantity: quantity(line.quantity), price: vnd(line.unitPriceVnd) };
    return (
      <li key={key} className="border-rule border-b py-3 last:border-b-0">
        <p className="flex flex-wrap items-baseline gap-x-2">
          <span className="leader wrap-anywhere">{hidden ? t("hidden") : line.name}</span>{" "}
          <span className="ml-auto text-right font-semibold">{vnd(ownPartOf(line))}</span>
        </p>
        <p className="text-ink-2 text-second">
          {line.unit && !hidden
            ? t("lineUnit", { ...many, unit: line.unit.toLocaleLowerCase("vi") })
            : t("line", many)}
        </p>
        <p className="text-ink-2 text-second">
          {[
            line.insurancePaysVnd > 0
              ? t("partInsurance", { amount: vnd(line.insurancePaysVnd) })
              : t("partNoInsurance"),
            line.copaymentVnd > 0 ? t("partCopayment", { amount: vnd(line.copaymentVnd) }) : null,
            line.selfPayVnd > 0 ? t("partSelfPay", { amount: vnd(line.selfPayVnd) }) : null,
          ]
            .filter(Boolean)
            .join(", ")}
        </p>
      </li>
    );
  };
  const groups = hidden ? [{ group: "", lines: [...lines] }] : linesByGroup(lines);
  return (
    <>
      {groups.map(({ group, lines: own }) => {
        const parts = partsOf(own);
        return (
          <div key={group} className="pt-4 first:pt-0">
            {hidden ? null : (
              <h3 className="flex items-baseline justify-between gap-x-4 border-rule border-b pb-1 text-line-title">
                <span className="min-w-0">{groupName(group) ?? t("group", { code: group })}</span>{" "}
                <span className="shrink-0 text-right">{vnd(parts.copaymentVnd + parts.selfPayVnd)}</span>
              </h3>
            )}
            <FoldingList
              rows={own.map((line, at) => row(line, `${group} ${at}`))}
              most={OPEN}
              more={(count) => t("more", { count })}
            />
          </div>
        );
      })}
    </>
  );
}
