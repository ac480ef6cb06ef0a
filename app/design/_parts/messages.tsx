import { useTranslations } from "next-intl";
import { MessageList } from "../../../components/notification/message-list.tsx";
import { BottomNavigation } from "../../../components/shell/bottom-navigation.tsx";
import { Section } from "../../../components/ui/section.tsx";
import { Stack } from "../../../components/ui/stack.tsx";

/** Messages, unread and read, urgent, about somebody else's book; and the number on the tab. */
export function MessageParts() {
  const t = useTranslations("messages");
  const design = useTranslations("design");
  const shell = (count: number) => [
    { icon: "home", label: design("shell.home"), href: "#home" } as const,
    {
      icon: "messages",
      label: design("shell.messages"),
      href: "#messages",
      ...{ count, countWord: design("shell.unread"), current: true },
    } as const,
    { icon: "me", label: design("shell.me"), href: "#me" } as const,
  ];
  const facility = design("messages.facility");
  return (
    <div>
      <Section title={t("title")}>
        <MessageList
          newWord={t("newWord")}
          messages={[
            {
              key: "urgent",
              href: "#messages",
              title: t("kinds.book-opened-emergency.title"),
              text: t("kinds.book-opened-emergency.text", { facility, name: design("messages.doctor") }),
              when: "14:05",
              urgent: t("urgent"),
              unread: true,
            },
            {
              key: "long",
              href: "#messages",
              title: t("kinds.invitation-received.title"),
              text: t("kinds.invitation-received.text", { name: design("long"), until: "31/12/2026" }),
              when: "8:20",
              of: t("of", { name: design("long") }),
              unread: true,
            },
            {
              key: "read",
              href: "#messages",
              title: t("kinds.request-answered.title"),
              text: t("kinds.request-answered.text"),
              when: "7:00",
              unread: false,
            },
          ]}
        />
      </Section>
      <Section title={design("messages.badge")}>
        <Stack loose>
          {[0, 1, 9, 10].map((count) => (
            <BottomNavigation key={count} label={design("messages.unread", { count })} tabs={shell(count)} />
          ))}
        </Stack>
      </Section>
    </div>
  );
}
