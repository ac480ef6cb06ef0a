ALTER TABLE "app"."card_checks" ADD COLUMN "code" text NOT NULL;--> statement-breakpoint
ALTER TABLE "app"."card_checks" ADD COLUMN "answered_card" text;--> statement-breakpoint
ALTER TABLE "app"."card_checks" ADD COLUMN "opened_as" bigint NOT NULL;--> statement-breakpoint
ALTER TABLE "app"."card_checks" ADD CONSTRAINT "card_checks_outcome" CHECK (outcome in ('valid', 'replaced', 'expired', 'not-found', 'name-differs', 'birth-date-differs', 'revoked', 'reduced', 'no-card-yet', 'other'));--> statement-breakpoint
ALTER TABLE "app"."card_checks" ADD CONSTRAINT "card_checks_code" CHECK ("app"."card_checks"."code" ~ '^[0-9]{3}$');