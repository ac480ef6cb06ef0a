import { getTranslations } from "next-intl/server";
import { ErrorSummary } from "#components/ui/error-summary.tsx";
import { Notice } from "#components/ui/notice.tsx";
import type { Params } from "../../../_entry/page.tsx";

const saids = [
  "planned",
  "brought",
  "cancelled",
  "invited",
  "arrived",
  "screened",
  "recorded",
  "undone",
  "watched",
] as const;

/** What kept a form from being written, in words; null where nothing did. */
export async function faultOf(search: Params): Promise<string | null> {
  const t = await getTranslations("station.faults");
  if (search.fault === undefined) return null;
  return t.has(search.fault as "failed") ? t(search.fault as "failed") : t("failed");
}

/** What became of a form: `field` is where to mend it. */
export async function Said({ search, field }: { search: Params; field: string }) {
  const t = await getTranslations("station");
  const fault = await faultOf(search);
  const said = saids.find((one) => one === search.said);
  if (fault) return <ErrorSummary title={t("faults.mend")} errors={[{ field, text: fault }]} />;
  if (!said) return null;
  return <Notice title={t(`said.${said}`, { count: Number(search.count ?? 0) || 0 })} />;
}
