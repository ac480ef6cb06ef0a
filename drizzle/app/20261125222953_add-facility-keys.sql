CREATE TABLE "app"."facility_keys" (
	"key_id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "app"."facility_keys_key_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"facility_code" text NOT NULL,
	"key_hash" "bytea" NOT NULL,
	"made_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"made_by" uuid,
	"made_by_name" text,
	"revoked_at" timestamp with time zone,
	"revoked_by" uuid,
	"revoked_by_name" text,
	"last_used_at" timestamp with time zone,
	CONSTRAINT "facility_keys_key_hash_unique" UNIQUE("key_hash"),
	CONSTRAINT "facility_keys_hash" CHECK (length("app"."facility_keys"."key_hash") = 32),
	CONSTRAINT "facility_keys_revoked" CHECK (("app"."facility_keys"."revoked_at" is null) = ("app"."facility_keys"."revoked_by_name" is null))
);
--> statement-breakpoint
CREATE TABLE "app"."facility_log" (
	"log_id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "app"."facility_log_log_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"facility_code" text NOT NULL,
	"actor_id" uuid,
	"actor_name" text,
	"what" text NOT NULL,
	"details" jsonb DEFAULT '{}'::jsonb NOT NULL,
	CONSTRAINT "facility_log_what" CHECK ("app"."facility_log"."what" in ('registered', 'amended', 'key-issued', 'key-revoked'))
);
--> statement-breakpoint
ALTER TABLE "app"."facilities" ADD COLUMN "level" text;--> statement-breakpoint
ALTER TABLE "app"."facilities" ADD COLUMN "changed_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "app"."facilities" ADD COLUMN "changed_by" uuid;--> statement-breakpoint
ALTER TABLE "app"."facility_keys" ADD CONSTRAINT "facility_keys_facility_code_facilities_facility_code_fk" FOREIGN KEY ("facility_code") REFERENCES "app"."facilities"("facility_code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "facility_keys_facility" ON "app"."facility_keys" USING btree ("facility_code","key_id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "facility_log_facility" ON "app"."facility_log" USING btree ("facility_code","log_id" DESC NULLS LAST);--> statement-breakpoint
ALTER TABLE "app"."facilities" ADD CONSTRAINT "facilities_level" CHECK ("app"."facilities"."level" in ('initial', 'basic', 'specialised'));