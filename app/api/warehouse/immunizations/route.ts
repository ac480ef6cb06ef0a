import { receiveFrom } from "../receive.ts";

export const dynamic = "force-dynamic";

/** Nhận mũi tiêm: a facility's system sends a file of doses. */
export const POST = (request: Request) => receiveFrom(request, "doses");
