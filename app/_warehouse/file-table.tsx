import { getLocale, getTranslations } from "next-intl/server";
import { moment, quantity } from "#components/copy/format.ts";
import { DataTable } from "#components/ui/data-table.tsx";
import { Tag } from "#components/ui/tag.tsx";
import type { ReceivedFile } from "#lib/warehouse/index.ts";

type Props = {
  files: readonly ReceivedFile[];
  /** Names facilities where a desk sees more than one. */
  facilityName?: ((code: string) => string) | undefined;
};

/** A file as its sender knows it, without the folder it lay in; inside an archive, behind the archive's name. */
export const ownName = (name: string) =>
  /[^/]+\.(?:zip|gz)\/.*$/i.exec(name)?.[0] ?? name.slice(name.lastIndexOf("/") + 1);

const outcomes = ["accepted", "replaced", "unchanged", "quarantined"] as const;

/** Received files, each with what became of it in words. */
export async function FileTable({ files, facilityName }: Props) {
  const t = await getTranslations("warehouse");
  const locale = await getLocale();
  const result = (file: ReceivedFile) => {
    const words = outcomes.flatMap((outcome) =>
      file[outcome] > 0 ? [t(`files.${outcome}`, { count: quantity(file[outcome]) })] : [],
    );
    if (words.length > 0) return file.broken ? `${words.join(", ")}. ${t("files.before")}` : words.join(", ");
    return t(file.broken ? "files.unread" : "files.nothing");
  };
  const facility = (code: string | null) =>
    code && facilityName ? facilityName(code) : t("unknownFacility");
  return (
    <DataTable
      caption={t("files.title")}
      columns={[
        { head: t("files.file") },
        ...(facilityName ? [{ head: t("facility") }] : []),
        { head: t("files.result") },
        { head: t("files.warnings"), number: true },
      ]}
      rows={files.map((file) => ({
        key: file.fileId,
        cells: [
          <span key="file">
            <span className="wrap-anywhere">{ownName(file.name)}</span>{" "}
            <span className="block text-ink-2 text-second">
              {t("files.when", { when: moment(file.receivedAt, locale) })}
            </span>
          </span>,
          ...(facilityName ? [facility(file.facilityCode)] : []),
          file.filed ? (
            <span key="result">
              {result(file)}
              {file.broken ? (
                <span lang="vi" className="block pt-1 text-amber text-second">
                  {file.broken}
                </span>
              ) : null}
            </span>
          ) : (
            <Tag key="filing" line="dashed">
              {t("files.filing")}
            </Tag>
          ),
          quantity(file.warnings),
        ],
      }))}
      empty={t("files.none")}
      longWords
    />
  );
}
