import { getTranslations } from "next-intl/server";
import { Tag, type TagLine } from "#components/ui/tag.tsx";
import { type CaseStanding, standingOfCase } from "#lib/correction/rules.ts";

const looks: Record<CaseStanding, TagLine> = {
  sent: "dashed",
  taken: "dashed",
  checking: "dashed",
  "being-verified": "dotted",
  appealed: "dotted",
  withdrawn: "thin",
  arrived: "filled",
  mended: "filled",
  "person-disagrees": "filled",
  refused: "filled",
  "ruled-out": "filled",
};

/** How a case stands, in one or two words. */
export async function CaseTag({ state }: { state: Parameters<typeof standingOfCase>[0] }) {
  const t = await getTranslations("correction.standing");
  const standing = standingOfCase(state);
  return <Tag line={looks[standing]}>{t(standing)}</Tag>;
}
