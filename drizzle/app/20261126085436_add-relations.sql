CREATE TABLE "app"."family_parts" (
	"part" text PRIMARY KEY NOT NULL,
	"scope" text NOT NULL,
	"writes" text DEFAULT 'nobody' NOT NULL,
	CONSTRAINT "family_parts_scope" CHECK ("app"."family_parts"."scope" in ('record', 'booking', 'payment', 'messages', 'private', 'representative', 'any')),
	CONSTRAINT "family_parts_writes" CHECK ("app"."family_parts"."writes" in ('scope', 'representative', 'nobody'))
);
--> statement-breakpoint
CREATE TABLE "app"."invitation_drafts" (
	"citizen_id" uuid NOT NULL,
	"actor_id" uuid NOT NULL,
	"relation_id" uuid NOT NULL,
	"answers" jsonb NOT NULL,
	"at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "invitation_drafts_citizen_id_actor_id_pk" PRIMARY KEY("citizen_id","actor_id"),
	CONSTRAINT "invitation_drafts_answers" CHECK (jsonb_typeof("app"."invitation_drafts"."answers") = 'object' and length("app"."invitation_drafts"."answers"::text) <= 2000)
);
--> statement-breakpoint
CREATE TABLE "app"."relation_log" (
	"citizen_id" uuid NOT NULL,
	"log_id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "app"."relation_log_log_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"relation_id" uuid NOT NULL,
	"at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"what" text NOT NULL,
	"actor_kind" text NOT NULL,
	"actor_id" uuid,
	"actor_name" text NOT NULL,
	"details" jsonb DEFAULT '{}'::jsonb NOT NULL,
	CONSTRAINT "relation_log_citizen_id_log_id_pk" PRIMARY KEY("citizen_id","log_id"),
	CONSTRAINT "relation_log_actor_kind" CHECK ("app"."relation_log"."actor_kind" in ('citizen', 'staff', 'system'))
);
--> statement-breakpoint
CREATE TABLE "app"."relations" (
	"citizen_id" uuid NOT NULL,
	"relation_id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"actor_id" uuid,
	"kind" text NOT NULL,
	"role" text NOT NULL,
	"source" text NOT NULL,
	"citizen_name" text NOT NULL,
	"actor_name" text NOT NULL,
	"citizen_born" date,
	"scopes" text[] NOT NULL,
	"made_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"granted_by" uuid,
	"invited_hash" "bytea",
	"accepted_at" timestamp with time zone,
	"until" date,
	"reviewed_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"child_agreed_at" timestamp with time zone,
	"stopped_at" timestamp with time zone,
	"stopped_by" uuid,
	"settled_at" timestamp with time zone,
	"ended_at" timestamp with time zone,
	"ended_because" text,
	"ended_by" uuid,
	"paper" text,
	"staff_id" uuid,
	"staff_name" text,
	"facility_code" text,
	CONSTRAINT "relations_citizen_id_relation_id_pk" PRIMARY KEY("citizen_id","relation_id"),
	CONSTRAINT "relations_kind" CHECK ("app"."relations"."kind" in ('representative', 'trusted')),
	CONSTRAINT "relations_role" CHECK ("app"."relations"."role" in ('mother', 'father', 'guardian', 'adult-guardian', 'trusted')),
	CONSTRAINT "relations_kind_role" CHECK (("app"."relations"."kind" = 'trusted') = ("app"."relations"."role" = 'trusted')),
	CONSTRAINT "relations_source" CHECK ("app"."relations"."source" in ('population', 'station', 'invitation')),
	CONSTRAINT "relations_own" CHECK ("app"."relations"."actor_id" <> "app"."relations"."citizen_id"),
	CONSTRAINT "relations_accepted" CHECK ("app"."relations"."accepted_at" is null or "app"."relations"."actor_id" is not null),
	CONSTRAINT "relations_scopes" CHECK (cardinality("app"."relations"."scopes") between 1 and 5 and "app"."relations"."scopes" <@ array['record', 'booking', 'payment', 'messages', 'private']),
	CONSTRAINT "relations_child_born" CHECK ("app"."relations"."role" not in ('mother', 'father', 'guardian') or "app"."relations"."citizen_born" is not null),
	CONSTRAINT "relations_given" CHECK ("app"."relations"."kind" <> 'trusted' or "app"."relations"."granted_by" is not null),
	CONSTRAINT "relations_given_for_child" CHECK ("app"."relations"."granted_by" = "app"."relations"."citizen_id" or "app"."relations"."granted_by" is null or "app"."relations"."citizen_born" is not null),
	CONSTRAINT "relations_ended" CHECK (("app"."relations"."ended_at" is null) = ("app"."relations"."ended_because" is null)),
	CONSTRAINT "relations_stopped" CHECK (("app"."relations"."stopped_at" is null) = ("app"."relations"."stopped_by" is null)),
	CONSTRAINT "relations_because" CHECK ("app"."relations"."ended_because" in ('by-citizen', 'by-actor', 'declined', 'taken-back', 'majority', 'court-order', 'population', 'undone', 'expired', 'settled')),
	CONSTRAINT "relations_proof" CHECK (("app"."relations"."source" = 'station') = ("app"."relations"."paper" is not null and "app"."relations"."staff_id" is not null and "app"."relations"."staff_name" is not null)),
	CONSTRAINT "relations_names" CHECK (length(btrim("app"."relations"."citizen_name")) between 1 and 255 and length(btrim("app"."relations"."actor_name")) between 1 and 255),
	CONSTRAINT "relations_paper" CHECK (length("app"."relations"."paper") between 3 and 300)
);
--> statement-breakpoint
ALTER TABLE "app"."identities" ADD COLUMN "personal_hash" "bytea";--> statement-breakpoint
ALTER TABLE "app"."opened_results" ADD COLUMN "opened_as" bigint;--> statement-breakpoint
ALTER TABLE "app"."reported_visits" ADD COLUMN "opened_as" bigint;--> statement-breakpoint
ALTER TABLE "app"."reported_visits" ADD COLUMN "withdrawn_as" bigint;--> statement-breakpoint
ALTER TABLE "app"."result_choices" ADD COLUMN "opened_as" bigint;--> statement-breakpoint
ALTER TABLE "app"."sessions" ADD COLUMN "book_of" uuid;--> statement-breakpoint
CREATE INDEX "relation_log_relation" ON "app"."relation_log" USING btree ("citizen_id","relation_id","log_id");--> statement-breakpoint
CREATE INDEX "relations_actor" ON "app"."relations" USING btree ("actor_id","citizen_id");--> statement-breakpoint
CREATE INDEX "relations_invited" ON "app"."relations" USING btree ("invited_hash") WHERE "app"."relations"."accepted_at" is null and "app"."relations"."ended_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "relations_living" ON "app"."relations" USING btree ("citizen_id","actor_id","kind") WHERE "app"."relations"."ended_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "relations_waiting" ON "app"."relations" USING btree ("citizen_id","invited_hash") WHERE "app"."relations"."accepted_at" is null and "app"."relations"."ended_at" is null;--> statement-breakpoint
CREATE INDEX "identities_personal" ON "app"."identities" USING btree ("personal_hash");