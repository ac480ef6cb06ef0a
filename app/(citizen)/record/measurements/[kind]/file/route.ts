import { getTranslations } from "next-intl/server";
import { moment } from "#components/copy/format.ts";
import { openBookInHand } from "#lib/consent/index.ts";
import { listMeasurements, type Measurement } from "#lib/measurement/index.ts";
import { isMeasurementKind } from "#lib/measurement/rules.ts";
import { NotFound } from "#lib/platform/errors.ts";
import { type Cell, csvOf } from "#lib/platform/spreadsheet.ts";
import { download } from "../../../../../_entry/download.ts";

type Place = { params: Promise<{ kind: string }> };
/** As many as a book keeps. */
const MOST = 5_000;

/** Tải bảng số đo: every measurement of one kind as CSV, as it was typed. */
export async function GET(_: Request, { params }: Place): Promise<Response> {
  const { kind } = await params;
  const t = await getTranslations("measurement");
  const numbers = ({ numbers: said }: Measurement): Cell[] =>
    said.kind === "blood-pressure"
      ? [said.systolic, said.diastolic, said.pulse]
      : [said.value, said.unit, ...(said.kind === "blood-sugar" ? [t(`meals.${said.meal}`)] : [])];
  return download(`/record/measurements/${encodeURIComponent(kind)}`, async (ctx) => {
    if (!isMeasurementKind(kind)) throw new NotFound();
    const lines = await listMeasurements(await openBookInHand(ctx, "measurements"), { kind, most: MOST });
    const heads =
      kind === "blood-pressure"
        ? [t("csv.systolic"), t("csv.diastolic"), t("csv.pulse")]
        : [t("csv.value"), t("csv.unit"), ...(kind === "blood-sugar" ? [t("csv.meal")] : [])];
    const rows = lines.map((one) => [
      moment(one.at, "vi").replaceAll("\u00a0", " "),
      ...numbers(one),
      one.note,
      t(`toldBy.${one.toldBy}`),
    ]);
    return {
      bytes: csvOf([[t("csv.time"), ...heads, t("csv.note"), t("csv.by")], ...rows]),
      type: "text/csv; charset=utf-8",
      name: `so-tu-do-${kind}.csv`,
    };
  });
}
