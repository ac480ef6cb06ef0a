/** A network that wants to be signed in to answers in everybody's place: no page of the book comes without its policy. */
export const isForeign = ({ type, headers }: Pick<Response, "type" | "headers">): boolean =>
  type === "basic" &&
  /^text\/html/i.test(headers.get("content-type") ?? "") &&
  !headers.get("content-security-policy")?.includes("frame-ancestors 'none'");

/** For whatever the worker keeps: such an answer is none, so that it never takes the place of a script, a page or a key. */
export const ofTheBook = {
  fetchDidSucceed: async ({ response }: { response: Response }): Promise<Response> => {
    if (isForeign(response)) throw new Error("not of the book");
    return response;
  },
};
