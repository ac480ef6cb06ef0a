import { getTranslations } from "next-intl/server";
import { displayName } from "#lib/identity/rules.ts";
import { KnownError, NotAllowed, SignedOut } from "#lib/platform/errors.ts";
import { log, summaryOf } from "#lib/platform/log.ts";
import { listWorkbook, openDueList, vaccinationDesk } from "#lib/vaccination/index.ts";
import { DueListInput } from "#lib/vaccination/inputs.ts";
import { currentStaff } from "../../../_entry/actor.ts";
import { to } from "../../../_entry/upload.ts";
import { listWords } from "../_parts/list-words.ts";

const EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
const ALL = 99;

/** Tải danh sách: all of it as a workbook. Whose names it holds is written down first, as for the screen. */
export async function GET(request: Request): Promise<Response> {
  const asked = Object.fromEntries(new URL(request.url).searchParams);
  try {
    const { ctx, session } = await currentStaff("clinic");
    if (session.role !== "station") throw new NotAllowed();
    const t = await getTranslations("station");
    const words = await listWords(ctx.today);
    const list = DueListInput.parse({ waiting: null, ...asked, page: 1 });
    const { people } = await openDueList(await vaccinationDesk(ctx), list, "file");
    const head = [
      t("column.person"),
      t("column.birth"),
      t("column.sex"),
      t("column.contact"),
      t("column.doses"),
      t("column.note"),
    ];
    const rows = people.map((one) => [
      displayName(one.name),
      one.birthDate.split("-").reverse().join("/"),
      t(`sexes.${one.sex as "male"}`),
      one.phone,
      words.doses(list.kind, one, ALL).join("; "),
      [...words.notes(one), ...(one.isLikeAnother ? [t("likeAnother")] : [])].join("; "),
    ]);
    return new Response(new Uint8Array(await listWorkbook(t(`lists.${list.kind}`), head, rows)), {
      headers: {
        "content-type": EXCEL,
        "content-disposition": `attachment; filename="tiem-chung-${list.kind}-${ctx.today}.xlsx"`,
        "cache-control": "no-store",
        "x-content-type-options": "nosniff",
      },
    });
  } catch (error) {
    if (error instanceof SignedOut) return to("/sign-in/staff?error=ended&next=%2Fclinic%2Fvaccination");
    if (error instanceof KnownError) return new Response(null, { status: 404 });
    log("export.failed", { error: summaryOf(error) });
    return new Response(null, { status: 500 });
  }
}
