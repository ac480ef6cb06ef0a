import { casePhotoRoute } from "../../../../../_corrections/photo-route.ts";

export const GET = casePhotoRoute("clinic");
