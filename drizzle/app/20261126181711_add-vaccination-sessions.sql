CREATE TABLE "app"."desk_doses" (
	"citizen_id" uuid NOT NULL,
	"dose_id" uuid NOT NULL,
	"is_known" boolean NOT NULL,
	"name" text NOT NULL,
	"born" text NOT NULL,
	"sex" text NOT NULL,
	"born_time" text,
	"parent_id" text,
	"facility_code" text NOT NULL,
	"session_id" uuid,
	"stock_id" uuid,
	"product" text,
	"vaccine_code" text NOT NULL,
	"antigens" text[] NOT NULL,
	"lot" text,
	"expires_on" date,
	"dose_number" integer,
	"site" text,
	"route" text,
	"given_on" date NOT NULL,
	"given_at" timestamp with time zone,
	"place" text,
	"given_by" text,
	"document_ref" text,
	"standing" text NOT NULL,
	"written_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"written_by" uuid NOT NULL,
	"written_by_name" text NOT NULL,
	"undone_at" timestamp with time zone,
	"undone_by_name" text,
	"undone_because" text,
	"version" integer DEFAULT 1 NOT NULL,
	"filed_version" integer DEFAULT 0 NOT NULL,
	"filed_at" timestamp with time zone,
	"filing" text,
	CONSTRAINT "desk_doses_citizen_id_dose_id_pk" PRIMARY KEY("citizen_id","dose_id"),
	CONSTRAINT "desk_doses_standing" CHECK ("app"."desk_doses"."standing" in ('recorded', 'reported')),
	CONSTRAINT "desk_doses_filing" CHECK ("app"."desk_doses"."filing" in ('filed', 'held')),
	CONSTRAINT "desk_doses_before_birth" CHECK (left("app"."desk_doses"."given_on"::text, length("app"."desk_doses"."born")) >= "app"."desk_doses"."born"),
	CONSTRAINT "desk_doses_expired" CHECK ("app"."desk_doses"."expires_on" >= "app"."desk_doses"."given_on"),
	CONSTRAINT "desk_doses_number" CHECK ("app"."desk_doses"."dose_number" between 1 and 20),
	CONSTRAINT "desk_doses_antigens" CHECK (cardinality("app"."desk_doses"."antigens") between 1 and 12),
	CONSTRAINT "desk_doses_undone" CHECK (("app"."desk_doses"."undone_at" is null) = ("app"."desk_doses"."undone_because" is null) and ("app"."desk_doses"."undone_because" is null or length(btrim("app"."desk_doses"."undone_because")) between 3 and 300))
);
--> statement-breakpoint
CREATE TABLE "app"."due_list_openings" (
	"list_id" uuid PRIMARY KEY NOT NULL,
	"at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"desk_log_id" bigint NOT NULL,
	"facility_code" text NOT NULL,
	"staff_id" uuid NOT NULL,
	"staff_name" text NOT NULL,
	"ward_code" text,
	"kind" text NOT NULL,
	"session_id" uuid,
	"form" text NOT NULL,
	"citizen_ids" uuid[] NOT NULL,
	"xid" "xid8" DEFAULT pg_current_xact_id() NOT NULL,
	CONSTRAINT "due_list_openings_form" CHECK ("app"."due_list_openings"."form" in ('screen', 'paper', 'file')),
	CONSTRAINT "due_list_openings_session" CHECK (("app"."due_list_openings"."kind" = 'session') = ("app"."due_list_openings"."session_id" is not null))
);
--> statement-breakpoint
CREATE TABLE "app"."due_people" (
	"citizen_id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"birth_date" date NOT NULL,
	"sex" text NOT NULL,
	"ward_code" text,
	"phone" text,
	"given" integer NOT NULL,
	"last_given_on" date,
	"missed" integer DEFAULT 0 NOT NULL,
	"worked_on" date NOT NULL,
	"stale_at" timestamp with time zone,
	CONSTRAINT "due_people_given" CHECK ("app"."due_people"."given" >= 0 and "app"."due_people"."missed" >= 0)
);
--> statement-breakpoint
CREATE TABLE "app"."due_progress" (
	"progress_no" integer PRIMARY KEY NOT NULL,
	"passed_on" date,
	"filing_id" bigint DEFAULT 0 NOT NULL,
	CONSTRAINT "due_progress_one" CHECK ("app"."due_progress"."progress_no" = 1)
);
--> statement-breakpoint
CREATE TABLE "app"."due_standings" (
	"citizen_id" uuid NOT NULL,
	"rule" text NOT NULL,
	"dose" integer NOT NULL,
	"standing" text NOT NULL,
	"earliest_on" date NOT NULL,
	"recommended_on" date NOT NULL,
	"past_due_on" date,
	"limit_on" date,
	"is_sure" boolean NOT NULL,
	CONSTRAINT "due_standings_citizen_id_rule_dose_pk" PRIMARY KEY("citizen_id","rule","dose"),
	CONSTRAINT "due_standings_standing" CHECK ("app"."due_standings"."standing" in ('due', 'later', 'past-age'))
);
--> statement-breakpoint
CREATE TABLE "app"."vaccination_log" (
	"log_id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "app"."vaccination_log_log_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"session_id" uuid,
	"citizen_id" uuid,
	"facility_code" text NOT NULL,
	"what" text NOT NULL,
	"staff_id" uuid,
	"staff_name" text,
	"details" jsonb DEFAULT '{}'::jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "app"."vaccination_people" (
	"citizen_id" uuid NOT NULL,
	"session_id" uuid NOT NULL,
	"is_known" boolean NOT NULL,
	"name" text NOT NULL,
	"born" text NOT NULL,
	"sex" text NOT NULL,
	"phone" text,
	"born_time" text,
	"parent_id" text,
	"status" text NOT NULL,
	"invited_at" timestamp with time zone,
	"invited_by_name" text,
	"message_id" bigint,
	"came_at" timestamp with time zone,
	"screened_at" timestamp with time zone,
	"screened_by_name" text,
	"screening" text,
	"screening_note" text,
	"watched_until" timestamp with time zone,
	"watch_ended_at" timestamp with time zone,
	"watch_ended_by_name" text,
	"watch_outcome" text,
	"watch_note" text,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "vaccination_people_citizen_id_session_id_pk" PRIMARY KEY("citizen_id","session_id"),
	CONSTRAINT "vaccination_people_status" CHECK ("app"."vaccination_people"."status" in ('invited', 'came', 'fit', 'put-off', 'vaccinated', 'missed')),
	CONSTRAINT "vaccination_people_born" CHECK ("app"."vaccination_people"."born" ~ '^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$'),
	CONSTRAINT "vaccination_people_screening" CHECK ("app"."vaccination_people"."screening" in ('fit', 'put-off')),
	CONSTRAINT "vaccination_people_screened" CHECK (("app"."vaccination_people"."screening" is null) = ("app"."vaccination_people"."screened_at" is null)),
	CONSTRAINT "vaccination_people_watch" CHECK ("app"."vaccination_people"."watch_outcome" in ('well', 'reaction', 'left-early')),
	CONSTRAINT "vaccination_people_came" CHECK ("app"."vaccination_people"."status" in ('invited', 'missed') or "app"."vaccination_people"."came_at" is not null)
);
--> statement-breakpoint
CREATE TABLE "app"."vaccination_sessions" (
	"session_id" uuid PRIMARY KEY NOT NULL,
	"facility_code" text NOT NULL,
	"day" date NOT NULL,
	"from_minute" integer NOT NULL,
	"until_minute" integer NOT NULL,
	"place" text NOT NULL,
	"planned_by" uuid NOT NULL,
	"planned_by_name" text NOT NULL,
	"planned_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"cancelled_at" timestamp with time zone,
	"cancelled_by_name" text,
	"cancelled_because" text,
	"closed_at" timestamp with time zone,
	CONSTRAINT "vaccination_sessions_times" CHECK (0 <= "app"."vaccination_sessions"."from_minute" and "app"."vaccination_sessions"."from_minute" < "app"."vaccination_sessions"."until_minute" and "app"."vaccination_sessions"."until_minute" <= 1440),
	CONSTRAINT "vaccination_sessions_place" CHECK (length(btrim("app"."vaccination_sessions"."place")) between 3 and 200),
	CONSTRAINT "vaccination_sessions_cancelled" CHECK (("app"."vaccination_sessions"."cancelled_at" is null) = ("app"."vaccination_sessions"."cancelled_because" is null))
);
--> statement-breakpoint
CREATE TABLE "app"."vaccination_stock" (
	"session_id" uuid NOT NULL,
	"stock_id" uuid NOT NULL,
	"product" text NOT NULL,
	"vaccine_code" text NOT NULL,
	"antigens" text[] NOT NULL,
	"lot" text NOT NULL,
	"expires_on" date NOT NULL,
	"brought" integer NOT NULL,
	"remaining" integer NOT NULL,
	CONSTRAINT "vaccination_stock_session_id_stock_id_pk" PRIMARY KEY("session_id","stock_id"),
	CONSTRAINT "vaccination_stock_remaining" CHECK ("app"."vaccination_stock"."remaining" between 0 and "app"."vaccination_stock"."brought" and "app"."vaccination_stock"."brought" <= 5000)
);
--> statement-breakpoint
ALTER TABLE "app"."desk_doses" ADD CONSTRAINT "desk_doses_of_stock" FOREIGN KEY ("session_id","stock_id") REFERENCES "app"."vaccination_stock"("session_id","stock_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app"."due_standings" ADD CONSTRAINT "due_standings_citizen_id_due_people_citizen_id_fk" FOREIGN KEY ("citizen_id") REFERENCES "app"."due_people"("citizen_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app"."vaccination_people" ADD CONSTRAINT "vaccination_people_session_id_vaccination_sessions_session_id_fk" FOREIGN KEY ("session_id") REFERENCES "app"."vaccination_sessions"("session_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app"."vaccination_stock" ADD CONSTRAINT "vaccination_stock_session_id_vaccination_sessions_session_id_fk" FOREIGN KEY ("session_id") REFERENCES "app"."vaccination_sessions"("session_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "desk_doses_id" ON "app"."desk_doses" USING btree ("dose_id");--> statement-breakpoint
CREATE INDEX "desk_doses_session" ON "app"."desk_doses" USING btree ("session_id");--> statement-breakpoint
CREATE INDEX "desk_doses_to_file" ON "app"."desk_doses" USING btree ("written_at") WHERE "app"."desk_doses"."filed_version" < "app"."desk_doses"."version";--> statement-breakpoint
CREATE INDEX "desk_doses_held" ON "app"."desk_doses" USING btree ("filed_at") WHERE "app"."desk_doses"."filing" = 'held';--> statement-breakpoint
CREATE UNIQUE INDEX "desk_doses_once" ON "app"."desk_doses" USING btree ("citizen_id","session_id","vaccine_code") WHERE "app"."desk_doses"."undone_at" is null and "app"."desk_doses"."session_id" is not null;--> statement-breakpoint
CREATE INDEX "due_list_openings_people" ON "app"."due_list_openings" USING gin ("citizen_ids");--> statement-breakpoint
CREATE INDEX "due_list_openings_staff" ON "app"."due_list_openings" USING btree ("staff_id","at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "due_people_ward" ON "app"."due_people" USING btree ("ward_code","birth_date");--> statement-breakpoint
CREATE INDEX "due_people_stale" ON "app"."due_people" USING btree ("stale_at") WHERE "app"."due_people"."stale_at" is not null;--> statement-breakpoint
CREATE INDEX "vaccination_log_session" ON "app"."vaccination_log" USING btree ("session_id","log_id");--> statement-breakpoint
CREATE INDEX "vaccination_log_citizen" ON "app"."vaccination_log" USING btree ("citizen_id","log_id");--> statement-breakpoint
CREATE INDEX "vaccination_people_session" ON "app"."vaccination_people" USING btree ("session_id");--> statement-breakpoint
CREATE INDEX "vaccination_sessions_facility" ON "app"."vaccination_sessions" USING btree ("facility_code","day");--> statement-breakpoint
CREATE INDEX "vaccination_sessions_open" ON "app"."vaccination_sessions" USING btree ("day") WHERE "app"."vaccination_sessions"."closed_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "vaccination_stock_lot" ON "app"."vaccination_stock" USING btree ("session_id","vaccine_code","lot");