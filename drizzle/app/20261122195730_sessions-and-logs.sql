CREATE SCHEMA "app";
--> statement-breakpoint
CREATE TABLE "app"."access_log" (
	"citizen_id" uuid NOT NULL,
	"log_id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "app"."access_log_log_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"actor_kind" text NOT NULL,
	"actor_id" uuid,
	"actor_name" text NOT NULL,
	"actor_place" text,
	"session_hash" "bytea",
	"purpose" text NOT NULL,
	"part" text NOT NULL,
	"xid" "xid8" DEFAULT pg_current_xact_id() NOT NULL,
	CONSTRAINT "access_log_citizen_id_log_id_pk" PRIMARY KEY("citizen_id","log_id"),
	CONSTRAINT "access_log_actor_kind" CHECK ("app"."access_log"."actor_kind" in ('citizen', 'staff', 'system'))
);
--> statement-breakpoint
CREATE TABLE "app"."attempts" (
	"key_hash" "bytea" NOT NULL,
	"window_from" timestamp with time zone NOT NULL,
	"count" integer NOT NULL,
	CONSTRAINT "attempts_key_hash_window_from_pk" PRIMARY KEY("key_hash","window_from")
);
--> statement-breakpoint
CREATE TABLE "app"."facilities" (
	"facility_code" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"ward_code" text,
	"since" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "app"."identities" (
	"citizen_id" uuid PRIMARY KEY NOT NULL,
	"subject" text NOT NULL,
	"name" text NOT NULL,
	"birth_date" text NOT NULL,
	"sex" text NOT NULL,
	"assurance" integer NOT NULL,
	"seen_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "identities_sex" CHECK ("app"."identities"."sex" in ('male', 'female', 'undetermined'))
);
--> statement-breakpoint
CREATE TABLE "app"."security_log" (
	"log_id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "app"."security_log_log_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"kind" text NOT NULL,
	"realm" text,
	"actor_id" uuid,
	"actor_name" text,
	"session_hash" "bytea",
	"aim" text
);
--> statement-breakpoint
CREATE TABLE "app"."sessions" (
	"token_hash" "bytea" PRIMARY KEY NOT NULL,
	"session_id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"realm" text NOT NULL,
	"subject_id" uuid NOT NULL,
	"assurance" integer,
	"user_agent" text,
	"began_at" timestamp with time zone DEFAULT now() NOT NULL,
	"seen_at" timestamp with time zone DEFAULT now() NOT NULL,
	"ends_at" timestamp with time zone NOT NULL,
	"lasts_until" timestamp with time zone NOT NULL,
	CONSTRAINT "sessions_session_id_unique" UNIQUE("session_id"),
	CONSTRAINT "sessions_realm" CHECK ("app"."sessions"."realm" in ('citizen', 'staff')),
	CONSTRAINT "sessions_token_hash" CHECK (length("app"."sessions"."token_hash") = 32)
);
--> statement-breakpoint
CREATE TABLE "app"."staff" (
	"staff_id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"subject" text NOT NULL,
	"username" text NOT NULL,
	"name" text NOT NULL,
	"title" text,
	"role" text NOT NULL,
	"facility_code" text,
	"seen_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "staff_subject_unique" UNIQUE("subject"),
	CONSTRAINT "staff_role" CHECK ("app"."staff"."role" in ('clinic', 'station', 'authority'))
);
--> statement-breakpoint
CREATE INDEX "access_log_recent" ON "app"."access_log" USING btree ("citizen_id","at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "access_log_session" ON "app"."access_log" USING btree ("session_hash","at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "attempts_window" ON "app"."attempts" USING btree ("window_from");--> statement-breakpoint
CREATE INDEX "security_log_at" ON "app"."security_log" USING btree ("at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "security_log_session" ON "app"."security_log" USING btree ("session_hash","at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "sessions_subject" ON "app"."sessions" USING btree ("realm","subject_id");--> statement-breakpoint
CREATE INDEX "sessions_ends_at" ON "app"."sessions" USING btree ("ends_at");