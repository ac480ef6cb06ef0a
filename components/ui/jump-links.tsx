import type { Route } from "next";

type Props = { label: string; links: readonly { href: Route; label: string }[] };

/** The parts of a long page, when there are more than five. */
export function JumpLinks({ label, links }: Props) {
  return (
    <nav aria-label={label}>
      <ul className="flex flex-wrap gap-x-6">
        {links.map((link) => (
          <li key={link.href}>
            <a href={link.href} className="inline-flex min-h-target items-center">
              {link.label}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
