import * as z from "zod";
import {
  ExchangedAppointment,
  ExchangedBooking,
  ExchangedChange,
  exchangedSteps,
} from "#lib/booking/inputs.ts";
import { reply } from "../../../_entry/sender.ts";

export const dynamic = "force-dynamic";

const json = (schema: object) => ({ content: { "application/json": { schema } } });
const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const schemaOf = (schema: z.ZodType, io: "input" | "output") => {
  const { $schema, ...shape } = z.toJSONSchema(schema, { io });
  return shape;
};
const query = (name: string, required: boolean, schema: object, description: string) => ({
  name,
  in: "query",
  required,
  schema,
  description,
});
const appointmentId = {
  name: "appointmentId",
  in: "path",
  required: true,
  schema: { type: "string", format: "uuid" },
};
const day = { type: "string", format: "date" };
const uuid = { type: "string", format: "uuid" };

const refusals = {
  "401": { description: "No key, or one that is wrong or revoked.", ...json(ref("Refusal")) },
  "429": {
    description: "Too many in a minute; wait as Retry-After says.",
    ...json(ref("Refusal")),
  },
  "503": {
    description: "A database is away; send again as Retry-After says.",
    ...json(ref("Refusal")),
  },
};
const notFound = { "404": { description: "No such appointment of this facility.", ...json(ref("Refusal")) } };
const conflicts = {
  "400": { description: "Not JSON.", ...json(ref("Refusal")) },
  "409": {
    description:
      "`number-reused`, `slot-closed`, `slot-full`, `booked-already`, `too-soon` or `appointment-over`.",
    ...json(ref("Refusal")),
  },
  "413": { description: "More than 20 KB.", ...json(ref("Refusal")) },
  "422": {
    description: "`not-a-booking` with `fields`, `person-differs` or `service-unknown`.",
    ...json(ref("Refusal")),
  },
};

function description() {
  return {
    openapi: "3.1.0",
    info: {
      title: "Sổ sức khỏe Bình Sơn: trao đổi lịch hẹn",
      version: "1.0.0",
      description:
        "Open times out; appointments and their changes in and out. Described in app/api/README.md.",
    },
    servers: [{ url: "/api/booking" }],
    security: [{ facilityKey: [] }],
    paths: {
      "/services": {
        get: {
          summary: "Departments, rooms and services of the facility of the key",
          responses: {
            "200": {
              description: "As the facility entered them.",
              ...json({
                type: "object",
                required: ["departments", "rooms", "services"],
                properties: {
                  departments: { type: "array", items: ref("Department") },
                  rooms: { type: "array", items: ref("Room") },
                  services: { type: "array", items: ref("Service") },
                },
              }),
            },
            ...refusals,
          },
        },
      },
      "/slots": {
        get: {
          summary: "Times with places left",
          parameters: [
            query("from", true, day, "First day, in Bình Sơn."),
            query("until", true, day, "Last day, at most 62 days later."),
            query("departmentId", false, uuid, "One department alone."),
          ],
          responses: {
            "200": {
              description: "Soonest first, at most 5,000.",
              ...json({
                type: "object",
                required: ["slots"],
                properties: { slots: { type: "array", items: ref("Slot") } },
              }),
            },
            "422": { description: "`not-a-question`, with `fields`.", ...json(ref("Refusal")) },
            ...refusals,
          },
        },
      },
      "/appointments": {
        get: {
          summary: "What changed after a change, in order; each appointment as it is now",
          parameters: [
            query(
              "after",
              false,
              { type: "integer", minimum: 0, default: 0 },
              "`next` of the answer before.",
            ),
            query(
              "most",
              false,
              { type: "integer", minimum: 1, maximum: 500, default: 100 },
              "At most so many; what was changed together is told together.",
            ),
          ],
          responses: {
            "200": {
              description: "`next` is where to go on, also when nothing changed.",
              ...json({
                type: "object",
                required: ["appointments", "next"],
                properties: {
                  appointments: { type: "array", items: ref("Appointment") },
                  next: { type: "integer" },
                },
              }),
            },
            ...refusals,
          },
        },
        post: {
          summary: "Book, under a number of the sender's own; the same number again is the same appointment",
          requestBody: { required: true, ...json(ref("Booking")) },
          responses: {
            "200": { description: "`booked`, or `unchanged`.", ...json(ref("Exchange")) },
            ...conflicts,
            ...refusals,
          },
        },
      },
      "/appointments/{appointmentId}": {
        parameters: [appointmentId],
        get: {
          summary: "One appointment of this facility",
          responses: {
            "200": {
              description: "As it is now.",
              ...json({
                type: "object",
                required: ["appointment"],
                properties: { appointment: ref("Appointment") },
              }),
            },
            ...notFound,
            ...refusals,
          },
        },
        post: {
          summary: "Move, cancel, or say what happened on the day; the same again changes nothing",
          requestBody: { required: true, ...json(ref("Change")) },
          responses: {
            "200": {
              description: "`moved`, `cancelled`, the step, or `unchanged`.",
              ...json(ref("Exchange")),
            },
            ...notFound,
            ...conflicts,
            ...refusals,
          },
        },
      },
    },
    components: {
      securitySchemes: {
        facilityKey: { type: "http", scheme: "bearer", description: "The facility's own key." },
      },
      schemas: {
        Booking: schemaOf(ExchangedBooking, "input"),
        Change: schemaOf(ExchangedChange, "input"),
        Appointment: schemaOf(ExchangedAppointment, "output"),
        Exchange: {
          type: "object",
          required: ["outcome", "appointment"],
          properties: {
            outcome: { enum: ["booked", "moved", "cancelled", ...exchangedSteps, "unchanged"] },
            appointment: ref("Appointment"),
          },
        },
        Department: {
          type: "object",
          required: ["departmentId", "name"],
          properties: { departmentId: uuid, name: { type: "string" } },
        },
        Room: {
          type: "object",
          required: ["roomId", "departmentId", "name", "place"],
          properties: {
            roomId: uuid,
            departmentId: uuid,
            name: { type: "string" },
            place: { type: ["string", "null"] },
          },
        },
        Service: {
          type: "object",
          required: ["serviceId", "departmentId", "name", "priceVnd", "insuredVnd"],
          properties: {
            serviceId: uuid,
            departmentId: uuid,
            name: { type: "string" },
            priceVnd: { type: ["integer", "null"] },
            insuredVnd: { type: ["integer", "null"] },
          },
        },
        Slot: {
          type: "object",
          required: ["slotId", "departmentId", "roomId", "practitioner", "startsAt", "endsAt", "free"],
          properties: {
            slotId: uuid,
            departmentId: uuid,
            roomId: uuid,
            practitioner: { type: ["string", "null"] },
            startsAt: { type: "string", format: "date-time" },
            endsAt: { type: "string", format: "date-time" },
            free: { type: "integer", minimum: 1 },
          },
        },
        Refusal: {
          type: "object",
          required: ["error", "message"],
          properties: {
            error: { type: "string" },
            message: { type: "string", description: "For the clerk behind the system, in Vietnamese." },
            fields: {
              type: "array",
              items: {
                type: "object",
                properties: { field: { type: "string" }, message: { type: "string" } },
              },
            },
          },
        },
      },
    },
  };
}

/** The exchange of appointments, described for machines (OpenAPI 3.1). Nobody's data: no key is asked for. */
export function GET() {
  return reply(200, description());
}
