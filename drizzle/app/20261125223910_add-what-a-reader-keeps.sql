CREATE TABLE "app"."card_checks" (
	"citizen_id" uuid NOT NULL,
	"checked_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"card_number" text NOT NULL,
	"outcome" text NOT NULL,
	"valid_from" date,
	"valid_to" date,
	"registered_facility" text,
	CONSTRAINT "card_checks_citizen_id_checked_at_pk" PRIMARY KEY("citizen_id","checked_at")
);
--> statement-breakpoint
CREATE TABLE "app"."history_answers" (
	"citizen_id" uuid NOT NULL,
	"topic" text NOT NULL,
	"at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"answer" text NOT NULL,
	"opened_as" bigint,
	CONSTRAINT "history_answers_citizen_id_topic_at_pk" PRIMARY KEY("citizen_id","topic","at"),
	CONSTRAINT "history_answers_answer" CHECK ("app"."history_answers"."answer" in ('none', 'unknown'))
);
--> statement-breakpoint
CREATE TABLE "app"."history_drafts" (
	"citizen_id" uuid PRIMARY KEY NOT NULL,
	"entry_id" uuid NOT NULL,
	"topic" text NOT NULL,
	"answers" jsonb NOT NULL,
	"at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "app"."history_entries" (
	"citizen_id" uuid NOT NULL,
	"entry_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"topic" text NOT NULL,
	"answers" jsonb NOT NULL,
	"standing" text DEFAULT 'self-declared' NOT NULL,
	"confirmed_by" text,
	"act" text NOT NULL,
	"at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"actor_kind" text NOT NULL,
	"actor_id" uuid NOT NULL,
	"opened_as" bigint,
	CONSTRAINT "history_entries_citizen_id_entry_id_version_pk" PRIMARY KEY("citizen_id","entry_id","version"),
	CONSTRAINT "history_entries_topic" CHECK ("app"."history_entries"."topic" in ('allergy', 'illness', 'operation', 'family', 'blood-group')),
	CONSTRAINT "history_entries_standing" CHECK ("app"."history_entries"."standing" in ('self-declared', 'facility-confirmed')),
	CONSTRAINT "history_entries_confirmed" CHECK (("app"."history_entries"."standing" = 'facility-confirmed') = ("app"."history_entries"."confirmed_by" is not null)),
	CONSTRAINT "history_entries_act" CHECK ("app"."history_entries"."act" in ('declared', 'changed', 'withdrawn', 'confirmed')),
	CONSTRAINT "history_entries_answers" CHECK (jsonb_typeof("app"."history_entries"."answers") = 'object' and length("app"."history_entries"."answers"::text) <= 4000)
);
--> statement-breakpoint
CREATE TABLE "app"."opened_results" (
	"citizen_id" uuid NOT NULL,
	"encounter_id" uuid NOT NULL,
	"opened_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "opened_results_citizen_id_encounter_id_pk" PRIMARY KEY("citizen_id","encounter_id")
);
--> statement-breakpoint
CREATE TABLE "app"."readings" (
	"citizen_id" uuid PRIMARY KEY NOT NULL,
	"began_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "app"."reported_visits" (
	"citizen_id" uuid NOT NULL,
	"report_id" uuid NOT NULL,
	"facility_code" text,
	"place" text NOT NULL,
	"visited_on" text NOT NULL,
	"reported_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"withdrawn_at" timestamp with time zone,
	CONSTRAINT "reported_visits_citizen_id_report_id_pk" PRIMARY KEY("citizen_id","report_id"),
	CONSTRAINT "reported_visits_place" CHECK (length(btrim("app"."reported_visits"."place")) between 1 and 200),
	CONSTRAINT "reported_visits_visited_on" CHECK ("app"."reported_visits"."visited_on" ~ '^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$')
);
--> statement-breakpoint
CREATE TABLE "app"."result_choices" (
	"citizen_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"choice" text NOT NULL,
	CONSTRAINT "result_choices_citizen_id_kind_at_pk" PRIMARY KEY("citizen_id","kind","at"),
	CONSTRAINT "result_choices_kind" CHECK ("app"."result_choices"."kind" in ('lab', 'imaging', 'function')),
	CONSTRAINT "result_choices_choice" CHECK ("app"."result_choices"."choice" in ('at-once', 'wait'))
);
--> statement-breakpoint
CREATE TABLE "app"."seen_encounters" (
	"citizen_id" uuid NOT NULL,
	"encounter_id" uuid NOT NULL,
	"seen_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "seen_encounters_citizen_id_encounter_id_pk" PRIMARY KEY("citizen_id","encounter_id")
);
