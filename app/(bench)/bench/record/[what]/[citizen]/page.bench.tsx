import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { facilityNames } from "#lib/facility/index.ts";
import { dayOf } from "#lib/platform/clock.ts";
import { webDatabases } from "#lib/platform/db.ts";
import { stillRunning } from "#lib/record/rules.ts";
import { Timeline } from "../../../../../(citizen)/record/_parts/timeline.tsx";
import { CompletenessPage } from "../../../../../(citizen)/record/completeness/_parts/completeness.tsx";
import { Conditions } from "../../../../../(citizen)/record/conditions/_parts/conditions.tsx";
import { Documents } from "../../../../../(citizen)/record/documents/_parts/documents.tsx";
import { Medicines } from "../../../../../(citizen)/record/medicines/_parts/medicines.tsx";
import { Results } from "../../../../../(citizen)/record/results/_parts/results.tsx";
import { TestResults } from "../../../../../(citizen)/record/results/[test]/_parts/test-results.tsx";
import { bareRecord } from "../../../../../bench/_parts/bare-record.bench.ts";

export async function generateMetadata() {
  return { title: (await getTranslations("record"))("listTitle") };
}

const NAME = "Nguyễn Thị Bình Sơn";
const asked = { find: undefined, year: undefined, facility: undefined, kind: undefined };

/** Each page of the record as its reader sees it, with rows that nobody guards, by one bare statement each. */
export default async function Page({ params }: { params: Promise<{ what: string; citizen: string }> }) {
  const { what, citizen } = await params;
  const { app, warehouse } = webDatabases();
  const bare = bareRecord(warehouse, citizen);
  const names = await facilityNames(app);
  const shared = { names, name: NAME, page: 1, unshown: "none" as const };
  const cut = <One,>(rows: readonly One[], most: number) => ({
    rows: rows.slice(0, most),
    more: rows.length > most,
  });
  switch (what) {
    case "timeline": {
      const { visits, choices } = await bare.timeline();
      const { rows, more } = cut(visits, 20);
      return (
        <Timeline
          {...shared}
          closed={[]}
          moved={[]}
          visits={rows}
          more={more}
          choices={choices}
          asked={asked}
          later={false}
        />
      );
    }
    case "conditions": {
      const { rows, more } = cut(await bare.conditions(), 20);
      return <Conditions {...shared} conditions={rows} more={more} />;
    }
    case "medicines": {
      const { recent, substances } = await bare.medicines();
      const { rows, more } = cut(substances, 20);
      const running = stillRunning(recent, dayOf(new Date()));
      return (
        <Medicines {...shared} running={running} substances={rows} visits={[]} last={undefined} more={more} />
      );
    }
    case "results": {
      const { rows, more } = cut(await bare.results(), 20);
      return <Results {...shared} tests={rows} more={more} />;
    }
    case "test": {
      const lines = await bare.test();
      const [first, ...others] = lines;
      return (
        <TestResults
          names={names}
          page={1}
          test={first.test ?? ""}
          lines={[first, ...others.slice(0, 19)]}
          more={lines.length > 20}
        />
      );
    }
    case "documents": {
      const { rows, more } = cut(await bare.documents(), 30);
      return <Documents {...shared} papers={rows} more={more} />;
    }
    case "completeness": {
      const senders = await bare.completeness();
      return (
        <CompletenessPage
          {...shared}
          senders={senders.map((one) => ({ ...one, silentMonths: [] }))}
          missing={[]}
          reports={[]}
          search={{}}
        />
      );
    }
    default:
      notFound();
  }
}
