CREATE TABLE "warehouse"."facility_freshness" (
	"facility_code" text PRIMARY KEY NOT NULL,
	"last_received_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "warehouse"."facility_months" (
	"facility_code" text NOT NULL,
	"month" date NOT NULL,
	"dossiers" integer DEFAULT 0 NOT NULL,
	"correct" integer DEFAULT 0 NOT NULL,
	"complete" integer DEFAULT 0 NOT NULL,
	"clean" integer DEFAULT 0 NOT NULL,
	"timed" integer DEFAULT 0 NOT NULL,
	"within_day" integer DEFAULT 0 NOT NULL,
	"by_fifth" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "facility_months_facility_code_month_pk" PRIMARY KEY("facility_code","month")
);
--> statement-breakpoint
CREATE TABLE "warehouse"."match_decisions" (
	"decision_id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "warehouse"."match_decisions_decision_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"held_id" uuid NOT NULL,
	"match_id" bigint,
	"what" text NOT NULL,
	"citizen_id" uuid,
	"reason" text,
	"by_id" uuid NOT NULL,
	"by_name" text NOT NULL,
	"desk_log_id" bigint NOT NULL,
	CONSTRAINT "match_decisions_what" CHECK ("warehouse"."match_decisions"."what" in ('proposed', 'withdrawn', 'confirmed', 'rejected', 'undone', 'set-aside', 'taken-back'))
);
--> statement-breakpoint
CREATE TABLE "warehouse"."matches" (
	"match_id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "warehouse"."matches_match_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"held_id" uuid NOT NULL,
	"citizen_id" uuid NOT NULL,
	"proposed_by" uuid NOT NULL,
	"proposed_by_name" text NOT NULL,
	"proposed_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"confirmed_by" uuid,
	"confirmed_by_name" text,
	"confirmed_at" timestamp with time zone,
	"ended_at" timestamp with time zone,
	"filed_at" timestamp with time zone,
	"outcome" text,
	"taken_out_at" timestamp with time zone,
	CONSTRAINT "matches_two_officers" CHECK ("warehouse"."matches"."confirmed_by" <> "warehouse"."matches"."proposed_by"),
	CONSTRAINT "matches_confirmed" CHECK (("warehouse"."matches"."confirmed_by" is null) = ("warehouse"."matches"."confirmed_at" is null)),
	CONSTRAINT "matches_filed" CHECK ("warehouse"."matches"."filed_at" is null or "warehouse"."matches"."confirmed_at" is not null)
);
--> statement-breakpoint
ALTER TABLE "warehouse"."quarantine" ADD COLUMN "held_id" uuid DEFAULT gen_random_uuid() NOT NULL;--> statement-breakpoint
ALTER TABLE "warehouse"."quarantine" ADD COLUMN "set_aside_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "warehouse"."quarantine" ADD COLUMN "set_aside_reason" text;--> statement-breakpoint
ALTER TABLE "warehouse"."quarantine" ADD COLUMN "error_code" text GENERATED ALWAYS AS (jsonb_path_query_first(problems, '$[*] ? (@.level == "error")') ->> 'code') STORED;--> statement-breakpoint
ALTER TABLE "warehouse"."quarantine" ADD COLUMN "error_field" text GENERATED ALWAYS AS (jsonb_path_query_first(problems, '$[*] ? (@.level == "error")') ->> 'field') STORED;--> statement-breakpoint
ALTER TABLE "warehouse"."quarantine" ADD COLUMN "problem_count" integer GENERATED ALWAYS AS (case jsonb_typeof(problems) when 'array' then jsonb_array_length(problems) else 0 end) STORED;--> statement-breakpoint
ALTER TABLE "warehouse"."received_files" ADD COLUMN "accepted" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "warehouse"."received_files" ADD COLUMN "replaced" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "warehouse"."received_files" ADD COLUMN "unchanged" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "warehouse"."received_files" ADD COLUMN "quarantined" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "warehouse"."received_files" ADD COLUMN "warnings" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "warehouse"."received_files" ADD COLUMN "broken" text;--> statement-breakpoint
ALTER TABLE "warehouse"."quarantine" ADD CONSTRAINT "quarantine_held_id_unique" UNIQUE("held_id");--> statement-breakpoint
ALTER TABLE "warehouse"."matches" ADD CONSTRAINT "matches_held_id_quarantine_held_id_fk" FOREIGN KEY ("held_id") REFERENCES "warehouse"."quarantine"("held_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "facility_months_month" ON "warehouse"."facility_months" USING btree ("month");--> statement-breakpoint
CREATE INDEX "match_decisions_held" ON "warehouse"."match_decisions" USING btree ("held_id","decision_id");--> statement-breakpoint
CREATE UNIQUE INDEX "matches_one_standing" ON "warehouse"."matches" USING btree ("held_id") WHERE "warehouse"."matches"."ended_at" is null;--> statement-breakpoint
CREATE INDEX "matches_held" ON "warehouse"."matches" USING btree ("held_id","match_id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "matches_to_file" ON "warehouse"."matches" USING btree ("confirmed_at") WHERE "warehouse"."matches"."confirmed_at" is not null and "warehouse"."matches"."filed_at" is null and "warehouse"."matches"."ended_at" is null;--> statement-breakpoint
CREATE INDEX "matches_to_take_out" ON "warehouse"."matches" USING btree ("ended_at") WHERE "warehouse"."matches"."filed_at" is not null and "warehouse"."matches"."ended_at" is not null and "warehouse"."matches"."taken_out_at" is null;--> statement-breakpoint
CREATE INDEX "quarantine_open_facility" ON "warehouse"."quarantine" USING btree ("facility_code","held_at" DESC NULLS LAST) WHERE "warehouse"."quarantine"."released_at" is null;--> statement-breakpoint
CREATE INDEX "quarantine_open_recent" ON "warehouse"."quarantine" USING btree ("held_at" DESC NULLS LAST,"held_id") WHERE "warehouse"."quarantine"."released_at" is null;--> statement-breakpoint
CREATE INDEX "received_files_recent" ON "warehouse"."received_files" USING btree ("received_at" DESC NULLS LAST,"file_id");