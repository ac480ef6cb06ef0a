ALTER TABLE "app"."staff" ADD COLUMN "profession" text;--> statement-breakpoint
ALTER TABLE "app"."staff" ADD COLUMN "practice_licence" text;--> statement-breakpoint
ALTER TABLE "app"."staff" ADD CONSTRAINT "staff_profession" CHECK ("app"."staff"."profession" ~ '^[a-z][a-z-]{0,39}$');--> statement-breakpoint
ALTER TABLE "app"."staff" ADD CONSTRAINT "staff_licence" CHECK (length("app"."staff"."practice_licence") between 1 and 40);