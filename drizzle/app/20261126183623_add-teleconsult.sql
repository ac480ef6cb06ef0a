CREATE TABLE "app"."emergency_places" (
	"facility_code" text PRIMARY KEY NOT NULL,
	"phone" text NOT NULL,
	"changed_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "emergency_places_phone" CHECK ("app"."emergency_places"."phone" ~ '^[0-9]{3,11}$')
);
--> statement-breakpoint
CREATE TABLE "app"."remote_conditions" (
	"code" text NOT NULL,
	"name" text NOT NULL,
	"source" text NOT NULL,
	"valid_from" date NOT NULL,
	"valid_until" date,
	"entered_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"entered_by_name" text NOT NULL,
	CONSTRAINT "remote_conditions_code" CHECK ("app"."remote_conditions"."code" ~ '^[A-Z][0-9]{2}(\.[0-9]{1,2})?$'),
	CONSTRAINT "remote_conditions_words" CHECK (length("app"."remote_conditions"."name") between 2 and 300 and length("app"."remote_conditions"."source") between 3 and 300),
	CONSTRAINT "remote_conditions_days" CHECK ("app"."remote_conditions"."valid_until" >= "app"."remote_conditions"."valid_from")
);
--> statement-breakpoint
CREATE TABLE "app"."teleconsult_answers" (
	"citizen_id" uuid NOT NULL,
	"case_id" uuid NOT NULL,
	"answer_no" smallint NOT NULL,
	"outcome" text NOT NULL,
	"summary" text NOT NULL,
	"advice" text DEFAULT '' NOT NULL,
	"warning" text DEFAULT '' NOT NULL,
	"lines" jsonb NOT NULL,
	"visit_service_id" uuid,
	"visit_within_days" smallint,
	"facility_code" text NOT NULL,
	"staff_id" uuid NOT NULL,
	"staff_name" text NOT NULL,
	"staff_title" text,
	"signed_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"signature" text NOT NULL,
	"encounter_id" uuid NOT NULL,
	"filed_at" timestamp with time zone,
	"next_file_at" timestamp with time zone DEFAULT clock_timestamp(),
	"opened_as" bigint,
	CONSTRAINT "teleconsult_answers_citizen_id_case_id_answer_no_pk" PRIMARY KEY("citizen_id","case_id","answer_no"),
	CONSTRAINT "teleconsult_answers_outcome" CHECK ("app"."teleconsult_answers"."outcome" in ('advice', 'visit', 'emergency')),
	CONSTRAINT "teleconsult_answers_summary" CHECK (length(btrim("app"."teleconsult_answers"."summary")) between 3 and 4000),
	CONSTRAINT "teleconsult_answers_words" CHECK (length("app"."teleconsult_answers"."advice") <= 8000 and length("app"."teleconsult_answers"."warning") <= 4000),
	CONSTRAINT "teleconsult_answers_lines" CHECK (length("app"."teleconsult_answers"."lines"::text) <= 40000),
	CONSTRAINT "teleconsult_answers_visit" CHECK ("app"."teleconsult_answers"."visit_within_days" between 0 and 90),
	CONSTRAINT "teleconsult_answers_filed" CHECK ("app"."teleconsult_answers"."filed_at" is null or "app"."teleconsult_answers"."next_file_at" is null)
);
--> statement-breakpoint
CREATE TABLE "app"."teleconsult_cases" (
	"citizen_id" uuid NOT NULL,
	"case_id" uuid NOT NULL,
	"code" text NOT NULL,
	"citizen_name" text NOT NULL,
	"citizen_born" text,
	"asked_by" uuid NOT NULL,
	"asked_by_name" text,
	"facility_code" text NOT NULL,
	"level" text NOT NULL,
	"wants_specialist" boolean DEFAULT false NOT NULL,
	"way" text NOT NULL,
	"urgency" text DEFAULT 'ordinary' NOT NULL,
	"status" text NOT NULL,
	"trouble" text NOT NULL,
	"body_part" text DEFAULT '' NOT NULL,
	"since" text DEFAULT '' NOT NULL,
	"severity" text NOT NULL,
	"photos" uuid[] DEFAULT '{}' NOT NULL,
	"shift_id" uuid,
	"call_at" timestamp with time zone,
	"call_minutes" smallint,
	"price_vnd" bigint DEFAULT 0 NOT NULL,
	"note_id" uuid,
	"made_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"sent_at" timestamp with time zone,
	"promised_at" timestamp with time zone,
	"first_claimed_at" timestamp with time zone,
	"claimed_by" uuid,
	"claimed_by_name" text,
	"claimed_at" timestamp with time zone,
	"claim_until" timestamp with time zone,
	"answered_at" timestamp with time zone,
	"outcome" text,
	"ended_at" timestamp with time zone,
	"ended_because" text,
	"rounds" smallint DEFAULT 1 NOT NULL,
	"second_until" timestamp with time zone,
	"helpful" text,
	"helpful_words" text,
	"helpful_at" timestamp with time zone,
	"version" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "teleconsult_cases_citizen_id_case_id_pk" PRIMARY KEY("citizen_id","case_id"),
	CONSTRAINT "teleconsult_cases_case" UNIQUE("case_id"),
	CONSTRAINT "teleconsult_cases_code" UNIQUE("code"),
	CONSTRAINT "teleconsult_cases_level" CHECK ("app"."teleconsult_cases"."level" in ('initial', 'basic', 'specialised')),
	CONSTRAINT "teleconsult_cases_way" CHECK ("app"."teleconsult_cases"."way" in ('written', 'voice', 'video')),
	CONSTRAINT "teleconsult_cases_urgency" CHECK ("app"."teleconsult_cases"."urgency" in ('ordinary', 'soon', 'urgent')),
	CONSTRAINT "teleconsult_cases_status" CHECK ("app"."teleconsult_cases"."status" in ('unpaid', 'sent', 'reading', 'answered', 'refused', 'cancelled', 'lapsed')),
	CONSTRAINT "teleconsult_cases_trouble" CHECK (length(btrim("app"."teleconsult_cases"."trouble")) between 3 and 4000),
	CONSTRAINT "teleconsult_cases_words" CHECK (length("app"."teleconsult_cases"."body_part") <= 200 and length("app"."teleconsult_cases"."since") <= 200),
	CONSTRAINT "teleconsult_cases_severity" CHECK ("app"."teleconsult_cases"."severity" in ('mild', 'moderate', 'severe', 'unknown')),
	CONSTRAINT "teleconsult_cases_photos" CHECK (cardinality("app"."teleconsult_cases"."photos") <= 6),
	CONSTRAINT "teleconsult_cases_call" CHECK (("app"."teleconsult_cases"."call_at" is null) = ("app"."teleconsult_cases"."shift_id" is null) and ("app"."teleconsult_cases"."call_at" is null) = ("app"."teleconsult_cases"."call_minutes" is null) and ("app"."teleconsult_cases"."way" = 'written' or "app"."teleconsult_cases"."call_at" is not null)),
	CONSTRAINT "teleconsult_cases_price" CHECK ("app"."teleconsult_cases"."price_vnd" between 0 and 999999999),
	CONSTRAINT "teleconsult_cases_promise" CHECK (("app"."teleconsult_cases"."sent_at" is null) = ("app"."teleconsult_cases"."promised_at" is null)),
	CONSTRAINT "teleconsult_cases_sent" CHECK (("app"."teleconsult_cases"."status" in ('unpaid', 'lapsed')) = ("app"."teleconsult_cases"."sent_at" is null) or "app"."teleconsult_cases"."status" = 'cancelled'),
	CONSTRAINT "teleconsult_cases_claim" CHECK (("app"."teleconsult_cases"."claimed_by" is null) = ("app"."teleconsult_cases"."claimed_at" is null) and ("app"."teleconsult_cases"."claimed_by" is null) = ("app"."teleconsult_cases"."claimed_by_name" is null)),
	CONSTRAINT "teleconsult_cases_read" CHECK ("app"."teleconsult_cases"."status" <> 'reading' or "app"."teleconsult_cases"."claimed_by" is not null),
	CONSTRAINT "teleconsult_cases_unclaimed" CHECK ("app"."teleconsult_cases"."status" <> 'sent' or "app"."teleconsult_cases"."claimed_by" is null),
	CONSTRAINT "teleconsult_cases_outcome" CHECK ("app"."teleconsult_cases"."outcome" in ('advice', 'visit', 'emergency')),
	CONSTRAINT "teleconsult_cases_ended" CHECK (("app"."teleconsult_cases"."status" in ('answered', 'refused', 'cancelled', 'lapsed')) = ("app"."teleconsult_cases"."ended_at" is not null)),
	CONSTRAINT "teleconsult_cases_because" CHECK (length("app"."teleconsult_cases"."ended_because") <= 1000),
	CONSTRAINT "teleconsult_cases_rounds" CHECK ("app"."teleconsult_cases"."rounds" between 1 and 2),
	CONSTRAINT "teleconsult_cases_helpful" CHECK ("app"."teleconsult_cases"."helpful" in ('yes', 'partly', 'no') and length("app"."teleconsult_cases"."helpful_words") <= 1000)
);
--> statement-breakpoint
CREATE TABLE "app"."teleconsult_drafts" (
	"citizen_id" uuid NOT NULL,
	"case_id" uuid NOT NULL,
	"asked_by" uuid NOT NULL,
	"answers" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"photos" uuid[] DEFAULT '{}' NOT NULL,
	"at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "teleconsult_drafts_citizen_id_case_id_pk" PRIMARY KEY("citizen_id","case_id"),
	CONSTRAINT "teleconsult_drafts_answers" CHECK (length("app"."teleconsult_drafts"."answers"::text) <= 12000),
	CONSTRAINT "teleconsult_drafts_photos" CHECK (cardinality("app"."teleconsult_drafts"."photos") <= 6)
);
--> statement-breakpoint
CREATE TABLE "app"."teleconsult_red_flags" (
	"citizen_id" uuid NOT NULL,
	"flag_id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "app"."teleconsult_red_flags_flag_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"case_id" uuid NOT NULL,
	"flags" text[] NOT NULL,
	"at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"asked_by" uuid NOT NULL,
	"opened_as" bigint,
	CONSTRAINT "teleconsult_red_flags_citizen_id_flag_id_pk" PRIMARY KEY("citizen_id","flag_id"),
	CONSTRAINT "teleconsult_red_flags_some" CHECK (cardinality("app"."teleconsult_red_flags"."flags") between 1 and 20)
);
--> statement-breakpoint
CREATE TABLE "app"."teleconsult_referrals" (
	"citizen_id" uuid NOT NULL,
	"case_id" uuid NOT NULL,
	"referral_no" smallint NOT NULL,
	"at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"from_facility" text NOT NULL,
	"to_facility" text NOT NULL,
	"hand_over" text NOT NULL,
	"staff_id" uuid NOT NULL,
	"staff_name" text NOT NULL,
	CONSTRAINT "teleconsult_referrals_citizen_id_case_id_referral_no_pk" PRIMARY KEY("citizen_id","case_id","referral_no"),
	CONSTRAINT "teleconsult_referrals_away" CHECK ("app"."teleconsult_referrals"."from_facility" <> "app"."teleconsult_referrals"."to_facility"),
	CONSTRAINT "teleconsult_referrals_words" CHECK (length(btrim("app"."teleconsult_referrals"."hand_over")) between 3 and 4000)
);
--> statement-breakpoint
CREATE TABLE "app"."teleconsult_reports" (
	"citizen_id" uuid NOT NULL,
	"case_id" uuid NOT NULL,
	"facility_code" text NOT NULL,
	"words" text NOT NULL,
	"at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"answer_by" date NOT NULL,
	"answer" text,
	"answered_at" timestamp with time zone,
	"officer_name" text,
	CONSTRAINT "teleconsult_reports_citizen_id_case_id_pk" PRIMARY KEY("citizen_id","case_id"),
	CONSTRAINT "teleconsult_reports_words" CHECK (length(btrim("app"."teleconsult_reports"."words")) between 3 and 2000),
	CONSTRAINT "teleconsult_reports_answer" CHECK (("app"."teleconsult_reports"."answer" is null) = ("app"."teleconsult_reports"."answered_at" is null))
);
--> statement-breakpoint
CREATE TABLE "app"."teleconsult_shares" (
	"citizen_id" uuid NOT NULL,
	"case_id" uuid NOT NULL,
	"share_no" smallint NOT NULL,
	"parts" text[] NOT NULL,
	"may_refer" boolean DEFAULT false NOT NULL,
	"wording" text NOT NULL,
	"given_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"given_by" uuid NOT NULL,
	"opened_as" bigint NOT NULL,
	"ended_at" timestamp with time zone,
	"ended_because" text,
	CONSTRAINT "teleconsult_shares_citizen_id_case_id_share_no_pk" PRIMARY KEY("citizen_id","case_id","share_no"),
	CONSTRAINT "teleconsult_shares_parts" CHECK ("app"."teleconsult_shares"."parts" <@ array['encounters', 'encounter', 'conditions', 'medicines', 'results', 'history']),
	CONSTRAINT "teleconsult_shares_wording" CHECK (length("app"."teleconsult_shares"."wording") between 1 and 40),
	CONSTRAINT "teleconsult_shares_ended" CHECK (("app"."teleconsult_shares"."ended_at" is null) = ("app"."teleconsult_shares"."ended_because" is null)),
	CONSTRAINT "teleconsult_shares_because" CHECK ("app"."teleconsult_shares"."ended_because" in ('withdrawn', 'changed', 'closed'))
);
--> statement-breakpoint
CREATE TABLE "app"."teleconsult_shifts" (
	"shift_id" uuid PRIMARY KEY NOT NULL,
	"facility_code" text NOT NULL,
	"doctor_name" text NOT NULL,
	"weekday" smallint NOT NULL,
	"from_minute" smallint NOT NULL,
	"until_minute" smallint NOT NULL,
	"call_minutes" smallint DEFAULT 15 NOT NULL,
	"valid_from" date NOT NULL,
	"valid_until" date,
	"ended_at" timestamp with time zone,
	CONSTRAINT "teleconsult_shifts_doctor" CHECK (length(btrim("app"."teleconsult_shifts"."doctor_name")) between 2 and 120),
	CONSTRAINT "teleconsult_shifts_weekday" CHECK ("app"."teleconsult_shifts"."weekday" between 1 and 7),
	CONSTRAINT "teleconsult_shifts_minutes" CHECK ("app"."teleconsult_shifts"."from_minute" between 0 and 1425 and "app"."teleconsult_shifts"."until_minute" between "app"."teleconsult_shifts"."from_minute" + 15 and 1440),
	CONSTRAINT "teleconsult_shifts_call" CHECK ("app"."teleconsult_shifts"."call_minutes" between 5 and 60)
);
--> statement-breakpoint
CREATE TABLE "app"."teleconsult_steps" (
	"citizen_id" uuid NOT NULL,
	"case_id" uuid NOT NULL,
	"step_no" integer NOT NULL,
	"at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"what" text NOT NULL,
	"actor_kind" text NOT NULL,
	"actor_id" uuid,
	"actor_name" text DEFAULT '' NOT NULL,
	"facility_code" text,
	"details" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"opened_as" bigint,
	CONSTRAINT "teleconsult_steps_citizen_id_case_id_step_no_pk" PRIMARY KEY("citizen_id","case_id","step_no"),
	CONSTRAINT "teleconsult_steps_what" CHECK ("app"."teleconsult_steps"."what" ~ '^[a-z][a-z-]{2,39}$'),
	CONSTRAINT "teleconsult_steps_actor" CHECK ("app"."teleconsult_steps"."actor_kind" in ('citizen', 'staff', 'system'))
);
--> statement-breakpoint
CREATE TABLE "app"."teleconsult_templates" (
	"template_id" uuid PRIMARY KEY NOT NULL,
	"facility_code" text NOT NULL,
	"name" text NOT NULL,
	"words" jsonb NOT NULL,
	"made_by_name" text NOT NULL,
	"made_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"removed_at" timestamp with time zone,
	CONSTRAINT "teleconsult_templates_name" CHECK (length(btrim("app"."teleconsult_templates"."name")) between 2 and 120),
	CONSTRAINT "teleconsult_templates_words" CHECK (length("app"."teleconsult_templates"."words"::text) <= 16000)
);
--> statement-breakpoint
CREATE TABLE "app"."teleconsult_term_log" (
	"log_id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "app"."teleconsult_term_log_log_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"facility_code" text NOT NULL,
	"at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"actor_id" uuid,
	"actor_name" text NOT NULL,
	"what" text NOT NULL,
	"details" jsonb DEFAULT '{}'::jsonb NOT NULL,
	CONSTRAINT "teleconsult_term_log_what" CHECK ("app"."teleconsult_term_log"."what" ~ '^[a-z][a-z-]{2,39}$')
);
--> statement-breakpoint
CREATE TABLE "app"."teleconsult_terms" (
	"facility_code" text PRIMARY KEY NOT NULL,
	"ways" text[] NOT NULL,
	"answer_hours" smallint NOT NULL,
	"written_price_vnd" bigint DEFAULT 0 NOT NULL,
	"call_price_vnd" bigint DEFAULT 0 NOT NULL,
	"insurance_note" text,
	"paused_until" date,
	"closed_at" timestamp with time zone,
	"changed_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "teleconsult_terms_ways" CHECK (cardinality("app"."teleconsult_terms"."ways") between 1 and 3 and "app"."teleconsult_terms"."ways" <@ array['written', 'voice', 'video']),
	CONSTRAINT "teleconsult_terms_hours" CHECK ("app"."teleconsult_terms"."answer_hours" between 1 and 72),
	CONSTRAINT "teleconsult_terms_prices" CHECK ("app"."teleconsult_terms"."written_price_vnd" between 0 and 10000000 and "app"."teleconsult_terms"."call_price_vnd" between 0 and 10000000),
	CONSTRAINT "teleconsult_terms_note" CHECK (length("app"."teleconsult_terms"."insurance_note") between 3 and 300)
);
--> statement-breakpoint
ALTER TABLE "app"."family_parts" DROP CONSTRAINT "family_parts_scope";--> statement-breakpoint
ALTER TABLE "app"."fee_notes" DROP CONSTRAINT "fee_notes_kind";--> statement-breakpoint
ALTER TABLE "app"."relations" DROP CONSTRAINT "relations_scopes";--> statement-breakpoint
ALTER TABLE "app"."emergency_places" ADD CONSTRAINT "emergency_places_facility_code_facilities_facility_code_fk" FOREIGN KEY ("facility_code") REFERENCES "app"."facilities"("facility_code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app"."teleconsult_answers" ADD CONSTRAINT "teleconsult_answers_case" FOREIGN KEY ("citizen_id","case_id") REFERENCES "app"."teleconsult_cases"("citizen_id","case_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app"."teleconsult_cases" ADD CONSTRAINT "teleconsult_cases_shift_id_teleconsult_shifts_shift_id_fk" FOREIGN KEY ("shift_id") REFERENCES "app"."teleconsult_shifts"("shift_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app"."teleconsult_referrals" ADD CONSTRAINT "teleconsult_referrals_case" FOREIGN KEY ("citizen_id","case_id") REFERENCES "app"."teleconsult_cases"("citizen_id","case_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app"."teleconsult_reports" ADD CONSTRAINT "teleconsult_reports_case" FOREIGN KEY ("citizen_id","case_id") REFERENCES "app"."teleconsult_cases"("citizen_id","case_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app"."teleconsult_shares" ADD CONSTRAINT "teleconsult_shares_case" FOREIGN KEY ("citizen_id","case_id") REFERENCES "app"."teleconsult_cases"("citizen_id","case_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app"."teleconsult_shifts" ADD CONSTRAINT "teleconsult_shifts_facility_code_facilities_facility_code_fk" FOREIGN KEY ("facility_code") REFERENCES "app"."facilities"("facility_code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app"."teleconsult_steps" ADD CONSTRAINT "teleconsult_steps_case" FOREIGN KEY ("citizen_id","case_id") REFERENCES "app"."teleconsult_cases"("citizen_id","case_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app"."teleconsult_templates" ADD CONSTRAINT "teleconsult_templates_facility_code_facilities_facility_code_fk" FOREIGN KEY ("facility_code") REFERENCES "app"."facilities"("facility_code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app"."teleconsult_terms" ADD CONSTRAINT "teleconsult_terms_facility_code_facilities_facility_code_fk" FOREIGN KEY ("facility_code") REFERENCES "app"."facilities"("facility_code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "remote_conditions_once" ON "app"."remote_conditions" USING btree ("code","valid_from");--> statement-breakpoint
CREATE INDEX "teleconsult_answers_to_file" ON "app"."teleconsult_answers" USING btree ("next_file_at") WHERE next_file_at is not null;--> statement-breakpoint
CREATE INDEX "teleconsult_cases_waiting" ON "app"."teleconsult_cases" USING btree ("facility_code","promised_at") WHERE status in ('sent', 'reading');--> statement-breakpoint
CREATE INDEX "teleconsult_cases_facility" ON "app"."teleconsult_cases" USING btree ("facility_code","sent_at");--> statement-breakpoint
CREATE INDEX "teleconsult_cases_held" ON "app"."teleconsult_cases" USING btree ("claimed_by","case_id") WHERE claimed_by is not null;--> statement-breakpoint
CREATE INDEX "teleconsult_cases_idle" ON "app"."teleconsult_cases" USING btree ("claim_until") WHERE status = 'reading';--> statement-breakpoint
CREATE INDEX "teleconsult_cases_late" ON "app"."teleconsult_cases" USING btree ("promised_at") WHERE status in ('sent', 'reading');--> statement-breakpoint
CREATE INDEX "teleconsult_cases_note" ON "app"."teleconsult_cases" USING btree ("note_id") WHERE note_id is not null;--> statement-breakpoint
CREATE INDEX "teleconsult_cases_unpaid" ON "app"."teleconsult_cases" USING btree ("made_at") WHERE status = 'unpaid';--> statement-breakpoint
CREATE INDEX "teleconsult_cases_shift" ON "app"."teleconsult_cases" USING btree ("shift_id");--> statement-breakpoint
CREATE UNIQUE INDEX "teleconsult_call_once" ON "app"."teleconsult_cases" USING btree ("shift_id","call_at") WHERE status in ('unpaid', 'sent', 'reading', 'answered');--> statement-breakpoint
CREATE INDEX "teleconsult_drafts_at" ON "app"."teleconsult_drafts" USING btree ("at");--> statement-breakpoint
CREATE INDEX "teleconsult_red_flags_case" ON "app"."teleconsult_red_flags" USING btree ("citizen_id","case_id");--> statement-breakpoint
CREATE INDEX "teleconsult_referrals_from" ON "app"."teleconsult_referrals" USING btree ("from_facility","at");--> statement-breakpoint
CREATE INDEX "teleconsult_reports_open" ON "app"."teleconsult_reports" USING btree ("at") WHERE answered_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "teleconsult_shares_living" ON "app"."teleconsult_shares" USING btree ("citizen_id","case_id") WHERE ended_at is null;--> statement-breakpoint
CREATE INDEX "teleconsult_shifts_facility" ON "app"."teleconsult_shifts" USING btree ("facility_code");--> statement-breakpoint
CREATE INDEX "teleconsult_templates_facility" ON "app"."teleconsult_templates" USING btree ("facility_code");--> statement-breakpoint
CREATE INDEX "teleconsult_term_log_facility" ON "app"."teleconsult_term_log" USING btree ("facility_code","log_id" DESC NULLS LAST);--> statement-breakpoint
ALTER TABLE "app"."family_parts" ADD CONSTRAINT "family_parts_scope" CHECK ("app"."family_parts"."scope" in ('record', 'booking', 'teleconsult', 'payment', 'messages', 'private', 'representative', 'any'));--> statement-breakpoint
ALTER TABLE "app"."fee_notes" ADD CONSTRAINT "fee_notes_kind" CHECK ("app"."fee_notes"."kind" in ('deposit', 'visit', 'settlement', 'teleconsult'));--> statement-breakpoint
ALTER TABLE "app"."relations" ADD CONSTRAINT "relations_scopes" CHECK (cardinality("app"."relations"."scopes") between 1 and 6 and "app"."relations"."scopes" <@ array['record', 'booking', 'teleconsult', 'payment', 'messages', 'private']);