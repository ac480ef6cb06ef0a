import "server-only";

export {
  type Affected,
  findIncident,
  findOwnIncident,
  type Incident,
  type IncidentLine,
  listAffected,
  listIncidents,
  type OwnIncident,
} from "./queries.ts";
export {
  closeIncident,
  countAffected,
  registerIncident,
  reportIncident,
  tellAffected,
} from "./work-on-incident.ts";
