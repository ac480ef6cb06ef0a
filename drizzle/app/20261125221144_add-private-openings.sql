CREATE TABLE "app"."private_openings" (
	"citizen_id" uuid NOT NULL,
	"session_hash" "bytea" NOT NULL,
	"encounter_id" uuid NOT NULL,
	"opened_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"xid" "xid8" DEFAULT pg_current_xact_id() NOT NULL,
	CONSTRAINT "private_openings_citizen_id_session_hash_encounter_id_pk" PRIMARY KEY("citizen_id","session_hash","encounter_id")
);
--> statement-breakpoint
ALTER TABLE "app"."private_openings" ADD CONSTRAINT "private_openings_session_hash_sessions_token_hash_fk" FOREIGN KEY ("session_hash") REFERENCES "app"."sessions"("token_hash") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "private_openings_session" ON "app"."private_openings" USING btree ("session_hash");