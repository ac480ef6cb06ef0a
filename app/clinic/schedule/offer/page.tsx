import type { Route } from "next";
import { getTranslations } from "next-intl/server";
import { vnd } from "#components/copy/format.ts";
import { Button } from "#components/ui/button.tsx";
import { DataTable } from "#components/ui/data-table.tsx";
import { LinkLine } from "#components/ui/link-line.tsx";
import { Section } from "#components/ui/section.tsx";
import { listDepartments, listServices } from "#lib/facility/index.ts";
import { DeskFrame } from "../../../_entry/desk.tsx";
import { deskPage } from "../../../_entry/desk-page.tsx";
import { Said } from "../_parts/said.tsx";

export async function generateMetadata() {
  return { title: (await getTranslations("schedule.offer"))("title") };
}

const at = "/clinic/schedule/offer";

/** Khoa, phòng, dịch vụ và giá: everything that a facility offers, department by department. */
export default deskPage(
  "clinic",
  () => at,
  async ({ ctx, session, search, frame }) => {
    const t = await getTranslations("schedule.offer");
    const c = await getTranslations("schedule.column");
    const s = await getTranslations("schedule");
    const facilityCode = session.facilityCode ?? "";
    const [{ departments, rooms, practitioners }, services] = await Promise.all([
      listDepartments(ctx, facilityCode),
      listServices(ctx, facilityCode),
    ]);
    const link = (path: string, id: string, name: string) => (
      <a key={id} href={`${at}/${path}?id=${id}` as Route} className="inline-flex min-h-target items-center">
        {name}
      </a>
    );
    return (
      <DeskFrame {...frame} title={t("title")} below={t("lead")}>
        <Said search={search} />
        <div className="max-w-column pb-6">
          <Button href={`${at}/department` as Route}>{t("addDepartment")}</Button>
        </div>
        {departments.map((unit) => {
          const inside = <T extends { departmentId: string }>(all: readonly T[]) =>
            all.filter(({ departmentId }) => departmentId === unit.departmentId);
          const into = (path: string) => `${at}/${path}?departmentId=${unit.departmentId}` as Route;
          return (
            <Section key={unit.departmentId} title={unit.name}>
              <LinkLine
                href={`${at}/department?id=${unit.departmentId}` as Route}
                label={`${t("rename")}: ${unit.name}`}
              />
              <DataTable
                caption={`${t("services")}: ${unit.name}`}
                captionHidden={false}
                columns={[
                  { head: c("service") },
                  { head: c("price"), number: true },
                  { head: c("insured"), number: true },
                ]}
                rows={inside(services).map((one) => ({
                  key: one.serviceId,
                  cells: [
                    link("service", one.serviceId, one.name),
                    one.priceVnd === null ? t("priceNone") : vnd(Number(one.priceVnd)),
                    one.insuredVnd === null ? t("insuredNone") : vnd(Number(one.insuredVnd)),
                  ],
                }))}
                empty={t("servicesNone")}
              />
              <LinkLine href={into("service")} label={`${t("addService")}: ${unit.name}`} />
              <div className="grid gap-x-10 pt-4 desk:grid-cols-2">
                <div>
                  <h3 className="text-line-title">{t("rooms")}</h3>
                  <ul>
                    {inside(rooms).map(({ roomId, name, place }) => (
                      <li key={roomId} className="flex flex-wrap items-center gap-x-3 border-rule border-b">
                        {link("room", roomId, name)}
                        <span className="text-ink-2 text-second">{place}</span>
                      </li>
                    ))}
                  </ul>
                  {inside(rooms).length === 0 ? <p className="text-ink-2">{t("roomsNone")}</p> : null}
                  <LinkLine href={into("room")} label={`${t("addRoom")}: ${unit.name}`} />
                </div>
                <div>
                  <h3 className="text-line-title">{t("people")}</h3>
                  <ul>
                    {inside(practitioners).map(({ practitionerId, name }) => (
                      <li key={practitionerId} className="border-rule border-b">
                        {link("person", practitionerId, name)}
                      </li>
                    ))}
                  </ul>
                  {inside(practitioners).length === 0 ? (
                    <p className="text-ink-2">{t("peopleNone")}</p>
                  ) : null}
                  <LinkLine href={into("person")} label={`${t("addPerson")}: ${unit.name}`} />
                </div>
              </div>
            </Section>
          );
        })}
        <LinkLine href="/clinic/schedule" label={s("back")} />
      </DeskFrame>
    );
  },
);
