import { answerFor } from "../../receive.ts";

export const dynamic = "force-dynamic";

/** Kết quả của một tệp đã gửi. */
export async function GET(request: Request, { params }: { params: Promise<{ requestId: string }> }) {
  return answerFor(request, (await params).requestId);
}
