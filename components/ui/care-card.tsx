import { BulletList } from "./bullet-list.tsx";
import { Button } from "./button.tsx";
import { Icon } from "./icon.tsx";
import type { LinkTo } from "./link-to.ts";

type Props = {
  /** ask: Hỏi bác sĩ nếu. urgent: Gọi 115 nếu. */
  kind: "ask" | "urgent";
  title: string;
  items: readonly string[];
  action?: LinkTo;
  level?: 2 | 3;
};

/** When to ask and when to call: complete in itself, so that it can be cut out. */
export function CareCard({ kind, title, items, action, level = 3 }: Props) {
  const Heading = `h${level}` as const;
  const urgent = kind === "urgent";
  return (
    <div className={`border-2 ${urgent ? "border-red" : "border-deep"}`}>
      <div className={`flex gap-3 px-4 py-3 ${urgent ? "bg-red text-on-red" : "bg-deep text-on-deep"}`}>
        <Icon name={urgent ? "phone" : "ask"} />
        <Heading className="text-line-title">{title}</Heading>
      </div>
      <div className="px-4 py-2">
        <BulletList items={items} />
        {action ? (
          <Button kind="plain" href={action.href}>
            {action.label}
          </Button>
        ) : null}
      </div>
    </div>
  );
}
