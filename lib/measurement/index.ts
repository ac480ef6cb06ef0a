import "server-only";

export { noteMeasurement, takeBackMeasurement } from "./note-measurement.ts";
export { findMeasurement, latestMeasurements, listMeasurements, type Measurement } from "./queries.ts";
