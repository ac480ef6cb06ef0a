import { certificatePdf } from "#lib/vaccination/index.ts";
import { download } from "../../../../../_entry/download.ts";
import { sheetOf } from "../../_parts/certificate-sheet.ts";

type Place = { params: Promise<{ id: string }> };

/** Tải bản PDF, in Vietnamese or in English. */
export async function GET(request: Request, { params }: Place): Promise<Response> {
  const { id } = await params;
  const language = new URL(request.url).searchParams.get("lang") === "en" ? "en" : "vi";
  return download(`/vaccination/certificates/${encodeURIComponent(id)}`, async (ctx) => {
    const { sheet } = await sheetOf(ctx, id, language);
    const name = language === "en" ? "vaccination-certificate" : "chung-nhan-tiem-chung";
    return { bytes: await certificatePdf(sheet), type: "application/pdf", name: `${name}.pdf` };
  });
}
