/** How soon a message wants to be read (mức gấp). */
export const urgencies = ["urgent", "soon", "calm"] as const;
export type Urgency = (typeof urgencies)[number];

/** What a person may choose for, together (nhóm tin). `safety` cannot be switched off. */
export const groups = [
  "safety",
  "openings",
  "corrections",
  "family",
  "rights",
  "fees",
  "visits",
  "doses",
] as const;
export type Group = (typeof groups)[number];

/** One kind of message. Its words are `kinds.<name>` of components/copy/{vi,en}/messages.json: `title` and `text`. */
export type Kind = {
  group: Group;
  urgency: Urgency;
  /** Whether an SMS may say that it waits. An SMS never says what it tells. */
  sms: boolean;
  /** Whether the station may be asked to call when it stays unread. */
  call: boolean;
  /** What its words name, as `app.tell` gets it in `values`: see lib/notification/README.md. */
  values: readonly ValueName[];
};

/** `facility`: a facility's code · `name`: a person's name · `until`, `on`: a day, 2026-11-27 · `at`: a moment, ISO 8601 · `device`: a browser · `amount`: whole đồng in digits. */
export const valueNames = ["facility", "name", "until", "on", "at", "device", "amount"] as const;
export type ValueName = (typeof valueNames)[number];

const kind = (
  group: Group,
  urgency: Urgency,
  values: readonly ValueName[] = [],
  { sms = true, call = urgency !== "calm" }: { sms?: boolean; call?: boolean } = {},
): Kind => ({ group, urgency, sms, call, values });

/** Every kind of message, by the name that `app.tell` is given. */
export const kinds = {
  "correction-received": kind("corrections", "calm", ["facility", "until"], { sms: false }),
  "correction-answered": kind("corrections", "soon", ["facility"], { call: false }),
  "correction-said": kind("corrections", "soon", ["facility"], { call: false }),
  "correction-arrived": kind("corrections", "calm"),
  "correction-authority-received": kind("corrections", "calm", ["until"], { sms: false }),
  "correction-authority-answered": kind("corrections", "soon", [], { call: false }),
  "correction-overdue": kind("corrections", "calm", ["facility"]),
  "book-opened-first": kind("openings", "soon", ["facility"], { call: false }),
  "book-opened-emergency": kind("safety", "urgent", ["facility", "name"]),
  "emergency-reviewed": kind("openings", "soon", [], { call: false }),
  "unknown-opening-answered": kind("openings", "soon"),
  "invitation-received": kind("family", "soon", ["name", "until"], { call: false }),
  "invitation-accepted": kind("family", "calm", ["name"], { sms: false }),
  "representation-ending": kind("family", "soon", ["name", "until"], { call: false }),
  "representation-ended": kind("family", "soon", ["name"], { call: false }),
  "relation-revoked": kind("family", "soon", ["name"], { call: false }),
  "child-invitation": kind("family", "soon", ["name"], { call: false }),
  "relation-stopped": kind("family", "soon", ["name"], { call: false }),
  "relation-recorded": kind("family", "soon", ["facility", "name"], { call: false }),
  "relation-settled": kind("family", "soon", ["name"], { call: false }),
  "relation-review": kind("family", "calm", ["name"]),
  "books-merged": kind("family", "soon", ["name"], { call: false }),
  "helper-session-began": kind("safety", "urgent", ["facility", "name"], { call: false }),
  "helper-session-ended": kind("safety", "soon", ["facility", "name"], { call: false }),
  "certificate-revoked": kind("safety", "soon", [], { call: false }),
  "helper-card-made": kind("safety", "soon", ["name", "until"], { call: false }),
  "fee-note-received": kind("fees", "soon", ["facility", "amount"], { call: false }),
  "fee-note-voided": kind("fees", "calm", ["facility", "amount"], { sms: false }),
  "fee-paid": kind("fees", "calm", ["facility", "amount"], { sms: false }),
  "fee-paid-twice": kind("fees", "soon", ["facility", "amount"], { call: false }),
  "fee-paid-at-desk": kind("fees", "calm", ["facility", "amount"], { sms: false }),
  "fee-being-checked": kind("fees", "soon", ["facility"], { call: false }),
  "fee-refunded": kind("fees", "soon", ["facility", "amount"], { call: false }),
  "fee-invoiced": kind("fees", "calm", ["facility"], { sms: false }),
  "appointment-booked": kind("visits", "calm", ["facility", "at"], { sms: false }),
  "appointment-reminder": kind("visits", "soon", ["facility", "at"]),
  "appointment-soon": kind("visits", "urgent", ["facility", "at"], { call: false }),
  "appointment-moved": kind("visits", "urgent", ["facility", "at"]),
  "appointment-cancelled": kind("visits", "urgent", ["facility", "at"]),
  "place-offered": kind("visits", "urgent", ["facility", "at"], { call: false }),
  "number-near": kind("visits", "urgent", ["facility"], { call: false }),
  "number-called": kind("visits", "urgent", ["facility"], { sms: false, call: false }),
  "teleconsult-received": kind("visits", "calm", ["facility", "at"], { sms: false }),
  "teleconsult-read": kind("visits", "calm", ["facility"], { sms: false }),
  "teleconsult-answered": kind("visits", "soon", ["facility"]),
  "teleconsult-emergency": kind("visits", "urgent", ["facility"]),
  "teleconsult-refused": kind("visits", "urgent", ["facility"]),
  "teleconsult-referred": kind("visits", "soon", ["facility", "at"], { call: false }),
  "teleconsult-cancelled": kind("visits", "calm", ["facility"], { sms: false }),
  "teleconsult-lapsed": kind("visits", "soon", ["facility"], { call: false }),
  "teleconsult-late": kind("visits", "soon", ["facility"], { call: false }),
  "teleconsult-said": kind("visits", "soon", ["facility"], { call: false }),
  "teleconsult-calls": kind("visits", "urgent", ["facility"], { call: false }),
  "teleconsult-report-answered": kind("visits", "soon", [], { call: false }),
  "teleconsult-call-soon": kind("visits", "urgent", ["facility", "at"], { call: false }),
  "session-invited": kind("visits", "soon", ["facility", "on"]),
  "session-cancelled": kind("visits", "soon", ["facility", "on"]),
  "dose-recorded": kind("visits", "calm", ["facility"], { sms: false }),
  "dose-taken-back": kind("visits", "soon", ["facility"], { call: false }),
  "dose-due": kind("doses", "soon", ["on"], { call: false }),
  "dose-due-again": kind("doses", "soon", ["on"]),
  "request-answered": kind("rights", "soon"),
  "export-ready": kind("rights", "calm", ["until"]),
  "security-incident": kind("safety", "urgent", ["on"]),
  "sign-in-new-device": kind("safety", "urgent", ["device", "at"], { call: false }),
} as const satisfies Record<string, Kind>;
export type KindName = keyof typeof kinds;
