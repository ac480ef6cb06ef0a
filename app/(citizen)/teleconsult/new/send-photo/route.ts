import * as z from "zod";
import { questionAddress } from "#components/teleconsult/case-words.ts";
import { NotFound, Refused } from "#lib/platform/errors.ts";
import { attachToQuestion } from "#lib/teleconsult/index.ts";
import { citizenUpload } from "../../../../_entry/upload.ts";

/** Thêm ảnh này: keeps a photo for the question; what cannot be taken goes back with its reason. */
export function POST(request: Request): Promise<Response> {
  const { searchParams } = new URL(request.url);
  const caseId = z.uuid().safeParse(searchParams.get("case"));
  const from: Record<string, string> = searchParams.get("from") === "check" ? { from: "check" } : {};
  const step = (more: Record<string, string>) => questionAddress("photos", caseId.data ?? "", more);
  return citizenUpload(
    request,
    async (ctx, { field, photo }) => {
      const entry = z.uuid().safeParse(field("entryId"));
      if (!caseId.success || !entry.success) throw new NotFound();
      if (!photo) throw new Refused("photo-none");
      await attachToQuestion(ctx, { caseId: caseId.data, attachmentId: entry.data, bytes: photo });
    },
    { done: step(from), refused: (fault) => step({ ...from, fault }) },
  );
}
