ALTER TABLE "app"."fee_notes" ADD COLUMN "appointment_code" text;--> statement-breakpoint
CREATE INDEX "fee_notes_appointment" ON "app"."fee_notes" USING btree ("appointment_code") WHERE appointment_code is not null;--> statement-breakpoint
ALTER TABLE "app"."fee_notes" ADD CONSTRAINT "fee_notes_appointment_code" CHECK ("app"."fee_notes"."appointment_code" ~ '^[2-9A-HJ-NP-Z]{8}$');