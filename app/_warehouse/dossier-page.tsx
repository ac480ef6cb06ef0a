import { getTranslations } from "next-intl/server";
import { Button } from "#components/ui/button.tsx";
import { Section } from "#components/ui/section.tsx";
import { openDesk } from "#lib/consent/index.ts";
import { NotFound } from "#lib/platform/errors.ts";
import { findHeldDossier } from "#lib/warehouse/index.ts";
import { deskPage } from "../_entry/desk-page.tsx";
import type { Desk } from "../_entry/desk-places.ts";
import { idIn, warehouseHref } from "./asked.ts";
import { PersonSection, ProblemsSection, SourceSection, Standing } from "./dossier-parts.tsx";
import { refWords } from "./held-table.tsx";
import { WarehouseFrame } from "./warehouse-frame.tsx";

/** One held dossier: what is wrong with it, and what to do. */
export const dossierPage = (at: Desk) =>
  deskPage(
    at,
    ({ heldId }) => `/${at}/warehouse/held/${heldId ?? ""}`,
    async (reading) => {
      const t = await getTranslations("warehouse");
      const heldId = idIn(reading.params.heldId);
      if (!heldId) throw new NotFound();
      const desk = await openDesk(reading.ctx, "mend-dossiers", "held-dossier", heldId);
      const dossier = await findHeldDossier(desk, heldId);
      if (!dossier) throw new NotFound();
      const reference = await refWords();
      const toMatch = dossier.reason === "identity-mismatch" || dossier.reason === "needs-matching";
      const isOpen = !dossier.releasedAt && !dossier.setAsideAt;
      return (
        <WarehouseFrame
          reading={reading}
          title={t(`reasons.${dossier.reason}`)}
          lead={`${t("held.ref")} ${reference(dossier.claimRef)}`}
          path={`/held/${heldId}`}
        >
          <Standing dossier={dossier} />
          {isOpen ? (
            <Section title={t("todo.title")}>
              <p>{t(`todo.${dossier.reason}`)}</p>
            </Section>
          ) : null}
          {at === "authority" ? (
            <div className="max-w-column pt-4">
              <Button href={warehouseHref(at, `/matches/${heldId}`)}>
                {t(toMatch ? "dossier.toMatch" : dossier.setAsideAt ? "match.takeBack" : "match.setAside")}
              </Button>
            </div>
          ) : null}
          <ProblemsSection dossier={dossier} />
          <PersonSection dossier={dossier} />
          <SourceSection dossier={dossier} facility={reading.facilityName(dossier.facilityCode)} />
          <div className="max-w-column pt-6">
            <Button kind="second" href={warehouseHref(at, `/held/${heldId}/original`)}>
              {t("dossier.download")}
            </Button>
            <p className="pt-2 text-ink-2 text-second">{t("dossier.downloadText")}</p>
          </div>
        </WarehouseFrame>
      );
    },
  );
