import type { APIRequestContext } from "@playwright/test";
import { bookUrl } from "./surroundings.ts";

const field = /<input type="hidden" name="([^"]*)"(?: value="([^"]*)")?\/>/g;

/** Begins a sign-in as a browser without scripts does, and answers where the book sends it. */
export async function beginSignIn(request: APIRequestContext): Promise<string> {
  const page = await (await request.get("/sign-in")).text();
  const form = page.split("<form").find((part) => part.includes("Vào bằng VNeID")) ?? "";
  const fields = [...form.matchAll(field)].map(([, name = "", value = ""]) => [
    name,
    value.replaceAll("&quot;", '"'),
  ]);
  const answer = await request.post("/sign-in", {
    multipart: Object.fromEntries(fields),
    headers: { origin: bookUrl },
    maxRedirects: 0,
  });
  return new URL(answer.headers().location ?? "", bookUrl).href;
}

/** As `often`, several at a time. */
export async function beginSignIns(request: APIRequestContext, often: number): Promise<string[]> {
  const places: string[] = [];
  const one = async () => {
    while (places.length < often) places.push(await beginSignIn(request));
  };
  await Promise.all(Array.from({ length: 6 }, one));
  return places;
}
