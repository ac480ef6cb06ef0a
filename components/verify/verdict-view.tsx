import { Callout } from "#components/ui/callout.tsx";
import { LeaderRow } from "#components/ui/leader-row.tsx";
import { Section } from "#components/ui/section.tsx";
import type { VerdictSheet } from "./verdict-sheet.ts";

/** A verdict in words: what the paper says, or why it is not to be believed. */
export function VerdictView({ sheet }: { sheet: VerdictSheet }) {
  const facts = (
    <dl>
      {sheet.facts.map((fact) => (
        <LeaderRow key={`${fact.noun} ${fact.fact}`} {...fact} />
      ))}
    </dl>
  );
  const notes = sheet.notes.map((note) => (
    <p key={note} className="pt-2">
      {note}
    </p>
  ));
  if (!sheet.good)
    return (
      <div role="alert" className="pb-8">
        <Callout kind="warn" level={2} title={sheet.title}>
          {sheet.texts.map((text) => (
            <p key={text}>{text}</p>
          ))}
        </Callout>
        <div className="pt-2">{facts}</div>
        <div className="text-ink-2 text-second">{notes}</div>
      </div>
    );
  return (
    <div role="status" className="pb-8">
      <Section title={sheet.title}>
        {sheet.texts.map((text) => (
          <p key={text} className="pb-2">
            {text}
          </p>
        ))}
        {facts}
        {sheet.dosesTitle ? <h3 className="pt-6 pb-1 text-line-title">{sheet.dosesTitle}</h3> : null}
        {sheet.doses.length > 0 ? (
          <ol>
            {sheet.doses.map(({ on, vaccine, place }) => (
              <li key={`${on} ${vaccine} ${place}`} className="border-rule border-b py-2 last:border-b-0">
                <span className="block wrap-anywhere">{vaccine}</span>
                <span className="block text-ink-2 text-second wrap-anywhere">
                  <span>{on}</span> <span>{place}</span>
                </span>
              </li>
            ))}
          </ol>
        ) : null}
        {notes}
      </Section>
    </div>
  );
}
