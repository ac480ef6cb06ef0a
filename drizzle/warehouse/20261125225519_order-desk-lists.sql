DROP INDEX "warehouse"."quarantine_open_facility";--> statement-breakpoint
DROP INDEX "warehouse"."quarantine_open_recent";--> statement-breakpoint
DROP INDEX "warehouse"."received_files_facility";--> statement-breakpoint
DROP INDEX "warehouse"."received_files_recent";--> statement-breakpoint
CREATE INDEX "quarantine_open_of_facility" ON "warehouse"."quarantine" USING btree ("facility_code","held_at","held_id") WHERE "warehouse"."quarantine"."released_at" is null;--> statement-breakpoint
CREATE INDEX "quarantine_open_by_time" ON "warehouse"."quarantine" USING btree ("held_at","held_id") WHERE "warehouse"."quarantine"."released_at" is null;--> statement-breakpoint
CREATE INDEX "received_files_of_facility" ON "warehouse"."received_files" USING btree ("facility_code","received_at","file_id");--> statement-breakpoint
CREATE INDEX "received_files_by_time" ON "warehouse"."received_files" USING btree ("received_at","file_id");