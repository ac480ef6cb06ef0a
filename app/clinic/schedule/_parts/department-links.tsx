import type { Route } from "next";
import { getTranslations } from "next-intl/server";
import type { Department } from "#lib/facility/index.ts";

/** The departments of a facility in words; the one that is shown is marked. */
export async function DepartmentLinks({
  departments,
  chosen,
  at,
}: {
  departments: readonly Department[];
  chosen: string;
  at: (departmentId: string) => Route;
}) {
  const t = await getTranslations("schedule");
  return (
    <nav aria-label={t("departments")} className="pb-6">
      <ul className="flex flex-wrap gap-x-6">
        {departments.map(({ departmentId, name }) => {
          const here = departmentId === chosen;
          return (
            <li key={departmentId}>
              <a
                href={at(departmentId)}
                aria-current={here ? "page" : undefined}
                className={`inline-flex min-h-target items-center ${here ? "font-bold no-underline" : ""}`}
              >
                {name}
              </a>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
