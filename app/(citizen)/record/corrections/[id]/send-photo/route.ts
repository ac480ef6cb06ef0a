import { addToCase } from "#lib/correction/index.ts";
import { AddInput } from "#lib/correction/inputs.ts";
import { Refused } from "#lib/platform/errors.ts";
import { citizenUpload } from "../../../../../_entry/upload.ts";

/** Nhắn thêm hoặc gửi ảnh. */
export async function POST(
  request: Request,
  { params }: { params: Promise<{ id: string }> },
): Promise<Response> {
  const { id } = await params;
  const here = `/record/corrections/${encodeURIComponent(id)}`;
  return citizenUpload(
    request,
    async (ctx, { field, photo }) => {
      const sent = AddInput.safeParse({ caseId: id, entryId: field("entryId"), said: field("said") });
      if (!sent.success) throw new Refused("too-long");
      await addToCase(ctx, { ...sent.data, photo });
    },
    {
      done: `${here}?done=added#talk`,
      refused: (fault) => (fault === "closed" ? `${here}?fault=closed` : `${here}/add?fault=${fault}`),
    },
  );
}
