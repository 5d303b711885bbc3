DROP INDEX `follow_up_party_institution_ix`;--> statement-breakpoint
CREATE INDEX `follow_up_party_institution_ix` ON `follow_up_party` (`office_id`,`institution_id`,`follow_up_id`);--> statement-breakpoint
DROP INDEX `follow_up_lead_ix`;--> statement-breakpoint
CREATE INDEX `follow_up_turn_ix` ON `follow_up` (`office_id`,`lead_kind`,`state`,`state_at`);--> statement-breakpoint
CREATE INDEX `follow_up_created_ix` ON `follow_up` (`office_id`,`created_at`,`state`);--> statement-breakpoint
CREATE INDEX `follow_up_project_ix` ON `follow_up` (`office_id`,`project_code`) WHERE "follow_up"."project_code" is not null;--> statement-breakpoint
CREATE INDEX `follow_up_successor_ix` ON `follow_up` (`office_id`,`superseded_by_id`) WHERE "follow_up"."superseded_by_id" is not null;--> statement-breakpoint
CREATE INDEX `follow_up_lead_ix` ON `follow_up` (`office_id`,`lead_institution_id`,`state`,`due_on`);--> statement-breakpoint
DROP INDEX `invitation_institution_ix`;--> statement-breakpoint
ALTER TABLE `invitation` ADD `starts_at` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `invitation` ADD `met` integer DEFAULT false NOT NULL;--> statement-breakpoint
UPDATE `invitation` SET (`starts_at`, `met`) = (SELECT b.`starts_at`, coalesce(`invitation`.`answer` = 'accepted', 0) AND `invitation`.`state` <> 'withdrawn' AND b.`state` IN ('held', 'closed') FROM `briefing` b WHERE b.`id` = `invitation`.`briefing_id`);--> statement-breakpoint
CREATE INDEX `invitation_met_ix` ON `invitation` (`office_id`,`institution_id`,`starts_at`,`briefing_id`) WHERE "invitation"."met" = 1;--> statement-breakpoint
CREATE INDEX `invitation_institution_ix` ON `invitation` (`office_id`,`institution_id`,`starts_at`,`sent_at`,`withdrawn_at`);--> statement-breakpoint
CREATE INDEX `briefing_end_ix` ON `briefing` (`office_id`,`ends_at`,`state`,`date_open`,`starts_at`);--> statement-breakpoint
CREATE INDEX `briefing_open_ix` ON `briefing` (`office_id`,`starts_at`) WHERE "briefing"."date_open" = 1;