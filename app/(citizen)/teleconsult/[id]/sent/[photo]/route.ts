import { ownPhotoRoute } from "../../../_parts/own-photo.ts";

/** A photo that went with a question. */
export const GET = ownPhotoRoute("case");
