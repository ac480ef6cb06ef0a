import { cache } from "react";
import type { BookOfOther } from "#lib/identity/index.ts";

/** The book that the page of this request shows, for the band above it; null while it is one's own. */
export const shownBook = cache((): { book: BookOfOther | null } => ({ book: null }));
