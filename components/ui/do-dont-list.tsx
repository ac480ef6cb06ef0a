import { Icon } from "./icon.tsx";

/** One list; every don't line says so in its own words (Không…). */
export function DoDontList({ items }: { items: readonly { text: string; dont?: boolean }[] }) {
  return (
    <ul>
      {items.map(({ text, dont }) => (
        <li key={text} className="flex gap-3 py-2">
          <Icon name={dont ? "no" : "check"} />
          <span>{text}</span>
        </li>
      ))}
    </ul>
  );
}
