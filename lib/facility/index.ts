import "server-only";

export { facilityNames } from "./queries.ts";
