import type { Route } from "next";
import { getTranslations } from "next-intl/server";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { LinkLine } from "#components/ui/link-line.tsx";
import { RadioGroup } from "#components/ui/radio-group.tsx";
import { Section } from "#components/ui/section.tsx";
import { SelectField } from "#components/ui/select-field.tsx";
import { Stack } from "#components/ui/stack.tsx";
import { nameOfCondition, searchConditions } from "#lib/catalogue/index.ts";
import { listServices } from "#lib/facility/index.ts";
import { displayName } from "#lib/identity/rules.ts";
import { NotFound } from "#lib/platform/errors.ts";
import { listTemplates } from "#lib/teleconsult/index.ts";
import { outcomes } from "#lib/teleconsult/rules.ts";
import { DeskFrame } from "../../../../_entry/desk.tsx";
import { deskPage } from "../../../../_entry/desk-page.tsx";
import type { Params } from "../../../../_entry/page.tsx";
import { readHeldCase } from "../../_parts/held-case.ts";
import { Said } from "../../_parts/said.tsx";
import { ShownBook } from "../../_parts/shown-book.tsx";
import { answer } from "../../actions.ts";

export async function generateMetadata() {
  return { title: (await getTranslations("teleconsultDesk"))("case.act") };
}

/** Within how many days somebody should be seen. */
const within = [0, 1, 3, 7, 14, 30];

/** The codes of an address; only those that the list has. */
const codesIn = (text = "") =>
  text
    .toUpperCase()
    .split(/[\s,]+/)
    .filter((one) => nameOfCondition(one) !== null)
    .slice(0, 10);

/** Mẫu và mã bệnh: chosen before anything is written, by addresses, so that they need no scripts. */
async function Beginnings({
  page,
  search,
  facility,
}: {
  page: string;
  search: Params;
  facility: Parameters<typeof listTemplates>;
}) {
  const t = await getTranslations("teleconsultDesk.answer");
  const codes = codesIn(search.codes);
  const templates = await listTemplates(...facility);
  const found = search.q ? searchConditions(search.q.slice(0, 100), 8) : [];
  const at = (more: Record<string, string>) => {
    const asked = new URLSearchParams({ codes: codes.join(","), template: search.template ?? "", ...more });
    return `${page}?${asked}` as Route;
  };
  return (
    <Section title={t("search")}>
      <form action={page} className="max-w-column">
        <input type="hidden" name="codes" value={codes.join(",")} />
        <input type="hidden" name="template" value={search.template ?? ""} />
        <Stack>
          <Field label={t("searchHint")} name="q" type="search" maxLength={100} defaultValue={search.q} />
          <Button kind="second">{t("find")}</Button>
        </Stack>
      </form>
      {search.q && found.length === 0 ? <p className="pt-2">{t("foundNone")}</p> : null}
      <ul>
        {found.map(({ code, name }) => (
          <li key={code}>
            <LinkLine
              href={at({ codes: [...new Set([...codes, code])].join(",") })}
              label={t("found", { name, code })}
            />
          </li>
        ))}
      </ul>
      {codes.length > 0 ? <h3 className="pt-4 text-line-title">{t("codes")}</h3> : null}
      <ul>
        {codes.map((code) => (
          <li
            key={code}
            className="flex min-h-row flex-wrap items-center justify-between gap-x-4 border-rule border-b"
          >
            <span>
              {nameOfCondition(code)} ({code})
            </span>
            <a
              href={at({ codes: codes.filter((one) => one !== code).join(",") })}
              className="inline-flex min-h-target items-center"
            >
              {t("drop")}
              <span className="sr-only">: {code}</span>
            </a>
          </li>
        ))}
      </ul>
      <h3 className="pt-4 text-line-title">{t("template")}</h3>
      {templates.length === 0 ? <p>{t("noTemplate")}</p> : null}
      <ul className="flex flex-wrap gap-x-6">
        {templates.map(({ templateId, name }) => (
          <li key={templateId}>
            <LinkLine href={at({ template: templateId })} label={name} />
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** Trả lời và ký: from a template or from nothing; what is shown stands beside it. */
export default deskPage(
  "clinic",
  ({ id }) => `/clinic/teleconsult/${encodeURIComponent(id ?? "")}`,
  async ({ ctx, session, params, search, frame, facilityName }) => {
    const t = await getTranslations("teleconsultDesk.answer");
    const { found, spelled } = await readHeldCase(ctx, params.id);
    if (found.status !== "reading") throw new NotFound();
    const [templates, services] = await Promise.all([
      listTemplates(ctx, found.facilityCode),
      listServices(ctx),
    ]);
    const template = templates.find(({ templateId }) => templateId === search.template)?.words;
    const words = await getTranslations("teleconsult");
    const page = `/clinic/teleconsult/${found.caseId}/answer`;
    return (
      <DeskFrame
        {...frame}
        title={t("title", { code: spelled })}
        below={displayName(found.citizenName)}
        aside={<ShownBook ctx={ctx} found={found} facilityName={facilityName} />}
      >
        <Said search={search} />
        <LinkLine
          href={`/clinic/teleconsult/${found.caseId}` as Route}
          label={t("back", { code: spelled })}
        />
        <p className="whitespace-pre-line py-4 wrap-anywhere">{found.trouble.slice(0, 600)}</p>
        <Beginnings page={page} search={search} facility={[ctx, found.facilityCode]} />
        <form action={answer} className="max-w-column pt-8">
          <input type="hidden" name="caseId" value={found.caseId} />
          <input type="hidden" name="conditions" value={codesIn(search.codes).join(",")} />
          <Stack loose>
            <RadioGroup
              legend={t("outcome")}
              name="outcome"
              required
              options={outcomes.map((one) => ({ value: one, label: t(`outcomes.${one}`) }))}
            />
            <Field
              label={t("summary")}
              name="summary"
              hint={t("summaryHint")}
              lines={4}
              maxLength={4000}
              required
              defaultValue={template?.summary}
            />
            <Field
              label={t("advice")}
              name="advice"
              lines={6}
              maxLength={8000}
              required
              defaultValue={template?.advice}
            />
            <Field
              label={t("warning")}
              name="warning"
              hint={t("warningHint")}
              lines={4}
              maxLength={4000}
              defaultValue={template?.warning}
            />
            <Field
              label={t("medicines")}
              name="medicines"
              hint={t("medicinesHint")}
              lines={3}
              maxLength={4000}
            />
            <Field label={t("tests")} name="tests" hint={t("testsHint")} lines={3} maxLength={3000} />
            <SelectField
              label={t("visit")}
              name="visitServiceId"
              none={t("visitNone")}
              options={services.map(({ serviceId, facilityCode, name }) => ({
                value: serviceId,
                label: `${name}, ${facilityName(facilityCode)}`,
              }))}
            />
            <SelectField
              label={t("within")}
              name="visitWithinDays"
              none={t("withinNone")}
              options={within.map((days) => ({
                value: String(days),
                label: words("case.answer.visitWithin", { days }),
              }))}
            />
            <p className="text-ink-2 text-second">{t("signText", { name: session.name })}</p>
            <Button kind="final">{t("sign")}</Button>
          </Stack>
        </form>
      </DeskFrame>
    );
  },
);
