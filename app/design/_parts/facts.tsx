import { useTranslations } from "next-intl";
import { DataTable } from "../../../components/ui/data-table.tsx";
import { FeeBar } from "../../../components/ui/fee-bar.tsx";
import { LogEntry } from "../../../components/ui/log-entry.tsx";
import { Medicine } from "../../../components/ui/medicine.tsx";
import { MoneyList } from "../../../components/ui/money-list.tsx";
import { Section } from "../../../components/ui/section.tsx";
import { Timeline } from "../../../components/ui/timeline.tsx";

export function FactParts() {
  const t = useTranslations("design.facts");
  const doubt = { href: "#doubt", label: t("logDoubt") } as const;
  return (
    <div>
      <Section title={t("timeline")}>
        <Timeline
          words={{ done: t("stepDone"), now: t("stepNow"), "to-come": t("stepToCome") }}
          steps={[
            { title: t("sent"), second: t("sentAt"), standing: "done" },
            { title: t("checking"), second: t("checkingBy"), standing: "now" },
            { title: t("answer"), standing: "to-come" },
            { title: t("mended"), standing: "to-come" },
          ]}
        />
      </Section>
      <Section title={t("table")}>
        <DataTable
          caption={t("tableCaption")}
          columns={[
            { head: t("date"), tight: true },
            { head: t("place") },
            { head: t("unit"), number: true },
          ]}
          rows={[
            { key: "1", cells: ["18/11/2026", "TTYT Bình\u00a0Sơn", "6,9"], selected: true },
            { key: "2", cells: ["20/08/2026", "TTYT Bình\u00a0Sơn", "11,4"] },
          ]}
        />
        <div className="pt-6">
          <DataTable
            caption={t("emptyCaption")}
            captionHidden={false}
            columns={[{ head: t("date") }, { head: t("unit"), number: true }]}
            rows={[]}
            empty={t("tableEmpty")}
          />
        </div>
        <div className="pt-6">
          <MoneyList
            lines={[
              { noun: t("exam"), amount: "39.800\u00a0đ" },
              { noun: t("medicines"), amount: "289.600\u00a0đ" },
              { noun: t("insurance"), amount: "−160.880\u00a0đ" },
            ]}
            sum={{ noun: t("sum"), amount: "168.520\u00a0đ" }}
          />
        </div>
      </Section>
      <Section title={t("feeBar")}>
        <FeeBar
          others={674_080}
          own={168_520}
          title={t("feeBarSaying")}
          othersLabel={t("feeBarOthers")}
          ownLabel={t("feeBarOwn")}
        />
        <div className="pt-4">
          <FeeBar others={0} own={1} title={t("feeBarAll")} othersLabel="" ownLabel={t("feeBarAll")} />
        </div>
        <div className="pt-4">
          <FeeBar others={1} own={0} title={t("feeBarNone")} othersLabel={t("feeBarNone")} ownLabel="" />
        </div>
      </Section>
      <Section title={t("log")}>
        <ul>
          <LogEntry time="9:12" who={t("logWho")} did={t("logDid")} place={t("logPlace")} doubt={doubt} />
          <LogEntry
            time="23:31"
            who={t("logEmergencyWho")}
            did={t("logEmergencyDid")}
            place={t("logEmergencyPlace")}
            emergency={{ tag: t("logEmergency"), reason: t("logReason") }}
            doubt={doubt}
          />
        </ul>
      </Section>
      <Section title={t("medicineTitle")}>
        <Medicine
          name={t("medicine")}
          how={t("medicineHow")}
          none={t("nothing")}
          parts={[
            { time: t("morning"), amount: t("tablet") },
            { time: t("noon") },
            { time: t("afternoon") },
            { time: t("evening"), amount: t("tablet") },
          ]}
          second={t("medicineUntil")}
        />
      </Section>
    </div>
  );
}
