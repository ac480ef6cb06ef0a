import type { ReactNode } from "react";
import { Button } from "./button.tsx";
import type { LinkTo } from "./link-to.ts";
import { Tag } from "./tag.tsx";

type Props = {
  time: string;
  who: string;
  /** The rest of the sentence: xem what, để why. */
  did: string;
  place: string;
  /** An emergency opening: the amber tag and the reason that was given. */
  emergency?: { tag: string; reason: ReactNode };
  doubt?: LinkTo;
};

/** Somebody opened this book. Stands in a <ul>. */
export function LogEntry({ time, who, did, place, emergency, doubt }: Props) {
  return (
    <li className="border-rule border-b py-3 last:border-b-0">
      <p className="text-ink-2 text-second">{time}</p>
      <p>
        <strong className="font-semibold">{who}</strong> {did}
      </p>
      <p className="text-ink-2 text-second">{place}</p>
      {emergency ? (
        <div className="mt-2 border-amber-line border-l-4 pl-4">
          <p>
            <Tag line="amber">{emergency.tag}</Tag>
          </p>
          <p className="pt-1">{emergency.reason}</p>
        </div>
      ) : null}
      {doubt ? (
        <Button kind="plain" href={doubt.href}>
          {doubt.label}
        </Button>
      ) : null}
    </li>
  );
}
