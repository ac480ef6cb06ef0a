import { receiveFrom } from "../receive.ts";

export const dynamic = "force-dynamic";

/** Nhận hồ sơ: a facility's system sends a file of claims. */
export const POST = (request: Request) => receiveFrom(request, "claims");
