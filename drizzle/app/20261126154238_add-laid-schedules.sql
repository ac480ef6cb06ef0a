CREATE TABLE "app"."laid_schedules" (
	"facility_code" text PRIMARY KEY NOT NULL,
	"wanted" integer DEFAULT 1 NOT NULL,
	"laid" integer DEFAULT 0 NOT NULL,
	"laid_on" date
);
--> statement-breakpoint
ALTER TABLE "app"."slots" ADD COLUMN "vacated" boolean DEFAULT false NOT NULL;