DROP INDEX "app"."appointments_change";--> statement-breakpoint
CREATE INDEX "appointments_changed_in" ON "app"."appointments" USING btree ("facility_code","changed_in");