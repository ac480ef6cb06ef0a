import type { APIRequestContext } from "@playwright/test";
import { fieldsOf } from "../../support/visitor.ts";
import { bookUrl } from "./surroundings.ts";

/** Begins a sign-in as a browser without scripts does, on a page that it has or asks for, and answers where the book sends it. */
export async function beginSignIn(request: APIRequestContext, from: string, page?: string): Promise<string> {
  page ??= await (await request.get("/sign-in")).text();
  const answer = await request.post("/sign-in", {
    multipart: fieldsOf(page, "Vào bằng VNeID"),
    headers: { origin: bookUrl, "x-forwarded-for": from },
    maxRedirects: 0,
  });
  return new URL(answer.headers().location ?? "", bookUrl).href;
}

/** As `often`, several at a time, each time claiming to have come a longer way. */
export async function beginSignIns(
  request: APIRequestContext,
  from: string,
  often: number,
): Promise<string[]> {
  const places: string[] = [];
  const page = await (await request.get("/sign-in")).text();
  const one = async () => {
    while (places.length < often)
      places.push(await beginSignIn(request, `198.51.100.${places.length}, ${from}`, page));
  };
  await Promise.all(Array.from({ length: 6 }, one));
  return places;
}
