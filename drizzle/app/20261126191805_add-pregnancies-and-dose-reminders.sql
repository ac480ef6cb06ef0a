CREATE TABLE "app"."dose_reminders" (
	"citizen_id" uuid NOT NULL,
	"rule" text NOT NULL,
	"dose" integer NOT NULL,
	"step" text NOT NULL,
	"at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "dose_reminders_citizen_id_rule_dose_step_pk" PRIMARY KEY("citizen_id","rule","dose","step"),
	CONSTRAINT "dose_reminders_step" CHECK ("app"."dose_reminders"."step" in ('due', 'again'))
);
--> statement-breakpoint
CREATE TABLE "app"."pregnancies" (
	"citizen_id" uuid PRIMARY KEY NOT NULL,
	"due_on" date,
	"told_on" date NOT NULL,
	"ended_on" date,
	"changed_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"opened_as" bigint NOT NULL
);
--> statement-breakpoint
CREATE INDEX "dose_reminders_at" ON "app"."dose_reminders" USING btree ("at");