CREATE TABLE "warehouse"."moves" (
	"citizen_id" uuid NOT NULL,
	"moved_at" timestamp with time zone DEFAULT now() NOT NULL,
	"encounter_id" uuid NOT NULL,
	"direction" text NOT NULL,
	"facility_code" text NOT NULL,
	"arrived_at" timestamp with time zone NOT NULL,
	CONSTRAINT "moves_citizen_id_moved_at_encounter_id_pk" PRIMARY KEY("citizen_id","moved_at","encounter_id"),
	CONSTRAINT "moves_direction" CHECK ("warehouse"."moves"."direction" in ('left', 'entered'))
);
--> statement-breakpoint
CREATE TABLE "warehouse"."told_details" (
	"citizen_id" uuid NOT NULL,
	"encounter_id" uuid NOT NULL,
	"name" text NOT NULL,
	"birth_date" text NOT NULL,
	"sex" text NOT NULL,
	"ward_code" text,
	"address" text,
	"phone" text,
	"blood_group" text,
	"facility_code" text NOT NULL,
	"seen_at" timestamp with time zone NOT NULL,
	CONSTRAINT "told_details_citizen_id_encounter_id_pk" PRIMARY KEY("citizen_id","encounter_id")
);
--> statement-breakpoint
ALTER TABLE "warehouse"."filings" DROP CONSTRAINT "filings_what";--> statement-breakpoint
ALTER TABLE "warehouse"."identifiers" DROP CONSTRAINT "identifiers_kind";--> statement-breakpoint
ALTER TABLE "warehouse"."moves" ADD CONSTRAINT "moves_citizen_id_citizens_citizen_id_fk" FOREIGN KEY ("citizen_id") REFERENCES "warehouse"."citizens"("citizen_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "warehouse"."told_details" ADD CONSTRAINT "told_details_citizen_id_citizens_citizen_id_fk" FOREIGN KEY ("citizen_id") REFERENCES "warehouse"."citizens"("citizen_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "warehouse"."filings" ADD CONSTRAINT "filings_what" CHECK ("warehouse"."filings"."what" in ('accepted', 'replaced', 'unchanged', 'older', 'quarantined', 'released', 'left'));--> statement-breakpoint
ALTER TABLE "warehouse"."identifiers" ADD CONSTRAINT "identifiers_kind" CHECK ("warehouse"."identifiers"."kind" in ('personal-id', 'social-insurance', 'newborn'));