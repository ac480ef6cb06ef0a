CREATE TABLE "app"."push_subscriptions" (
	"citizen_id" uuid NOT NULL,
	"subscription_id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"endpoint" text NOT NULL,
	"endpoint_hash" "bytea" NOT NULL,
	"p256dh" "bytea" NOT NULL,
	"auth" "bytea" NOT NULL,
	"language" text NOT NULL,
	"words" text NOT NULL,
	"device_hash" "bytea" NOT NULL,
	"session_hash" "bytea" NOT NULL,
	"made_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"seen_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"opened_as" bigint NOT NULL,
	CONSTRAINT "push_subscriptions_citizen_id_subscription_id_pk" PRIMARY KEY("citizen_id","subscription_id"),
	CONSTRAINT "push_subscriptions_address" CHECK (length("app"."push_subscriptions"."endpoint") between 10 and 1000),
	CONSTRAINT "push_subscriptions_keys" CHECK (length("app"."push_subscriptions"."p256dh") = 65 and length("app"."push_subscriptions"."auth") = 16),
	CONSTRAINT "push_subscriptions_language" CHECK ("app"."push_subscriptions"."language" in ('vi', 'en')),
	CONSTRAINT "push_subscriptions_words" CHECK (length("app"."push_subscriptions"."words") <= 60)
);
--> statement-breakpoint
ALTER TABLE "app"."deliveries" DROP CONSTRAINT "deliveries_channel";--> statement-breakpoint
DROP INDEX "app"."deliveries_once";--> statement-breakpoint
DROP INDEX "app"."deliveries_waiting";--> statement-breakpoint
ALTER TABLE "app"."deliveries" ADD COLUMN "subscription_id" uuid;--> statement-breakpoint
CREATE UNIQUE INDEX "push_subscriptions_endpoint" ON "app"."push_subscriptions" USING btree ("endpoint_hash");--> statement-breakpoint
CREATE INDEX "push_subscriptions_device" ON "app"."push_subscriptions" USING btree ("device_hash");--> statement-breakpoint
CREATE INDEX "push_subscriptions_session" ON "app"."push_subscriptions" USING btree ("session_hash");--> statement-breakpoint
CREATE INDEX "deliveries_next" ON "app"."deliveries" USING btree ("channel","next_at") WHERE "app"."deliveries"."state" = 'waiting';--> statement-breakpoint
ALTER TABLE "app"."deliveries" ADD CONSTRAINT "deliveries_each_once" UNIQUE NULLS NOT DISTINCT("citizen_id","message_id","channel","subscription_id");--> statement-breakpoint
ALTER TABLE "app"."deliveries" ADD CONSTRAINT "deliveries_channels" CHECK ("app"."deliveries"."channel" in ('sms', 'push'));--> statement-breakpoint
ALTER TABLE "app"."deliveries" ADD CONSTRAINT "deliveries_subscription" CHECK (("app"."deliveries"."channel" = 'push') = ("app"."deliveries"."subscription_id" is not null));