import { EntryRow } from "#components/ui/entry-row.tsx";
import { LeaderRow } from "#components/ui/leader-row.tsx";
import { Paper } from "#components/ui/paper.tsx";
import { Section } from "#components/ui/section.tsx";
import type { CopyPart } from "./copy-sheet.ts";

/** One part of an offline copy: papers to show, then lines to read. */
export function CopyPartView({ title, lead, papers, lines }: CopyPart) {
  return (
    <Section title={title}>
      {lead === null ? null : <p className="pb-2 text-ink-2 text-second">{lead}</p>}
      {papers.length > 0 ? (
        <ul className="grid gap-6 pt-2">
          {papers.map((paper) => (
            <li key={`${paper.title} ${paper.tone}`} data-tone={paper.tone}>
              <Paper tone={paper.tone}>
                <h3 className="text-line-title wrap-anywhere">{paper.title}</h3>
                <dl className="pb-2">
                  {paper.facts.map(({ noun, fact }) => (
                    <LeaderRow key={noun} noun={noun} fact={fact} />
                  ))}
                </dl>
                {paper.codes.map(({ title: says, size, path }) => (
                  <figure key={says} className="pt-2">
                    <svg
                      viewBox={`0 0 ${size} ${size}`}
                      width="320"
                      height="320"
                      role="img"
                      shapeRendering="crispEdges"
                      className="mx-auto block h-auto w-full max-w-[22rem]"
                    >
                      <title>{says}</title>
                      <rect width="100%" height="100%" fill="#fff" />
                      <path d={path} fill="#000" />
                    </svg>
                  </figure>
                ))}
                {paper.notes.map((note) => (
                  <p key={note} className="pt-2 text-second wrap-anywhere">
                    {note}
                  </p>
                ))}
              </Paper>
            </li>
          ))}
        </ul>
      ) : null}
      {lines.length > 0 ? (
        <ul>
          {lines.map((line) => (
            <EntryRow
              key={line.title}
              title={line.title}
              foot={
                line.phone === null ? null : (
                  <a
                    href={`tel:${line.phone}`}
                    className="inline-flex min-h-target items-center text-reading"
                  >
                    {line.phone}
                  </a>
                )
              }
            >
              {line.more.map((more) => (
                <p key={more} className="wrap-anywhere">
                  {more}
                </p>
              ))}
            </EntryRow>
          ))}
        </ul>
      ) : null}
    </Section>
  );
}
