CREATE TABLE `incoming_mail` (
	`id` text PRIMARY KEY NOT NULL,
	`office_id` text NOT NULL,
	`briefing_id` text NOT NULL,
	`invitation_id` text NOT NULL,
	`message_id` text,
	`digest` text NOT NULL,
	`kind` text NOT NULL,
	`why` text,
	`said` text,
	`answer_id` text,
	`from_name` text,
	`from_address` text NOT NULL,
	`subject` text NOT NULL,
	`text` text NOT NULL,
	`received_at` integer NOT NULL,
	`seen_at` integer,
	`seen_by` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `incoming_mail_digest_ix` ON `incoming_mail` (`digest`,`invitation_id`);--> statement-breakpoint
CREATE INDEX `incoming_mail_unseen_ix` ON `incoming_mail` (`office_id`,`seen_at`,`received_at`);--> statement-breakpoint
CREATE INDEX `incoming_mail_invitation_ix` ON `incoming_mail` (`office_id`,`invitation_id`,`received_at`);