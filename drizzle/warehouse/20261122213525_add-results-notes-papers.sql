CREATE TABLE "warehouse"."notes" (
	"citizen_id" uuid NOT NULL,
	"encounter_id" uuid NOT NULL,
	"line" integer NOT NULL,
	"noted_at" timestamp with time zone,
	"course" text,
	"stage" text,
	"consultation" text,
	"operation" text,
	"author_ref" text,
	CONSTRAINT "notes_citizen_id_encounter_id_line_pk" PRIMARY KEY("citizen_id","encounter_id","line")
);
--> statement-breakpoint
CREATE TABLE "warehouse"."papers" (
	"citizen_id" uuid NOT NULL,
	"encounter_id" uuid NOT NULL,
	"line" integer NOT NULL,
	"kind" text NOT NULL,
	"number" text,
	"issued_on" date,
	"diagnosis" text,
	"from_on" date,
	"to_on" date,
	"days" integer,
	"follow_up_on" date,
	"destination_facility" text,
	"details" jsonb DEFAULT '{}'::jsonb NOT NULL,
	CONSTRAINT "papers_citizen_id_encounter_id_kind_line_pk" PRIMARY KEY("citizen_id","encounter_id","kind","line"),
	CONSTRAINT "papers_kind" CHECK ("warehouse"."papers"."kind" in ('discharge-paper', 'record-summary', 'birth-attestation', 'pregnancy-rest', 'sick-leave', 'referral', 'follow-up', 'hiv-care', 'tb-care'))
);
--> statement-breakpoint
CREATE TABLE "warehouse"."results" (
	"citizen_id" uuid NOT NULL,
	"encounter_id" uuid NOT NULL,
	"line" integer NOT NULL,
	"service_code" text,
	"code" text,
	"name" text,
	"value_text" text,
	"unit" text,
	"description" text,
	"conclusion" text,
	"result_at" timestamp with time zone,
	"reader_ref" text,
	CONSTRAINT "results_citizen_id_encounter_id_line_pk" PRIMARY KEY("citizen_id","encounter_id","line")
);
--> statement-breakpoint
ALTER TABLE "warehouse"."quarantine" DROP CONSTRAINT "quarantine_reason";--> statement-breakpoint
ALTER TABLE "warehouse"."notes" ADD CONSTRAINT "notes_citizen_id_encounter_id_encounters_citizen_id_encounter_id_fk" FOREIGN KEY ("citizen_id","encounter_id") REFERENCES "warehouse"."encounters"("citizen_id","encounter_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "warehouse"."papers" ADD CONSTRAINT "papers_citizen_id_encounter_id_encounters_citizen_id_encounter_id_fk" FOREIGN KEY ("citizen_id","encounter_id") REFERENCES "warehouse"."encounters"("citizen_id","encounter_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "warehouse"."results" ADD CONSTRAINT "results_citizen_id_encounter_id_encounters_citizen_id_encounter_id_fk" FOREIGN KEY ("citizen_id","encounter_id") REFERENCES "warehouse"."encounters"("citizen_id","encounter_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "warehouse"."quarantine" ADD CONSTRAINT "quarantine_reason" CHECK ("warehouse"."quarantine"."reason" in ('invalid', 'identity-mismatch', 'needs-matching', 'awaits-claim'));