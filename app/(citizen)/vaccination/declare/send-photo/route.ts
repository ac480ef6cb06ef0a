import * as z from "zod";
import { attachToReport } from "#lib/correction/index.ts";
import { NotFound, Refused } from "#lib/platform/errors.ts";
import { citizenUpload } from "../../../../_entry/upload.ts";

/** Kèm ảnh sổ tiêm: keeps a photo for the missing dose, and goes on to the check; what cannot be taken goes back with its reason. */
export function POST(request: Request): Promise<Response> {
  const caseId = z.uuid().safeParse(new URL(request.url).searchParams.get("case"));
  const step = (name: string) => `/vaccination/declare/${name}?case=${caseId.data ?? ""}`;
  return citizenUpload(
    request,
    async (ctx, { field, photo }) => {
      const entry = z.uuid().safeParse(field("entryId"));
      if (!caseId.success || !entry.success) throw new NotFound();
      if (!photo) throw new Refused("photo-none");
      await attachToReport(ctx, { caseId: caseId.data, attachmentId: entry.data, bytes: photo });
    },
    { done: step("check"), refused: (fault) => `${step("photo")}&fault=${fault}` },
  );
}
