CREATE TABLE "app"."correction_drafts" (
	"citizen_id" uuid NOT NULL,
	"case_id" uuid NOT NULL,
	"of" text NOT NULL,
	"reason" text,
	"wanted" text,
	"attachment_id" uuid,
	"at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "correction_drafts_citizen_id_case_id_pk" PRIMARY KEY("citizen_id","case_id"),
	CONSTRAINT "correction_drafts_of" CHECK (length("app"."correction_drafts"."of") <= 200),
	CONSTRAINT "correction_drafts_reason" CHECK ("app"."correction_drafts"."reason" ~ '^[a-z][a-z-]{0,29}$'),
	CONSTRAINT "correction_drafts_wanted" CHECK (length("app"."correction_drafts"."wanted") <= 1000)
);
--> statement-breakpoint
CREATE TABLE "app"."correction_events" (
	"citizen_id" uuid NOT NULL,
	"case_id" uuid NOT NULL,
	"event_no" integer NOT NULL,
	"at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"what" text NOT NULL,
	"actor_kind" text NOT NULL,
	"actor_id" uuid,
	"actor_name" text NOT NULL,
	"facility_code" text,
	"said" text,
	"entry_id" uuid,
	"attachment_id" uuid,
	"opened_as" bigint,
	CONSTRAINT "correction_events_citizen_id_case_id_event_no_pk" PRIMARY KEY("citizen_id","case_id","event_no"),
	CONSTRAINT "correction_events_what" CHECK ("app"."correction_events"."what" in ('sent', 'taken', 'checking', 'said', 'answered', 'appealed', 'withdrawn', 'arrived', 'escalated', 'reminded')),
	CONSTRAINT "correction_events_actor_kind" CHECK ("app"."correction_events"."actor_kind" in ('citizen', 'staff', 'system')),
	CONSTRAINT "correction_events_said" CHECK (length("app"."correction_events"."said") between 1 and 1000)
);
--> statement-breakpoint
CREATE TABLE "app"."corrections" (
	"citizen_id" uuid NOT NULL,
	"case_id" uuid NOT NULL,
	"code" text NOT NULL,
	"facility_code" text,
	"kind" text NOT NULL,
	"target" text NOT NULL,
	"encounter_id" uuid,
	"claim_ref" text,
	"happened_on" date,
	"private" boolean DEFAULT false NOT NULL,
	"person" jsonb,
	"stood" jsonb NOT NULL,
	"source_received_at" timestamp with time zone,
	"reason" text NOT NULL,
	"wanted" text NOT NULL,
	"sent_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"reply_due_on" date NOT NULL,
	"mend_due_on" date NOT NULL,
	"taken_at" timestamp with time zone,
	"taken_by" uuid,
	"taken_by_name" text,
	"checking_at" timestamp with time zone,
	"first_answered_at" timestamp with time zone,
	"answered_at" timestamp with time zone,
	"answer" text,
	"answered_by_name" text,
	"answered_at_facility" text,
	"answer_text" text,
	"mended_to" text,
	"note" text,
	"arrived" jsonb,
	"closed_at" timestamp with time zone,
	"closed_because" text,
	"escalated_at" timestamp with time zone,
	"appealed_at" timestamp with time zone,
	CONSTRAINT "corrections_citizen_id_case_id_pk" PRIMARY KEY("citizen_id","case_id"),
	CONSTRAINT "corrections_code_unique" UNIQUE("code"),
	CONSTRAINT "corrections_case" UNIQUE("case_id"),
	CONSTRAINT "corrections_kind" CHECK ("app"."corrections"."kind" ~ '^[a-z][a-z-]{0,29}$'),
	CONSTRAINT "corrections_reason" CHECK ("app"."corrections"."reason" ~ '^[a-z][a-z-]{0,29}$'),
	CONSTRAINT "corrections_target" CHECK (length("app"."corrections"."target") between 3 and 160),
	CONSTRAINT "corrections_stood" CHECK (jsonb_typeof("app"."corrections"."stood") = 'object' and length("app"."corrections"."stood"::text) <= 12000),
	CONSTRAINT "corrections_person" CHECK (length("app"."corrections"."person"::text) <= 1000),
	CONSTRAINT "corrections_wanted" CHECK (length("app"."corrections"."wanted") <= 1000),
	CONSTRAINT "corrections_due" CHECK ("app"."corrections"."reply_due_on" between (coalesce("app"."corrections"."appealed_at", "app"."corrections"."sent_at") at time zone 'UTC')::date and (coalesce("app"."corrections"."appealed_at", "app"."corrections"."sent_at") at time zone 'UTC')::date + 7 and "app"."corrections"."mend_due_on" between "app"."corrections"."reply_due_on" and (coalesce("app"."corrections"."appealed_at", "app"."corrections"."sent_at") at time zone 'UTC')::date + 21),
	CONSTRAINT "corrections_taken" CHECK (("app"."corrections"."taken_at" is null) = ("app"."corrections"."taken_by" is null)),
	CONSTRAINT "corrections_answer" CHECK ("app"."corrections"."answer" in ('mended', 'annotated', 'refused', 'ruled-out')),
	CONSTRAINT "corrections_answered_when" CHECK (("app"."corrections"."answer" is null) = ("app"."corrections"."answered_at" is null)),
	CONSTRAINT "corrections_mended_to" CHECK (("app"."corrections"."answer" = 'mended') = ("app"."corrections"."mended_to" is not null)),
	CONSTRAINT "corrections_note" CHECK (("app"."corrections"."answer" = 'annotated') = ("app"."corrections"."note" is not null)),
	CONSTRAINT "corrections_notes" CHECK ("app"."corrections"."note" in ('being-verified', 'person-disagrees')),
	CONSTRAINT "corrections_ruled_out" CHECK ("app"."corrections"."answer" <> 'ruled-out' or "app"."corrections"."kind" = 'condition'),
	CONSTRAINT "corrections_closed" CHECK (("app"."corrections"."closed_at" is null) = ("app"."corrections"."closed_because" is null)),
	CONSTRAINT "corrections_closed_because" CHECK ("app"."corrections"."closed_because" in ('answered', 'withdrawn', 'arrived'))
);
--> statement-breakpoint
ALTER TABLE "app"."correction_events" ADD CONSTRAINT "correction_events_of_case" FOREIGN KEY ("citizen_id","case_id") REFERENCES "app"."corrections"("citizen_id","case_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "correction_events_entry" ON "app"."correction_events" USING btree ("citizen_id","case_id","entry_id") WHERE "app"."correction_events"."entry_id" is not null;--> statement-breakpoint
CREATE INDEX "correction_events_attachment" ON "app"."correction_events" USING btree ("citizen_id","attachment_id") WHERE "app"."correction_events"."attachment_id" is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "corrections_one_open" ON "app"."corrections" USING btree ("citizen_id","target") WHERE "app"."corrections"."closed_at" is null;--> statement-breakpoint
CREATE INDEX "corrections_of_visit" ON "app"."corrections" USING btree ("citizen_id","encounter_id");--> statement-breakpoint
CREATE INDEX "corrections_open_of_facility" ON "app"."corrections" USING btree ("facility_code","mend_due_on","case_id") WHERE "app"."corrections"."closed_at" is null;--> statement-breakpoint
CREATE INDEX "corrections_closed_of_facility" ON "app"."corrections" USING btree ("facility_code","closed_at") WHERE "app"."corrections"."closed_at" is not null;--> statement-breakpoint
CREATE INDEX "corrections_open" ON "app"."corrections" USING btree ("case_id") WHERE "app"."corrections"."closed_at" is null;--> statement-breakpoint
CREATE INDEX "corrections_answered" ON "app"."corrections" USING btree ("facility_code","first_answered_at") WHERE "app"."corrections"."first_answered_at" is not null;