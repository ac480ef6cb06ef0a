import { ownPhotoRoute } from "../../../_parts/own-photo.ts";

/** A photo of a question that is being written. */
export const GET = ownPhotoRoute("draft");
