CREATE TABLE "app"."call_seats" (
	"citizen_id" uuid NOT NULL,
	"call_id" uuid NOT NULL,
	"seat_id" uuid NOT NULL,
	"side" text NOT NULL,
	"actor_id" uuid NOT NULL,
	"actor_name" text NOT NULL,
	"session_hash" "bytea" NOT NULL,
	"opened_as" bigint NOT NULL,
	"joined_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"seen_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"left_at" timestamp with time zone,
	"left_because" text,
	CONSTRAINT "call_seats_citizen_id_call_id_seat_id_pk" PRIMARY KEY("citizen_id","call_id","seat_id"),
	CONSTRAINT "call_seats_seat" UNIQUE("seat_id"),
	CONSTRAINT "call_seats_side" CHECK ("app"."call_seats"."side" in ('person', 'doctor')),
	CONSTRAINT "call_seats_left" CHECK (("app"."call_seats"."left_at" is null) = ("app"."call_seats"."left_because" is null)),
	CONSTRAINT "call_seats_because" CHECK ("app"."call_seats"."left_because" in ('left', 'taken-over', 'ended', 'gone'))
);
--> statement-breakpoint
CREATE TABLE "app"."call_signals" (
	"signal_id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "app"."call_signals_signal_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"from_seat" uuid NOT NULL,
	"to_seat" uuid NOT NULL,
	"signal_no" integer NOT NULL,
	"body" jsonb NOT NULL,
	"at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "call_signals_once" UNIQUE("from_seat","signal_no"),
	CONSTRAINT "call_signals_size" CHECK (length("app"."call_signals"."body"::text) <= 32000)
);
--> statement-breakpoint
CREATE TABLE "app"."conversation_lines" (
	"citizen_id" uuid NOT NULL,
	"case_id" uuid NOT NULL,
	"line_no" integer NOT NULL,
	"line_id" uuid NOT NULL,
	"what" text NOT NULL,
	"side" text NOT NULL,
	"actor_id" uuid NOT NULL,
	"actor_name" text NOT NULL,
	"facility_code" text,
	"said" text,
	"attachment_id" uuid,
	"at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"opened_as" bigint NOT NULL,
	CONSTRAINT "conversation_lines_citizen_id_case_id_line_no_pk" PRIMARY KEY("citizen_id","case_id","line_no"),
	CONSTRAINT "conversation_lines_once" UNIQUE("citizen_id","case_id","line_id"),
	CONSTRAINT "conversation_lines_what" CHECK ("app"."conversation_lines"."what" in ('said', 'call-began', 'call-ended')),
	CONSTRAINT "conversation_lines_side" CHECK ("app"."conversation_lines"."side" in ('person', 'doctor')),
	CONSTRAINT "conversation_lines_said" CHECK (("app"."conversation_lines"."what" = 'said') = ("app"."conversation_lines"."said" is not null or "app"."conversation_lines"."attachment_id" is not null)),
	CONSTRAINT "conversation_lines_length" CHECK (length("app"."conversation_lines"."said") between 1 and 10000)
);
--> statement-breakpoint
CREATE TABLE "app"."conversation_reads" (
	"citizen_id" uuid NOT NULL,
	"case_id" uuid NOT NULL,
	"reader_id" uuid NOT NULL,
	"side" text NOT NULL,
	"line_no" integer NOT NULL,
	"at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "conversation_reads_citizen_id_case_id_reader_id_pk" PRIMARY KEY("citizen_id","case_id","reader_id"),
	CONSTRAINT "conversation_reads_side" CHECK ("app"."conversation_reads"."side" in ('person', 'doctor'))
);
--> statement-breakpoint
CREATE TABLE "app"."conversations" (
	"citizen_id" uuid NOT NULL,
	"case_id" uuid NOT NULL,
	"last_line" integer DEFAULT 0 NOT NULL,
	"began_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "conversations_citizen_id_case_id_pk" PRIMARY KEY("citizen_id","case_id"),
	CONSTRAINT "conversations_case" UNIQUE("case_id")
);
--> statement-breakpoint
CREATE TABLE "app"."video_calls" (
	"citizen_id" uuid NOT NULL,
	"call_id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"case_id" uuid NOT NULL,
	"opened_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"met_at" timestamp with time zone,
	"ended_at" timestamp with time zone,
	"ended_because" text,
	CONSTRAINT "video_calls_citizen_id_call_id_pk" PRIMARY KEY("citizen_id","call_id"),
	CONSTRAINT "video_calls_call" UNIQUE("call_id"),
	CONSTRAINT "video_calls_ended" CHECK (("app"."video_calls"."ended_at" is null) = ("app"."video_calls"."ended_because" is null)),
	CONSTRAINT "video_calls_because" CHECK ("app"."video_calls"."ended_because" in ('left', 'gone'))
);
--> statement-breakpoint
ALTER TABLE "app"."call_seats" ADD CONSTRAINT "call_seats_call" FOREIGN KEY ("citizen_id","call_id") REFERENCES "app"."video_calls"("citizen_id","call_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app"."call_signals" ADD CONSTRAINT "call_signals_from_seat_call_seats_seat_id_fk" FOREIGN KEY ("from_seat") REFERENCES "app"."call_seats"("seat_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app"."call_signals" ADD CONSTRAINT "call_signals_to_seat_call_seats_seat_id_fk" FOREIGN KEY ("to_seat") REFERENCES "app"."call_seats"("seat_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app"."conversation_lines" ADD CONSTRAINT "conversation_lines_conversation" FOREIGN KEY ("citizen_id","case_id") REFERENCES "app"."conversations"("citizen_id","case_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app"."conversation_reads" ADD CONSTRAINT "conversation_reads_conversation" FOREIGN KEY ("citizen_id","case_id") REFERENCES "app"."conversations"("citizen_id","case_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "call_seats_of_person" ON "app"."call_seats" USING btree ("call_id","actor_id") WHERE left_at is null;--> statement-breakpoint
CREATE INDEX "call_seats_living" ON "app"."call_seats" USING btree ("seen_at") WHERE left_at is null;--> statement-breakpoint
CREATE INDEX "call_signals_to" ON "app"."call_signals" USING btree ("to_seat","signal_id");--> statement-breakpoint
CREATE INDEX "call_signals_at" ON "app"."call_signals" USING btree ("at");--> statement-breakpoint
CREATE INDEX "conversation_lines_attachment" ON "app"."conversation_lines" USING btree ("citizen_id","attachment_id");--> statement-breakpoint
CREATE UNIQUE INDEX "video_calls_open" ON "app"."video_calls" USING btree ("case_id") WHERE ended_at is null;--> statement-breakpoint
CREATE INDEX "video_calls_case" ON "app"."video_calls" USING btree ("case_id","opened_at");