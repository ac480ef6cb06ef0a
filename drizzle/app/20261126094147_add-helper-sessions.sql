CREATE TABLE "app"."helper_sessions" (
	"citizen_id" uuid NOT NULL,
	"help_id" uuid NOT NULL,
	"staff_id" uuid NOT NULL,
	"staff_name" text NOT NULL,
	"facility_code" text NOT NULL,
	"session_hash" "bytea" NOT NULL,
	"citizen_name" text NOT NULL,
	"confirmed_by" text NOT NULL,
	"reason" text NOT NULL,
	"began_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"ends_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone,
	CONSTRAINT "helper_sessions_citizen_id_help_id_pk" PRIMARY KEY("citizen_id","help_id"),
	CONSTRAINT "helper_sessions_confirmed" CHECK ("app"."helper_sessions"."confirmed_by" in ('in-person')),
	CONSTRAINT "helper_sessions_reason" CHECK (length(btrim("app"."helper_sessions"."reason")) between 3 and 300),
	CONSTRAINT "helper_sessions_length" CHECK ("app"."helper_sessions"."ends_at" <= "app"."helper_sessions"."began_at" + interval '31 minutes')
);
--> statement-breakpoint
CREATE INDEX "helper_sessions_staff" ON "app"."helper_sessions" USING btree ("staff_id","began_at" DESC NULLS LAST);--> statement-breakpoint
CREATE UNIQUE INDEX "helper_sessions_one" ON "app"."helper_sessions" USING btree ("session_hash") WHERE "app"."helper_sessions"."ended_at" is null;--> statement-breakpoint
CREATE INDEX "relations_station" ON "app"."relations" USING btree ("facility_code","made_at" DESC NULLS LAST) WHERE "app"."relations"."source" = 'station';--> statement-breakpoint
CREATE INDEX "relations_stopped" ON "app"."relations" USING btree ("stopped_at") WHERE "app"."relations"."stopped_at" is not null and "app"."relations"."ended_at" is null;