import type { Route } from "next";
import { EntryRow } from "../ui/entry-row.tsx";
import { Tag } from "../ui/tag.tsx";

export type MessageLine = {
  key: string;
  href: Route;
  title: string;
  text: string;
  when: string;
  /** Whose book it concerns, in words, when that is not the reader's. */
  of?: string;
  /** The words of an urgent one. */
  urgent?: string;
  unread: boolean;
};

/** Messages one under the other: what, in one sentence, and when; a dot before what was not read. */
export function MessageList({ messages, newWord }: { messages: readonly MessageLine[]; newWord: string }) {
  return (
    <ul>
      {messages.map(({ key, href, title, text, when, of, urgent, unread }) => (
        <EntryRow
          key={key}
          title={title}
          href={href}
          newWord={unread ? newWord : undefined}
          tag={urgent ? <Tag line="amber">{urgent}</Tag> : undefined}
        >
          {of ? <p>{of}</p> : null}
          <p className="text-ink">{text}</p>
          <p>{when}</p>
        </EntryRow>
      ))}
    </ul>
  );
}
