CREATE TABLE "app"."desk_log" (
	"log_id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "app"."desk_log_log_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"staff_id" uuid NOT NULL,
	"staff_name" text NOT NULL,
	"role" text NOT NULL,
	"facility_code" text,
	"session_hash" "bytea" NOT NULL,
	"purpose" text NOT NULL,
	"part" text NOT NULL,
	"about" text,
	"xid" "xid8" DEFAULT pg_current_xact_id() NOT NULL
);
--> statement-breakpoint
CREATE INDEX "desk_log_session" ON "app"."desk_log" USING btree ("session_hash","at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "desk_log_about" ON "app"."desk_log" USING btree ("about","at" DESC NULLS LAST);