DROP INDEX "warehouse"."encounters_recent";--> statement-breakpoint
DROP INDEX "warehouse"."encounters_of_facility";--> statement-breakpoint
DROP INDEX "warehouse"."encounters_of_kind";--> statement-breakpoint
CREATE INDEX "encounters_recent" ON "warehouse"."encounters" USING btree ("citizen_id","arrived_at","encounter_id","private");--> statement-breakpoint
CREATE INDEX "encounters_of_facility" ON "warehouse"."encounters" USING btree ("citizen_id","facility_code","arrived_at","encounter_id");--> statement-breakpoint
CREATE INDEX "encounters_of_kind" ON "warehouse"."encounters" USING btree ("citizen_id","care_kind","arrived_at","encounter_id");