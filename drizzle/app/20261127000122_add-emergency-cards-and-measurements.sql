CREATE TABLE "app"."emergency_cards" (
	"citizen_id" uuid NOT NULL,
	"card_id" uuid NOT NULL,
	"name" text NOT NULL,
	"born" text NOT NULL,
	"lines" jsonb NOT NULL,
	"checkable" text NOT NULL,
	"kid" text NOT NULL,
	"issued_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"advised_until" date NOT NULL,
	"opened_as" bigint NOT NULL,
	"withdrawn_at" timestamp with time zone,
	"withdrawn_as" bigint,
	CONSTRAINT "emergency_cards_citizen_id_card_id_pk" PRIMARY KEY("citizen_id","card_id"),
	CONSTRAINT "emergency_cards_lines" CHECK (jsonb_typeof("app"."emergency_cards"."lines") = 'array' and jsonb_array_length("app"."emergency_cards"."lines") between 1 and 60),
	CONSTRAINT "emergency_cards_size" CHECK (length("app"."emergency_cards"."lines"::text) <= 60000 and octet_length("app"."emergency_cards"."checkable") <= 1003),
	CONSTRAINT "emergency_cards_withdrawn" CHECK (("app"."emergency_cards"."withdrawn_at" is null) = ("app"."emergency_cards"."withdrawn_as" is null))
);
--> statement-breakpoint
CREATE TABLE "app"."measurements" (
	"citizen_id" uuid NOT NULL,
	"measurement_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"systolic" smallint,
	"diastolic" smallint,
	"pulse" smallint,
	"value" numeric(6, 2),
	"unit" text NOT NULL,
	"meal" text,
	"measured_at" timestamp with time zone NOT NULL,
	"note" text,
	"instead_of" uuid,
	"noted_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"actor_kind" text NOT NULL,
	"actor_id" uuid NOT NULL,
	"opened_as" bigint NOT NULL,
	"taken_back_at" timestamp with time zone,
	"taken_back_as" bigint,
	CONSTRAINT "measurements_citizen_id_measurement_id_pk" PRIMARY KEY("citizen_id","measurement_id"),
	CONSTRAINT "measurements_numbers" CHECK (case "app"."measurements"."kind"
        when 'blood-pressure' then "app"."measurements"."unit" = 'mmHg' and "app"."measurements"."systolic" between 50 and 300 and "app"."measurements"."diastolic" between 20 and 200
          and "app"."measurements"."diastolic" < "app"."measurements"."systolic" and coalesce("app"."measurements"."pulse" between 20 and 250, true) and "app"."measurements"."value" is null and "app"."measurements"."meal" is null
        when 'blood-sugar' then "app"."measurements"."meal" in ('fasting', 'after-meal', 'unknown')
          and ("app"."measurements"."unit" = 'mmol/L' and "app"."measurements"."value" between 0.5 and 60 or "app"."measurements"."unit" = 'mg/dL' and "app"."measurements"."value" between 10 and 1000)
          and num_nonnulls("app"."measurements"."systolic", "app"."measurements"."diastolic", "app"."measurements"."pulse") = 0
        when 'weight' then "app"."measurements"."unit" = 'kg' and "app"."measurements"."value" between 0.5 and 300 and num_nonnulls("app"."measurements"."systolic", "app"."measurements"."diastolic", "app"."measurements"."pulse", "app"."measurements"."meal") = 0
        when 'temperature' then "app"."measurements"."unit" = '°C' and "app"."measurements"."value" between 30 and 45 and num_nonnulls("app"."measurements"."systolic", "app"."measurements"."diastolic", "app"."measurements"."pulse", "app"."measurements"."meal") = 0
        else false end is true),
	CONSTRAINT "measurements_note" CHECK (length("app"."measurements"."note") <= 200),
	CONSTRAINT "measurements_taken_back" CHECK (("app"."measurements"."taken_back_at" is null) = ("app"."measurements"."taken_back_as" is null))
);
--> statement-breakpoint
ALTER TABLE "app"."history_entries" DROP CONSTRAINT "history_entries_topic";--> statement-breakpoint
ALTER TABLE "app"."teleconsult_shares" DROP CONSTRAINT "teleconsult_shares_parts";--> statement-breakpoint
CREATE INDEX "emergency_cards_latest" ON "app"."emergency_cards" USING btree ("citizen_id","issued_at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "measurements_standing" ON "app"."measurements" USING btree ("citizen_id","kind","measured_at" DESC NULLS LAST) WHERE taken_back_at is null;--> statement-breakpoint
ALTER TABLE "app"."history_entries" ADD CONSTRAINT "history_entries_topic" CHECK ("app"."history_entries"."topic" in ('allergy', 'illness', 'operation', 'family', 'blood-group', 'contact'));--> statement-breakpoint
ALTER TABLE "app"."teleconsult_shares" ADD CONSTRAINT "teleconsult_shares_parts" CHECK ("app"."teleconsult_shares"."parts" <@ array['encounters', 'encounter', 'conditions', 'medicines', 'results', 'history', 'measurements']);