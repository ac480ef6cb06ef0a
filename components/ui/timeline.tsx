export type StepStanding = "done" | "now" | "to-come";

type Props = {
  steps: readonly { title: string; second?: string; standing: StepStanding }[];
  /** What the dots say aloud. */
  words: Record<StepStanding, string>;
};

const dots: Record<StepStanding, string> = {
  done: "border-ink border-[0.4375rem]",
  now: "border-ink border-[5px]",
  "to-come": "border-edge border-2",
};

/** Filled dot: done. Thick ring: now. Thin ring: to come. The line is dashed from now on. */
export function Timeline({ steps, words }: Props) {
  return (
    <ol>
      {steps.map(({ title, second, standing }) => (
        <li key={title} className="group flex gap-4" aria-current={standing === "now" ? "step" : undefined}>
          <span className="flex w-[1.125rem] shrink-0 flex-col items-center" aria-hidden="true">
            <span
              className={`mt-1 shrink-0 rounded-full ${dots[standing]} ${
                standing === "now" ? "size-[1.125rem]" : "size-[0.875rem]"
              }`}
            />
            <span
              className={`-mb-1 flex-1 border-l-2 group-last:hidden ${
                standing === "done" ? "border-ink" : "border-edge border-dashed"
              }`}
            />
          </span>
          <div className="min-w-0 flex-1 pb-6 group-last:pb-0">
            <p className={standing === "to-come" ? "text-quiet text-reading" : "text-line-title"}>
              <span className="sr-only">{words[standing]}: </span>
              {title}
            </p>
            {second ? <p className="text-ink-2 text-second">{second}</p> : null}
          </div>
        </li>
      ))}
    </ol>
  );
}
