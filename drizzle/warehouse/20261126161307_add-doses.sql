CREATE TABLE "warehouse"."doses" (
	"citizen_id" uuid NOT NULL,
	"dose_id" uuid NOT NULL,
	"facility_code" text NOT NULL,
	"dose_ref" text NOT NULL,
	"product" text,
	"vaccine_code" text NOT NULL,
	"sent_code" text,
	"antigens" text[] NOT NULL,
	"lot" text,
	"dose_number" integer,
	"site" text,
	"route" text,
	"given_on" date NOT NULL,
	"place" text,
	"place_code" text,
	"given_by" text,
	"document_ref" text,
	"standing" text NOT NULL,
	"format" text NOT NULL,
	"file_id" uuid NOT NULL,
	"made_at" timestamp with time zone,
	"received_at" timestamp with time zone NOT NULL,
	CONSTRAINT "doses_citizen_id_dose_id_pk" PRIMARY KEY("citizen_id","dose_id"),
	CONSTRAINT "doses_standing" CHECK (standing in ('recorded', 'reported', 'withdrawn')),
	CONSTRAINT "doses_format" CHECK ("warehouse"."doses"."format" in ('fhir', 'csv')),
	CONSTRAINT "doses_antigens" CHECK (cardinality("warehouse"."doses"."antigens") between 1 and 12),
	CONSTRAINT "doses_number" CHECK ("warehouse"."doses"."dose_number" between 1 and 99)
);
--> statement-breakpoint
CREATE TABLE "warehouse"."sent_doses" (
	"facility_code" text NOT NULL,
	"dose_ref" text NOT NULL,
	"citizen_id" uuid NOT NULL,
	"dose_id" uuid NOT NULL,
	"content_hash" "bytea" NOT NULL,
	"made_at" timestamp with time zone,
	"format" text NOT NULL,
	"file_id" uuid NOT NULL,
	"filed_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "sent_doses_facility_code_dose_ref_pk" PRIMARY KEY("facility_code","dose_ref"),
	CONSTRAINT "sent_doses_dose_id_unique" UNIQUE("dose_id")
);
--> statement-breakpoint
ALTER TABLE "warehouse"."inbox" DROP CONSTRAINT "inbox_kind";--> statement-breakpoint
ALTER TABLE "warehouse"."quarantine" ADD COLUMN "kind" text DEFAULT 'dossier' NOT NULL;--> statement-breakpoint
ALTER TABLE "warehouse"."doses" ADD CONSTRAINT "doses_citizen_id_citizens_citizen_id_fk" FOREIGN KEY ("citizen_id") REFERENCES "warehouse"."citizens"("citizen_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "doses_by_day" ON "warehouse"."doses" USING btree ("citizen_id","given_on","dose_id");--> statement-breakpoint
ALTER TABLE "warehouse"."inbox" ADD CONSTRAINT "inbox_kind" CHECK ("warehouse"."inbox"."kind" in ('xml', 'gzip', 'zip', 'json', 'csv', 'doses-gzip', 'doses-zip'));--> statement-breakpoint
ALTER TABLE "warehouse"."quarantine" ADD CONSTRAINT "quarantine_kind" CHECK ("warehouse"."quarantine"."kind" in ('dossier', 'dose-fhir', 'dose-csv'));