import { Icon } from "./icon.tsx";

/** The one line that closes the welcome, error and offline pages: Cấp cứu, gọi 115. */
export function EmergencyLine({ children }: { children: string }) {
  return (
    <a
      href="tel:115"
      className="flex min-h-button items-center gap-3 rounded-control border-2 border-red px-4 py-2 text-line-title text-red no-underline active:bg-ground"
    >
      <Icon name="phone" />
      <span>{children}</span>
    </a>
  );
}
