import type { OpeningGroup } from "#lib/consent/rules.ts";

type Words = {
  (key: "me" | "here" | "and"): string;
  (key: "did", values: { parts: string; purpose: string }): string;
  (key: `parts.${string}` | `purposes.${string}`): string;
  has(key: string): boolean;
};

/** The opening at a desk that a row stands on, by its id; null for any other right. */
export const deskOpeningOf = (basis: string) =>
  /^(?:visit|emergency):([0-9a-f-]{36})$/.exec(basis)?.[1] ?? null;

/** Tells an opening in words: who, what part, for what, where. `t` are the words of the domain consent. */
export function openingWords(t: unknown) {
  const words = t as Words;
  const say = (kind: "parts" | "purposes", code: string) =>
    words.has(`${kind}.${code}`) ? words(`${kind}.${code}`) : code;
  return (group: OpeningGroup) => {
    const parts = group.parts.map((part) => say("parts", part));
    const last = parts.pop() ?? "";
    const listed = parts.length > 0 ? `${parts.join(", ")}${words("and")}${last}` : last;
    return {
      who: group.own ? words("me") : group.actorName,
      did: words("did", { parts: listed, purpose: say("purposes", group.purpose) }),
      place: group.own ? words("here") : (group.actorPlace ?? ""),
    };
  };
}
