import { getTranslations } from "next-intl/server";
import { Tag, type TagLine } from "#components/ui/tag.tsx";
import { type CaseStanding, type CaseState, standingOfCase } from "#lib/correction/rules.ts";

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

const ofDoses = ["mended", "refused", "arrived"] as const;

/** How a case stands, in words; of a missing dose an answer is called otherwise. */
export async function standingWords(
  state: Parameters<typeof standingOfCase>[0] & Pick<CaseState, "kind">,
): Promise<string> {
  const t = await getTranslations("correction");
  const standing = standingOfCase(state);
  const ofDose = state.kind === "missing-dose" ? ofDoses.find((one) => one === standing) : undefined;
  if (state.kind === "reaction" && standing === "mended") return t("reactionStanding.mended");
  return ofDose ? t(`doseStanding.${ofDose}`) : t(`standing.${standing}`);
}

/** How a case stands, in one or two words. */
export async function CaseTag({ state }: { state: Parameters<typeof standingWords>[0] }) {
  return <Tag line={looks[standingOfCase(state)]}>{await standingWords(state)}</Tag>;
}
