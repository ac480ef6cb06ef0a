import type { Route } from "next";

type Props = {
  /** Chưa có, for what was skipped. */
  none: string;
  rows: readonly { question: string; answer?: string; change?: { href: Route; label: string } }[];
};

/** What will be sent, line by line, each with its way back. */
export function CheckAnswers({ none, rows }: Props) {
  return (
    <dl>
      {rows.map(({ question, answer, change }) => (
        <div
          key={question}
          className="grid min-h-row grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 border-rule border-b py-2"
        >
          <dt className="text-ink-2 text-second">{question}</dt>
          <dd className={answer ? "col-start-1 font-semibold" : "col-start-1 text-quiet"}>
            {answer ?? none}
          </dd>
          {change ? (
            <dd className="col-start-2 row-span-2 row-start-1">
              <a
                href={change.href}
                className="inline-flex min-h-target min-w-target items-center justify-end"
              >
                {change.label}
                <span className="sr-only">: {question}</span>
              </a>
            </dd>
          ) : null}
        </div>
      ))}
    </dl>
  );
}
