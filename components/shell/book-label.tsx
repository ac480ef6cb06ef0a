import type { Route } from "next";
import { Icon } from "../ui/icon.tsx";
import { type Fact, LeaderList } from "../ui/leader-list.tsx";
import { Paper } from "../ui/paper.tsx";

type Props = {
  /** Sổ của */
  of?: string;
  /** The name on the book; on the welcome page, what the book is. */
  name: string;
  /** Birth, commune, card. Without facts the label is not filled in yet. */
  lines: readonly Fact[];
  /** Đổi sổ, and the names waiting there. */
  change?: { label: string; href: Route; waiting?: string } | undefined;
  level?: 1 | 2 | 3;
};

/** Nhãn vở: the label that says whose book this is. */
export function BookLabel({ of, name, lines, change, level = 1 }: Props) {
  const Heading = `h${level}` as const;
  return (
    <Paper
      strip={
        change ? (
          <a
            href={change.href}
            className="flex min-h-row flex-wrap items-center gap-x-3 py-2 text-reading no-underline"
          >
            <Icon name="switch-book" />
            <span className="font-semibold">{change.label}</span>{" "}
            <span className="ml-auto text-ink-2 text-second">{change.waiting}</span>
          </a>
        ) : undefined
      }
    >
      <Heading>
        {of ? <span className="block text-ink-2 text-second">{of} </span> : null}
        <span className="block text-wrap text-page-title">{name}</span>
      </Heading>
      <div className="pt-2">
        <LeaderList facts={lines} />
      </div>
    </Paper>
  );
}
