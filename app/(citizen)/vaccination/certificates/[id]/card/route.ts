import { NotFound } from "#lib/platform/errors.ts";
import { cardFile } from "#lib/vaccination/index.ts";
import { download } from "../../../../../_entry/download.ts";
import { readCertificates } from "../../_parts/read-certificates.ts";

type Place = { params: Promise<{ id: string }> };

/** Tải tệp .smart-health-card: all cards of a history in one file, for apps that keep them. */
export async function GET(_: Request, { params }: Place): Promise<Response> {
  const { id } = await params;
  return download(`/vaccination/certificates/${encodeURIComponent(id)}`, async (ctx) => {
    const { certificates } = await readCertificates(ctx);
    const one = certificates.find(
      ({ certificateId, kind }) => certificateId === id && kind === "health-card",
    );
    if (!one) throw new NotFound();
    return {
      bytes: cardFile(one.texts),
      type: "application/smart-health-card",
      name: "tiem-chung.smart-health-card",
    };
  });
}
