CREATE SCHEMA "warehouse";
--> statement-breakpoint
CREATE TABLE "warehouse"."citizens" (
	"citizen_id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"name" text NOT NULL,
	"birth_date" text NOT NULL,
	"sex" text NOT NULL,
	"ward_code" text,
	"address" text,
	"phone" text,
	"blood_group" text,
	"details_from" text NOT NULL,
	"details_as_of" timestamp with time zone NOT NULL,
	"registered_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "citizens_birth_date" CHECK ("warehouse"."citizens"."birth_date" ~ '^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$'),
	CONSTRAINT "citizens_sex" CHECK ("warehouse"."citizens"."sex" in ('male', 'female', 'undetermined')),
	CONSTRAINT "citizens_name" CHECK (length(btrim("warehouse"."citizens"."name")) between 1 and 255)
);
--> statement-breakpoint
CREATE TABLE "warehouse"."claims" (
	"facility_code" text NOT NULL,
	"claim_ref" text NOT NULL,
	"citizen_id" uuid NOT NULL,
	"encounter_id" uuid NOT NULL,
	"content_hash" "bytea" NOT NULL,
	"made_on" date,
	"paid_at" timestamp with time zone,
	"format" text NOT NULL,
	"file_id" uuid NOT NULL,
	"filed_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "claims_facility_code_claim_ref_pk" PRIMARY KEY("facility_code","claim_ref"),
	CONSTRAINT "claims_encounter_id_unique" UNIQUE("encounter_id")
);
--> statement-breakpoint
CREATE TABLE "warehouse"."conditions" (
	"citizen_id" uuid NOT NULL,
	"encounter_id" uuid NOT NULL,
	"line" integer NOT NULL,
	"role" text NOT NULL,
	"code" text NOT NULL,
	CONSTRAINT "conditions_citizen_id_encounter_id_line_pk" PRIMARY KEY("citizen_id","encounter_id","line"),
	CONSTRAINT "conditions_role" CHECK ("warehouse"."conditions"."role" in ('main', 'accompanying'))
);
--> statement-breakpoint
CREATE TABLE "warehouse"."encounters" (
	"citizen_id" uuid NOT NULL,
	"encounter_id" uuid NOT NULL,
	"facility_code" text NOT NULL,
	"encounter_ref" text NOT NULL,
	"care_kind" text,
	"patient_category" text,
	"arrived_at" timestamp with time zone NOT NULL,
	"admitted_at" timestamp with time zone,
	"ended_at" timestamp with time zone,
	"treatment_days" integer,
	"reason" text,
	"admission_reason" text,
	"provisional_diagnosis" text,
	"final_diagnosis" text,
	"treatment" text,
	"doctor_note" text,
	"outcome" text,
	"discharge_kind" text,
	"department_codes" text[] DEFAULT '{}' NOT NULL,
	"weight_kg" numeric(6, 2),
	"next_visit_on" date[] DEFAULT '{}' NOT NULL,
	"referred_from" text,
	"referred_to" text,
	"total_vnd" numeric(17, 2),
	"insured_total_vnd" numeric(17, 2),
	"insurance_pays_vnd" numeric(17, 2),
	"copayment_vnd" numeric(17, 2),
	"self_pay_vnd" numeric(17, 2),
	"other_sources_vnd" numeric(17, 2),
	"paid_at" timestamp with time zone,
	"format" text NOT NULL,
	"file_id" uuid NOT NULL,
	"made_on" date,
	"received_at" timestamp with time zone NOT NULL,
	CONSTRAINT "encounters_citizen_id_encounter_id_pk" PRIMARY KEY("citizen_id","encounter_id"),
	CONSTRAINT "encounters_format" CHECK ("warehouse"."encounters"."format" in ('4210', '130', '4750', '3176', 'checkin'))
);
--> statement-breakpoint
CREATE TABLE "warehouse"."filings" (
	"filing_id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "warehouse"."filings_filing_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"facility_code" text,
	"claim_ref" text,
	"citizen_id" uuid,
	"content_hash" "bytea",
	"file_id" uuid NOT NULL,
	"what" text NOT NULL,
	CONSTRAINT "filings_what" CHECK ("warehouse"."filings"."what" in ('accepted', 'replaced', 'unchanged', 'older', 'quarantined', 'released'))
);
--> statement-breakpoint
CREATE TABLE "warehouse"."identifiers" (
	"kind" text NOT NULL,
	"value" text NOT NULL,
	"citizen_id" uuid NOT NULL,
	"seen_from" text NOT NULL,
	"seen_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "identifiers_kind_value_citizen_id_pk" PRIMARY KEY("kind","value","citizen_id"),
	CONSTRAINT "identifiers_kind" CHECK ("warehouse"."identifiers"."kind" in ('personal-id', 'social-insurance')),
	CONSTRAINT "identifiers_personal_id" CHECK ("warehouse"."identifiers"."kind" <> 'personal-id' or "warehouse"."identifiers"."value" ~ '^[0-9]{12}$')
);
--> statement-breakpoint
CREATE TABLE "warehouse"."insurance_cards" (
	"citizen_id" uuid NOT NULL,
	"encounter_id" uuid NOT NULL,
	"card_number" text NOT NULL,
	"valid_from" date NOT NULL,
	"valid_to" date,
	"registered_facility" text,
	"facility_code" text NOT NULL,
	"shown_at" timestamp with time zone NOT NULL,
	"received_at" timestamp with time zone NOT NULL,
	CONSTRAINT "insurance_cards_shown" PRIMARY KEY("citizen_id","encounter_id","card_number","valid_from")
);
--> statement-breakpoint
CREATE TABLE "warehouse"."medicines" (
	"citizen_id" uuid NOT NULL,
	"encounter_id" uuid NOT NULL,
	"line" integer NOT NULL,
	"code" text,
	"name" text NOT NULL,
	"strength" text,
	"form" text,
	"route" text,
	"dose_text" text,
	"instructions" text,
	"given_at" timestamp with time zone,
	"unit_price_vnd" numeric(18, 3),
	"unit" text,
	"quantity" numeric(15, 3),
	"total_vnd" numeric(17, 2),
	"insured_total_vnd" numeric(17, 2),
	"insurance_pays_vnd" numeric(17, 2),
	"copayment_vnd" numeric(17, 2),
	"self_pay_vnd" numeric(17, 2),
	"cost_group" text,
	"ordered_at" timestamp with time zone,
	"department_code" text,
	"practitioner_ref" text,
	CONSTRAINT "medicines_citizen_id_encounter_id_line_pk" PRIMARY KEY("citizen_id","encounter_id","line")
);
--> statement-breakpoint
CREATE TABLE "warehouse"."quarantine" (
	"facility_code" text NOT NULL,
	"claim_ref" text NOT NULL,
	"content_hash" "bytea" NOT NULL,
	"file_id" uuid NOT NULL,
	"place" integer NOT NULL,
	"reason" text NOT NULL,
	"problems" jsonb NOT NULL,
	"original" "bytea" NOT NULL,
	"made_on" date,
	"personal_id" text,
	"social_insurance_numbers" text[] DEFAULT '{}' NOT NULL,
	"name" text,
	"birth_date" text,
	"held_at" timestamp with time zone DEFAULT now() NOT NULL,
	"released_at" timestamp with time zone,
	CONSTRAINT "quarantine_facility_code_claim_ref_content_hash_pk" PRIMARY KEY("facility_code","claim_ref","content_hash"),
	CONSTRAINT "quarantine_reason" CHECK ("warehouse"."quarantine"."reason" in ('invalid', 'identity-mismatch', 'needs-matching'))
);
--> statement-breakpoint
CREATE TABLE "warehouse"."received_files" (
	"file_id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"sha256" "bytea" NOT NULL,
	"name" text NOT NULL,
	"bytes" bigint NOT NULL,
	"facility_code" text,
	"format" text,
	"received_at" timestamp with time zone DEFAULT now() NOT NULL,
	"filed_at" timestamp with time zone,
	CONSTRAINT "received_files_sha256_unique" UNIQUE("sha256")
);
--> statement-breakpoint
CREATE TABLE "warehouse"."services" (
	"citizen_id" uuid NOT NULL,
	"encounter_id" uuid NOT NULL,
	"line" integer NOT NULL,
	"kind" text NOT NULL,
	"code" text,
	"name" text NOT NULL,
	"performed_at" timestamp with time zone,
	"result_at" timestamp with time zone,
	"performer_ref" text,
	"unit_price_vnd" numeric(18, 3),
	"unit" text,
	"quantity" numeric(15, 3),
	"total_vnd" numeric(17, 2),
	"insured_total_vnd" numeric(17, 2),
	"insurance_pays_vnd" numeric(17, 2),
	"copayment_vnd" numeric(17, 2),
	"self_pay_vnd" numeric(17, 2),
	"cost_group" text,
	"ordered_at" timestamp with time zone,
	"department_code" text,
	"practitioner_ref" text,
	CONSTRAINT "services_citizen_id_encounter_id_line_pk" PRIMARY KEY("citizen_id","encounter_id","line"),
	CONSTRAINT "services_kind" CHECK ("warehouse"."services"."kind" in ('service', 'supply'))
);
--> statement-breakpoint
ALTER TABLE "warehouse"."conditions" ADD CONSTRAINT "conditions_citizen_id_encounter_id_encounters_citizen_id_encounter_id_fk" FOREIGN KEY ("citizen_id","encounter_id") REFERENCES "warehouse"."encounters"("citizen_id","encounter_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "warehouse"."encounters" ADD CONSTRAINT "encounters_citizen_id_citizens_citizen_id_fk" FOREIGN KEY ("citizen_id") REFERENCES "warehouse"."citizens"("citizen_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "warehouse"."identifiers" ADD CONSTRAINT "identifiers_citizen_id_citizens_citizen_id_fk" FOREIGN KEY ("citizen_id") REFERENCES "warehouse"."citizens"("citizen_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "warehouse"."insurance_cards" ADD CONSTRAINT "insurance_cards_citizen_id_citizens_citizen_id_fk" FOREIGN KEY ("citizen_id") REFERENCES "warehouse"."citizens"("citizen_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "warehouse"."medicines" ADD CONSTRAINT "medicines_citizen_id_encounter_id_encounters_citizen_id_encounter_id_fk" FOREIGN KEY ("citizen_id","encounter_id") REFERENCES "warehouse"."encounters"("citizen_id","encounter_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "warehouse"."services" ADD CONSTRAINT "services_citizen_id_encounter_id_encounters_citizen_id_encounter_id_fk" FOREIGN KEY ("citizen_id","encounter_id") REFERENCES "warehouse"."encounters"("citizen_id","encounter_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "encounters_recent" ON "warehouse"."encounters" USING btree ("citizen_id","arrived_at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "filings_claim" ON "warehouse"."filings" USING btree ("facility_code","claim_ref","filing_id");--> statement-breakpoint
CREATE INDEX "filings_file" ON "warehouse"."filings" USING btree ("file_id");--> statement-breakpoint
CREATE INDEX "identifiers_citizen" ON "warehouse"."identifiers" USING btree ("citizen_id");--> statement-breakpoint
CREATE INDEX "quarantine_open" ON "warehouse"."quarantine" USING btree ("reason","held_at") WHERE "warehouse"."quarantine"."released_at" is null;--> statement-breakpoint
CREATE INDEX "received_files_facility" ON "warehouse"."received_files" USING btree ("facility_code","received_at" DESC NULLS LAST);