import type { EncounterSummary } from "#lib/record/index.ts";
import { isStay } from "#lib/record/rules.ts";
import { visitAddress } from "./address.ts";
import { encounterTitle } from "./encounter-row.tsx";

type Props = {
  encounter: EncounterSummary;
  facility: string;
  /** The form of care in words, where it is more than a plain visit. */
  kind: string | null;
};

/** One visit on the line of time: a dot for a visit, a bar for a stay. Stands in an <ol>. */
export async function TimelineRow({ encounter, facility, kind }: Props) {
  const said = encounter.finalDiagnosis ?? encounter.reason;
  const stay = isStay(encounter.careKind);
  return (
    <li className="group relative flex gap-3">
      <span className="flex w-[1.125rem] shrink-0 flex-col items-center" aria-hidden="true">
        <span
          className={`mt-[1.25rem] shrink-0 bg-ink ${stay ? "h-[1.625rem] w-[0.625rem] rounded-tag" : "size-[0.75rem] rounded-full"}`}
        />
        <span className="-mb-[1.25rem] flex-1 border-ink border-l-2 group-last:hidden" />
      </span>
      <div className="min-w-0 flex-1 border-rule border-b py-3 group-last:border-b-0">
        <p className="text-line-title">
          <a
            href={visitAddress(encounter.encounterId)}
            className="inline-block no-underline after:absolute after:inset-0"
          >
            {await encounterTitle(encounter)}
          </a>
        </p>
        {said ? <p className="line-clamp-3 text-ink text-second wrap-anywhere">{said}</p> : null}
        <p className="text-ink-2 text-second">{facility}</p>
        {kind && !stay ? <p className="text-quiet text-small">{kind}</p> : null}
      </div>
    </li>
  );
}
