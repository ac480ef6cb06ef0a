-- Filing brings the day along; the database looks it up only where it did not come.
DROP TRIGGER date_condition ON warehouse.conditions;
--> statement-breakpoint
CREATE TRIGGER date_condition BEFORE INSERT ON warehouse.conditions
FOR EACH ROW WHEN (NEW.arrived_at IS NULL) EXECUTE FUNCTION warehouse.date_condition();
