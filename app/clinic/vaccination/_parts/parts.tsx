import type { Route } from "next";
import { getTranslations } from "next-intl/server";

type Place = { href: Route; label: string; here: boolean };

/** Links of which one is where the reader is. */
export function Places({ label, places }: { label: string; places: readonly Place[] }) {
  return (
    <nav aria-label={label}>
      <ul className="flex flex-wrap gap-x-6">
        {places.map((one) => (
          <li key={one.href}>
            <a
              href={one.href}
              aria-current={one.here ? "page" : undefined}
              className={`inline-flex min-h-target items-center ${one.here ? "font-bold text-ink no-underline" : ""}`}
            >
              {one.label}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** Danh sách của xã, or Buổi tiêm. */
export async function StationParts({ here }: { here: "lists" | "sessions" }) {
  const t = await getTranslations("station");
  return (
    <div className="pb-2">
      <Places
        label={t("parts")}
        places={[
          { href: "/clinic/vaccination", label: t("toLists"), here: here === "lists" },
          { href: "/clinic/vaccination/sessions", label: t("toSessions"), here: here === "sessions" },
        ]}
      />
    </div>
  );
}
