import type { Stood, TargetName } from "#lib/correction/rules.ts";
import { caseWords } from "./case-words.ts";

type Props = { kind: TargetName; stood: Stood; struck?: boolean };

/** What stands in a line: what it is called, then what it says, each under its noun. */
export async function StoodFacts({ kind, stood, struck }: Props) {
  const words = await caseWords();
  const title = words.line(kind, stood);
  return (
    <>
      <p className="text-line-title wrap-anywhere">
        {struck ? <s className="text-ink-2">{title}</s> : title}
      </p>
      <dl className="text-second">
        {words.facts(kind, stood).map(({ field, noun, fact }) => (
          <div key={field} className="pt-1">
            <dt className="inline text-ink-2">{noun}: </dt>
            <dd className="inline wrap-anywhere">
              {fact.length > 300 ? `${fact.slice(0, 280).trimEnd()}…` : fact}
            </dd>
          </div>
        ))}
      </dl>
    </>
  );
}
