CREATE INDEX "teleconsult_cases_sent" ON "app"."teleconsult_cases" USING btree ("sent_at");--> statement-breakpoint
CREATE INDEX "teleconsult_referrals_at" ON "app"."teleconsult_referrals" USING btree ("at");--> statement-breakpoint
CREATE INDEX "teleconsult_reports_answered" ON "app"."teleconsult_reports" USING btree ("answered_at" DESC NULLS LAST) WHERE answered_at is not null;--> statement-breakpoint
CREATE INDEX "teleconsult_steps_late" ON "app"."teleconsult_steps" USING btree ("case_id") WHERE what = 'late';