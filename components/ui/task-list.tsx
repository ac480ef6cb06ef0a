import type { Route } from "next";
import { Tag, type TagLine } from "./tag.tsx";

type Props = {
  tasks: readonly { title: string; href?: Route; standing: string; line: TagLine }[];
};

/** The parts of a long form, and how far each is. */
export function TaskList({ tasks }: Props) {
  return (
    <ul>
      {tasks.map(({ title, href, standing, line }) => (
        <li
          key={title}
          className="relative flex min-h-row flex-wrap items-center justify-between gap-x-4 gap-y-1 border-rule border-b py-3"
        >
          {href ? (
            <a href={href} className="font-semibold after:absolute after:inset-0">
              {title}
            </a>
          ) : (
            <span className="font-semibold text-quiet">{title}</span>
          )}{" "}
          <Tag line={line}>{standing}</Tag>
        </li>
      ))}
    </ul>
  );
}
