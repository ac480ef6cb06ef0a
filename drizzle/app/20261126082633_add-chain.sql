CREATE TABLE "app"."access_log_heads" (
	"citizen_id" uuid PRIMARY KEY NOT NULL,
	"last_log_id" bigint NOT NULL,
	"rows" bigint NOT NULL,
	"hash" "bytea" NOT NULL,
	"signed_hash" "bytea"
);
--> statement-breakpoint
ALTER TABLE "app"."access_log" ADD COLUMN "previous_hash" "bytea";--> statement-breakpoint
ALTER TABLE "app"."access_log" ADD COLUMN "hash" "bytea";