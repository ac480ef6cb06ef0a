/** An answer without a word; that there is nothing is kept by nobody on the way either. */
export const nothing = (status: 401 | 404): Response =>
  new Response(null, { status, headers: { "cache-control": "no-store" } });
