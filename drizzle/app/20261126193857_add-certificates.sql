CREATE TABLE "app"."certificate_revocations" (
	"kid" text NOT NULL,
	"kind" text NOT NULL,
	"mark" text NOT NULL,
	"at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "certificate_revocations_kid_kind_mark_pk" PRIMARY KEY("kid","kind","mark"),
	CONSTRAINT "certificate_revocations_kind" CHECK ("app"."certificate_revocations"."kind" in ('card', 'hcert'))
);
--> statement-breakpoint
CREATE TABLE "app"."certificates" (
	"citizen_id" uuid NOT NULL,
	"certificate_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"about" text NOT NULL,
	"texts" text[] NOT NULL,
	"doses" jsonb NOT NULL,
	"kid" text NOT NULL,
	"mark" text NOT NULL,
	"issued_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"opened_as" bigint NOT NULL,
	"revoked_at" timestamp with time zone,
	"revoked_because" text,
	"revoked_as" bigint,
	CONSTRAINT "certificates_citizen_id_certificate_id_pk" PRIMARY KEY("citizen_id","certificate_id"),
	CONSTRAINT "certificates_kind" CHECK ("app"."certificates"."kind" in ('health-card', 'dcc', 'proof')),
	CONSTRAINT "certificates_about" CHECK (("app"."certificates"."about" = 'history') = ("app"."certificates"."kind" = 'health-card')),
	CONSTRAINT "certificates_texts" CHECK (cardinality("app"."certificates"."texts") between 1 and 99),
	CONSTRAINT "certificates_time" CHECK ("app"."certificates"."expires_at" > "app"."certificates"."issued_at"),
	CONSTRAINT "certificates_revoked" CHECK (("app"."certificates"."revoked_at" is null) = ("app"."certificates"."revoked_because" is null)),
	CONSTRAINT "certificates_because" CHECK ("app"."certificates"."revoked_because" in ('asked', 'dose-changed'))
);
--> statement-breakpoint
CREATE INDEX "certificates_living" ON "app"."certificates" USING btree ("certificate_id") WHERE "app"."certificates"."revoked_at" is null;