CREATE TABLE "app"."desk_openings" (
	"citizen_id" uuid NOT NULL,
	"opening_id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"kind" text NOT NULL,
	"facility_code" text NOT NULL,
	"staff_id" uuid NOT NULL,
	"staff_name" text NOT NULL,
	"reason" text NOT NULL,
	"parts" text[] NOT NULL,
	"private_ids" uuid[] DEFAULT '{}' NOT NULL,
	"code_id" uuid,
	"opened_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"ends_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone,
	"ended_by" text,
	"desk_log_id" bigint NOT NULL,
	CONSTRAINT "desk_openings_citizen_id_opening_id_pk" PRIMARY KEY("citizen_id","opening_id"),
	CONSTRAINT "desk_openings_kind_known" CHECK ("app"."desk_openings"."kind" in ('visit', 'emergency')),
	CONSTRAINT "desk_openings_by_code" CHECK (("app"."desk_openings"."kind" = 'visit') = ("app"."desk_openings"."code_id" is not null)),
	CONSTRAINT "desk_openings_hours" CHECK ("app"."desk_openings"."ends_at" <= "app"."desk_openings"."opened_at" + interval '24 hours'),
	CONSTRAINT "desk_openings_ended" CHECK (("app"."desk_openings"."ended_at" is null) = ("app"."desk_openings"."ended_by" is null)),
	CONSTRAINT "desk_openings_ended_by" CHECK ("app"."desk_openings"."ended_by" in ('citizen', 'staff')),
	CONSTRAINT "desk_openings_reason" CHECK (length("app"."desk_openings"."reason") between 1 and 500)
);
--> statement-breakpoint
CREATE TABLE "app"."open_codes" (
	"citizen_id" uuid NOT NULL,
	"code_id" uuid NOT NULL,
	"code" text,
	"token" text,
	"facility_code" text NOT NULL,
	"parts" text[] NOT NULL,
	"private_ids" uuid[] DEFAULT '{}' NOT NULL,
	"wording" text NOT NULL,
	"made_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"opened_as" bigint NOT NULL,
	"tries" integer DEFAULT 0 NOT NULL,
	"used_at" timestamp with time zone,
	"withdrawn_at" timestamp with time zone,
	CONSTRAINT "open_codes_citizen_id_code_id_pk" PRIMARY KEY("citizen_id","code_id"),
	CONSTRAINT "open_codes_digits" CHECK ("app"."open_codes"."code" ~ '^[0-9]{8}$'),
	CONSTRAINT "open_codes_minutes" CHECK ("app"."open_codes"."expires_at" <= "app"."open_codes"."made_at" + interval '1 hour')
);
--> statement-breakpoint
CREATE TABLE "app"."opening_doubts" (
	"citizen_id" uuid NOT NULL,
	"doubt_id" uuid NOT NULL,
	"log_id" bigint NOT NULL,
	"note" text,
	"raised_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"opened_as" bigint NOT NULL,
	"answer_by" date NOT NULL,
	"taken_at" timestamp with time zone,
	"taken_by" text,
	"answered_at" timestamp with time zone,
	"verdict" text,
	"answer" text,
	"officer_id" uuid,
	"officer_name" text,
	"desk_log_id" bigint,
	CONSTRAINT "opening_doubts_citizen_id_doubt_id_pk" PRIMARY KEY("citizen_id","doubt_id"),
	CONSTRAINT "opening_doubts_verdict" CHECK ("app"."opening_doubts"."verdict" in ('lawful', 'not-lawful')),
	CONSTRAINT "opening_doubts_answered" CHECK (("app"."opening_doubts"."answered_at" is null) = ("app"."opening_doubts"."verdict" is null) and ("app"."opening_doubts"."answered_at" is null) = ("app"."opening_doubts"."answer" is null) and ("app"."opening_doubts"."answered_at" is null) = ("app"."opening_doubts"."officer_id" is null)),
	CONSTRAINT "opening_doubts_lengths" CHECK (length("app"."opening_doubts"."note") <= 1000 and length("app"."opening_doubts"."answer") <= 2000)
);
--> statement-breakpoint
CREATE TABLE "app"."opening_reviews" (
	"citizen_id" uuid NOT NULL,
	"opening_id" uuid NOT NULL,
	"verdict" text NOT NULL,
	"reason" text NOT NULL,
	"at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"officer_id" uuid NOT NULL,
	"officer_name" text NOT NULL,
	"desk_log_id" bigint NOT NULL,
	CONSTRAINT "opening_reviews_citizen_id_opening_id_pk" PRIMARY KEY("citizen_id","opening_id"),
	CONSTRAINT "opening_reviews_verdict" CHECK ("app"."opening_reviews"."verdict" in ('justified', 'not-justified')),
	CONSTRAINT "opening_reviews_reason" CHECK (length("app"."opening_reviews"."reason") between 1 and 2000)
);
--> statement-breakpoint
CREATE TABLE "app"."person_finds" (
	"citizen_id" uuid NOT NULL,
	"find_id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"staff_id" uuid NOT NULL,
	"found_by" text NOT NULL,
	"code_id" uuid,
	"at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"desk_log_id" bigint NOT NULL,
	CONSTRAINT "person_finds_citizen_id_find_id_pk" PRIMARY KEY("citizen_id","find_id"),
	CONSTRAINT "person_finds_by" CHECK ("app"."person_finds"."found_by" in ('qr', 'insurance-card', 'personal-id'))
);
--> statement-breakpoint
ALTER TABLE "app"."history_entries" DROP CONSTRAINT "history_entries_act";--> statement-breakpoint
ALTER TABLE "app"."history_entries" ADD COLUMN "judged_by" text;--> statement-breakpoint
ALTER TABLE "app"."history_entries" ADD COLUMN "judge_name" text;--> statement-breakpoint
ALTER TABLE "app"."history_entries" ADD COLUMN "note" text;--> statement-breakpoint
ALTER TABLE "app"."opening_reviews" ADD CONSTRAINT "opening_reviews_citizen_id_opening_id_desk_openings_citizen_id_opening_id_fk" FOREIGN KEY ("citizen_id","opening_id") REFERENCES "app"."desk_openings"("citizen_id","opening_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "desk_openings_id" ON "app"."desk_openings" USING btree ("opening_id");--> statement-breakpoint
CREATE INDEX "desk_openings_facility" ON "app"."desk_openings" USING btree ("facility_code","opened_at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "desk_openings_kind" ON "app"."desk_openings" USING btree ("kind","opened_at" DESC NULLS LAST);--> statement-breakpoint
CREATE UNIQUE INDEX "desk_openings_code" ON "app"."desk_openings" USING btree ("citizen_id","code_id");--> statement-breakpoint
CREATE UNIQUE INDEX "open_codes_token" ON "app"."open_codes" USING btree ("token");--> statement-breakpoint
CREATE UNIQUE INDEX "opening_doubts_id" ON "app"."opening_doubts" USING btree ("doubt_id");--> statement-breakpoint
CREATE UNIQUE INDEX "opening_doubts_row" ON "app"."opening_doubts" USING btree ("citizen_id","log_id");--> statement-breakpoint
CREATE INDEX "opening_doubts_open" ON "app"."opening_doubts" USING btree ("answer_by") WHERE "app"."opening_doubts"."answered_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "person_finds_id" ON "app"."person_finds" USING btree ("find_id");--> statement-breakpoint
CREATE INDEX "person_finds_staff" ON "app"."person_finds" USING btree ("staff_id","at" DESC NULLS LAST);--> statement-breakpoint
ALTER TABLE "app"."history_entries" ADD CONSTRAINT "history_entries_note" CHECK (length("app"."history_entries"."note") <= 500);--> statement-breakpoint
ALTER TABLE "app"."history_entries" ADD CONSTRAINT "history_entries_act" CHECK ("app"."history_entries"."act" in ('declared', 'changed', 'withdrawn', 'confirmed', 'disputed'));