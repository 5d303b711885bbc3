CREATE TABLE `agenda_item` (
	`id` text PRIMARY KEY NOT NULL,
	`office_id` text NOT NULL,
	`briefing_id` text NOT NULL,
	`position` integer NOT NULL,
	`kind` text NOT NULL,
	`title` text NOT NULL,
	`minutes` integer NOT NULL,
	`speakers` text NOT NULL,
	`created_at` integer NOT NULL,
	`removed_at` integer,
	`version` integer NOT NULL,
	FOREIGN KEY (`office_id`,`briefing_id`) REFERENCES `briefing`(`office_id`,`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `agenda_item_briefing_ix` ON `agenda_item` (`briefing_id`,`position`);--> statement-breakpoint
CREATE TABLE `briefing_state` (
	`id` text PRIMARY KEY NOT NULL,
	`office_id` text NOT NULL,
	`briefing_id` text NOT NULL,
	`state` text NOT NULL,
	`at` integer NOT NULL,
	`actor_id` text,
	`reason` text,
	`before` text,
	FOREIGN KEY (`office_id`,`briefing_id`) REFERENCES `briefing`(`office_id`,`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `briefing_state_briefing_ix` ON `briefing_state` (`briefing_id`,`at`);--> statement-breakpoint
CREATE TABLE `briefing_template` (
	`id` text PRIMARY KEY NOT NULL,
	`office_id` text NOT NULL,
	`name` text NOT NULL,
	`type` text NOT NULL,
	`purpose` text NOT NULL,
	`starts_at_hour` text NOT NULL,
	`mode` text NOT NULL,
	`venue` text,
	`address` text,
	`access_notes` text,
	`seats` integer,
	`quota` integer NOT NULL,
	`reply_by_days` integer NOT NULL,
	`topics` text NOT NULL,
	`sdgs` text NOT NULL,
	`agenda` text NOT NULL,
	`position` integer NOT NULL,
	`archived` integer NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`office_id`) REFERENCES `office`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `briefing_template_office_ix` ON `briefing_template` (`office_id`,`position`);--> statement-breakpoint
CREATE TABLE `briefing` (
	`id` text PRIMARY KEY NOT NULL,
	`office_id` text NOT NULL,
	`type` text NOT NULL,
	`title` text NOT NULL,
	`purpose` text NOT NULL,
	`state` text NOT NULL,
	`starts_local` text NOT NULL,
	`ends_local` text NOT NULL,
	`zone` text NOT NULL,
	`starts_at` integer NOT NULL,
	`ends_at` integer NOT NULL,
	`date_open` integer NOT NULL,
	`mode` text NOT NULL,
	`venue` text,
	`address` text,
	`access_notes` text,
	`online_url` text,
	`seats` integer,
	`reply_by` text,
	`occasions` text NOT NULL,
	`topics` text NOT NULL,
	`sdgs` text NOT NULL,
	`project_code` text,
	`donor` text,
	`donor_visibility` text NOT NULL,
	`owner_id` text,
	`search_text` text NOT NULL,
	`created_at` integer NOT NULL,
	`version` integer NOT NULL,
	FOREIGN KEY (`office_id`) REFERENCES `office`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `briefing_office_ix` ON `briefing` (`office_id`,`id`);--> statement-breakpoint
CREATE INDEX `briefing_start_ix` ON `briefing` (`office_id`,`starts_at`);--> statement-breakpoint
CREATE INDEX `briefing_state_ix` ON `briefing` (`office_id`,`state`,`starts_at`);--> statement-breakpoint
CREATE INDEX `briefing_search_ix` ON `briefing` (`office_id`,`starts_at`,`ends_at`,`state`,`date_open`,`search_text`);--> statement-breakpoint
CREATE TABLE `follow_up_party` (
	`office_id` text NOT NULL,
	`follow_up_id` text NOT NULL,
	`institution_id` text NOT NULL,
	`progress` text,
	`progress_at` integer,
	PRIMARY KEY(`follow_up_id`, `institution_id`),
	FOREIGN KEY (`office_id`,`follow_up_id`) REFERENCES `follow_up`(`office_id`,`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`office_id`,`institution_id`) REFERENCES `institution`(`office_id`,`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `follow_up_party_institution_ix` ON `follow_up_party` (`institution_id`);--> statement-breakpoint
CREATE TABLE `follow_up_update` (
	`id` text PRIMARY KEY NOT NULL,
	`office_id` text NOT NULL,
	`follow_up_id` text NOT NULL,
	`kind` text NOT NULL,
	`at` integer NOT NULL,
	`actor_kind` text NOT NULL,
	`actor_id` text,
	`by_name` text NOT NULL,
	`institution_id` text,
	`channel` text,
	`from_state` text,
	`to_state` text,
	`from_due` text,
	`to_due` text,
	`progress` text,
	`reason` text,
	`note` text,
	`evidence` text,
	`changes` text,
	`undoes_id` text,
	FOREIGN KEY (`office_id`,`follow_up_id`) REFERENCES `follow_up`(`office_id`,`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `follow_up_update_follow_up_ix` ON `follow_up_update` (`follow_up_id`,`at`);--> statement-breakpoint
CREATE UNIQUE INDEX `follow_up_update_undoes_ix` ON `follow_up_update` (`undoes_id`);--> statement-breakpoint
CREATE TABLE `follow_up` (
	`id` text PRIMARY KEY NOT NULL,
	`office_id` text NOT NULL,
	`briefing_id` text,
	`agenda_item_id` text,
	`number` integer NOT NULL,
	`what` text NOT NULL,
	`origin` text,
	`lead_kind` text NOT NULL,
	`lead_institution_id` text,
	`lead_person_id` text,
	`lead_user_id` text,
	`due_on` text,
	`state` text NOT NULL,
	`state_at` integer NOT NULL,
	`news_at` integer NOT NULL,
	`superseded_by_id` text,
	`project_code` text,
	`search_text` text NOT NULL,
	`created_at` integer NOT NULL,
	`created_by` text,
	`version` integer NOT NULL,
	FOREIGN KEY (`office_id`) REFERENCES `office`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`office_id`,`briefing_id`) REFERENCES `briefing`(`office_id`,`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`office_id`,`lead_institution_id`) REFERENCES `institution`(`office_id`,`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`office_id`,`superseded_by_id`) REFERENCES `follow_up`(`office_id`,`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `follow_up_office_ix` ON `follow_up` (`office_id`,`id`);--> statement-breakpoint
CREATE UNIQUE INDEX `follow_up_number_ix` ON `follow_up` (`office_id`,`number`);--> statement-breakpoint
CREATE INDEX `follow_up_state_ix` ON `follow_up` (`office_id`,`state`,`due_on`);--> statement-breakpoint
CREATE INDEX `follow_up_briefing_ix` ON `follow_up` (`office_id`,`briefing_id`);--> statement-breakpoint
CREATE INDEX `follow_up_lead_ix` ON `follow_up` (`lead_institution_id`,`state`);--> statement-breakpoint
CREATE TABLE `review_decision` (
	`id` text PRIMARY KEY NOT NULL,
	`office_id` text NOT NULL,
	`review_id` text NOT NULL,
	`follow_up_id` text NOT NULL,
	`verdict` text NOT NULL,
	`at` integer NOT NULL,
	`update_id` text,
	`before` text NOT NULL,
	`after` text NOT NULL,
	`undone_at` integer,
	FOREIGN KEY (`office_id`,`review_id`) REFERENCES `review`(`office_id`,`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`office_id`,`follow_up_id`) REFERENCES `follow_up`(`office_id`,`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `review_decision_once_ix` ON `review_decision` (`review_id`,`follow_up_id`) WHERE undone_at is null;--> statement-breakpoint
CREATE INDEX `review_decision_review_ix` ON `review_decision` (`review_id`,`at`);--> statement-breakpoint
CREATE TABLE `review` (
	`id` text PRIMARY KEY NOT NULL,
	`office_id` text NOT NULL,
	`user_id` text NOT NULL,
	`filter` text NOT NULL,
	`queue` text NOT NULL,
	`started_at` integer NOT NULL,
	`finished_at` integer,
	`finishes` integer NOT NULL,
	FOREIGN KEY (`office_id`) REFERENCES `office`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `review_office_ix` ON `review` (`office_id`,`id`);--> statement-breakpoint
CREATE INDEX `review_user_ix` ON `review` (`user_id`,`started_at`);--> statement-breakpoint
CREATE TABLE `institution_name` (
	`id` text PRIMARY KEY NOT NULL,
	`office_id` text NOT NULL,
	`institution_id` text NOT NULL,
	`acronym` text,
	`name` text NOT NULL,
	`article` text NOT NULL,
	`valid_from` text,
	`valid_to` text,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`office_id`,`institution_id`) REFERENCES `institution`(`office_id`,`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `institution_name_institution_ix` ON `institution_name` (`institution_id`,`valid_from`);--> statement-breakpoint
CREATE TABLE `institution_succession` (
	`office_id` text NOT NULL,
	`from_id` text NOT NULL,
	`to_id` text NOT NULL,
	`kind` text NOT NULL,
	`on_day` text,
	`act` text,
	PRIMARY KEY(`from_id`, `to_id`, `kind`),
	FOREIGN KEY (`office_id`,`from_id`) REFERENCES `institution`(`office_id`,`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`office_id`,`to_id`) REFERENCES `institution`(`office_id`,`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `institution` (
	`id` text PRIMARY KEY NOT NULL,
	`office_id` text NOT NULL,
	`type` text NOT NULL,
	`parent_id` text,
	`precedence` integer NOT NULL,
	`named_publicly` integer NOT NULL,
	`topics` text NOT NULL,
	`language` text,
	`acronym` text,
	`name` text NOT NULL,
	`aliases` text NOT NULL,
	`search_text` text NOT NULL,
	`created_at` integer NOT NULL,
	`archived_at` integer,
	`version` integer NOT NULL,
	FOREIGN KEY (`office_id`) REFERENCES `office`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`office_id`,`parent_id`) REFERENCES `institution`(`office_id`,`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `institution_office_ix` ON `institution` (`office_id`,`id`);--> statement-breakpoint
CREATE INDEX `institution_precedence_ix` ON `institution` (`office_id`,`precedence`);--> statement-breakpoint
CREATE TABLE `person` (
	`id` text PRIMARY KEY NOT NULL,
	`office_id` text NOT NULL,
	`display_name` text NOT NULL,
	`legal_name` text,
	`sort_name` text,
	`honorific` text,
	`language` text,
	`form` text,
	`email` text,
	`shared_mailbox` integer NOT NULL,
	`phone` text,
	`search_text` text NOT NULL,
	`created_at` integer NOT NULL,
	`version` integer NOT NULL,
	FOREIGN KEY (`office_id`) REFERENCES `office`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `person_office_ix` ON `person` (`office_id`,`id`);--> statement-breakpoint
CREATE INDEX `person_email_ix` ON `person` (`office_id`,`email`);--> statement-breakpoint
CREATE TABLE `tenure` (
	`id` text PRIMARY KEY NOT NULL,
	`office_id` text NOT NULL,
	`person_id` text NOT NULL,
	`institution_id` text NOT NULL,
	`role` text,
	`post` text,
	`capacity` text NOT NULL,
	`liaison` integer NOT NULL,
	`valid_from` text,
	`valid_to` text,
	`created_at` integer NOT NULL,
	`version` integer NOT NULL,
	FOREIGN KEY (`office_id`,`person_id`) REFERENCES `person`(`office_id`,`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`office_id`,`institution_id`) REFERENCES `institution`(`office_id`,`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `tenure_office_ix` ON `tenure` (`office_id`,`id`);--> statement-breakpoint
CREATE INDEX `tenure_institution_ix` ON `tenure` (`institution_id`,`valid_to`);--> statement-breakpoint
CREATE INDEX `tenure_person_ix` ON `tenure` (`person_id`);--> statement-breakpoint
CREATE TABLE `answer` (
	`id` text PRIMARY KEY NOT NULL,
	`office_id` text NOT NULL,
	`invitation_id` text NOT NULL,
	`value` text NOT NULL,
	`at` integer NOT NULL,
	`channel` text NOT NULL,
	`by_name` text NOT NULL,
	`by_post` text,
	`by_person_id` text,
	`recorded_by` text,
	`reason` text,
	`tell_by` text,
	`substitute_name` text,
	`substitute_post` text,
	`late` integer NOT NULL,
	`based_on` text,
	`notice_version` text,
	`undone_at` integer,
	FOREIGN KEY (`office_id`,`invitation_id`) REFERENCES `invitation`(`office_id`,`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `answer_invitation_ix` ON `answer` (`invitation_id`,`at`);--> statement-breakpoint
CREATE TABLE `delegate_need` (
	`delegate_id` text PRIMARY KEY NOT NULL,
	`office_id` text NOT NULL,
	`access` text NOT NULL,
	`note` text,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`delegate_id`) REFERENCES `delegate`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `delegate` (
	`id` text PRIMARY KEY NOT NULL,
	`office_id` text NOT NULL,
	`invitation_id` text NOT NULL,
	`position` integer NOT NULL,
	`person_id` text,
	`name` text,
	`post` text,
	`role` text NOT NULL,
	`mode` text NOT NULL,
	`seat` text NOT NULL,
	`email` text,
	`substitute` integer NOT NULL,
	`list_consent` integer NOT NULL,
	`photo_consent` integer NOT NULL,
	`follow_up_consent` integer NOT NULL,
	`created_at` integer NOT NULL,
	`removed_at` integer,
	`set_aside_by` text,
	FOREIGN KEY (`office_id`,`invitation_id`) REFERENCES `invitation`(`office_id`,`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `delegate_invitation_ix` ON `delegate` (`invitation_id`,`position`);--> statement-breakpoint
CREATE INDEX `delegate_person_ix` ON `delegate` (`person_id`);--> statement-breakpoint
CREATE TABLE `invitation_link` (
	`id` text PRIMARY KEY NOT NULL,
	`office_id` text NOT NULL,
	`invitation_id` text NOT NULL,
	`token_hash` text NOT NULL,
	`created_at` integer NOT NULL,
	`created_by` text,
	`expires_at` integer NOT NULL,
	`revoked_at` integer,
	FOREIGN KEY (`office_id`,`invitation_id`) REFERENCES `invitation`(`office_id`,`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `invitation_link_token_ix` ON `invitation_link` (`token_hash`);--> statement-breakpoint
CREATE INDEX `invitation_link_invitation_ix` ON `invitation_link` (`invitation_id`,`created_at`);--> statement-breakpoint
CREATE TABLE `invitation` (
	`id` text PRIMARY KEY NOT NULL,
	`office_id` text NOT NULL,
	`briefing_id` text NOT NULL,
	`institution_id` text NOT NULL,
	`reference` text NOT NULL,
	`state` text NOT NULL,
	`quota` integer NOT NULL,
	`addressee_tenure_id` text,
	`document_kind` text NOT NULL,
	`language` text NOT NULL,
	`precedence` integer NOT NULL,
	`answer` text,
	`answer_id` text,
	`answered_at` integer,
	`named` integer NOT NULL,
	`to_designate` integer NOT NULL,
	`conflict` integer NOT NULL,
	`sent_at` integer,
	`withdrawn_at` integer,
	`changed_at` integer NOT NULL,
	`created_at` integer NOT NULL,
	`version` integer NOT NULL,
	FOREIGN KEY (`office_id`,`briefing_id`) REFERENCES `briefing`(`office_id`,`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`office_id`,`institution_id`) REFERENCES `institution`(`office_id`,`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `invitation_once_ix` ON `invitation` (`briefing_id`,`institution_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `invitation_office_ix` ON `invitation` (`office_id`,`id`);--> statement-breakpoint
CREATE UNIQUE INDEX `invitation_reference_ix` ON `invitation` (`office_id`,`reference`);--> statement-breakpoint
CREATE INDEX `invitation_briefing_ix` ON `invitation` (`office_id`,`briefing_id`,`precedence`);--> statement-breakpoint
CREATE INDEX `invitation_institution_ix` ON `invitation` (`institution_id`,`created_at`);--> statement-breakpoint
CREATE TABLE `audit` (
	`id` text PRIMARY KEY NOT NULL,
	`office_id` text,
	`at` integer NOT NULL,
	`actor_kind` text NOT NULL,
	`actor_id` text,
	`action` text NOT NULL,
	`subject_type` text NOT NULL,
	`subject_id` text NOT NULL,
	`briefing_id` text,
	`institution_id` text,
	`fields` text,
	`facts` text
);
--> statement-breakpoint
CREATE INDEX `audit_briefing_ix` ON `audit` (`briefing_id`,`at`);--> statement-breakpoint
CREATE INDEX `audit_subject_ix` ON `audit` (`subject_id`,`at`);--> statement-breakpoint
CREATE INDEX `audit_office_ix` ON `audit` (`office_id`,`at`);--> statement-breakpoint
CREATE TABLE `history` (
	`audit_id` text NOT NULL,
	`field` text NOT NULL,
	`before` text,
	`after` text,
	PRIMARY KEY(`audit_id`, `field`),
	FOREIGN KEY (`audit_id`) REFERENCES `audit`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `message` (
	`id` text PRIMARY KEY NOT NULL,
	`office_id` text,
	`kind` text NOT NULL,
	`unique_key` text NOT NULL,
	`mail_id` text NOT NULL,
	`to_name` text,
	`to_address` text NOT NULL,
	`language` text NOT NULL,
	`batch_id` text,
	`briefing_id` text,
	`invitation_id` text,
	`payload` text,
	`state` text NOT NULL,
	`send_after` integer NOT NULL,
	`attempts` integer NOT NULL,
	`lease_until` integer,
	`sent_at` integer,
	`subject` text,
	`last_error` text,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `message_key_ix` ON `message` (`unique_key`);--> statement-breakpoint
CREATE INDEX `message_due_ix` ON `message` (`state`,`send_after`);--> statement-breakpoint
CREATE INDEX `message_batch_ix` ON `message` (`batch_id`);--> statement-breakpoint
CREATE INDEX `message_invitation_ix` ON `message` (`invitation_id`,`created_at`);--> statement-breakpoint
CREATE INDEX `message_briefing_ix` ON `message` (`briefing_id`,`created_at`);--> statement-breakpoint
CREATE INDEX `message_office_ix` ON `message` (`office_id`,`state`);--> statement-breakpoint
CREATE TABLE `receipt` (
	`key` text PRIMARY KEY NOT NULL,
	`scope` text NOT NULL,
	`result` text,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `receipt_at_ix` ON `receipt` (`at`);--> statement-breakpoint
CREATE TABLE `setting` (
	`key` text PRIMARY KEY NOT NULL,
	`value` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `holiday` (
	`id` text PRIMARY KEY NOT NULL,
	`office_id` text NOT NULL,
	`day` text NOT NULL,
	`name` text NOT NULL,
	FOREIGN KEY (`office_id`) REFERENCES `office`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `holiday_day_ix` ON `holiday` (`office_id`,`day`);--> statement-breakpoint
CREATE TABLE `membership` (
	`id` text PRIMARY KEY NOT NULL,
	`office_id` text NOT NULL,
	`user_id` text NOT NULL,
	`role` text NOT NULL,
	`disabled_at` integer,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`office_id`) REFERENCES `office`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`user_id`) REFERENCES `user`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `membership_user_ix` ON `membership` (`user_id`,`office_id`);--> statement-breakpoint
CREATE INDEX `membership_office_ix` ON `membership` (`office_id`);--> statement-breakpoint
CREATE TABLE `office` (
	`id` text PRIMARY KEY NOT NULL,
	`key` text NOT NULL,
	`name` text NOT NULL,
	`short_name` text NOT NULL,
	`city` text,
	`zone` text NOT NULL,
	`languages` text NOT NULL,
	`language` text NOT NULL,
	`contact_name` text,
	`contact_phone` text,
	`contact_whatsapp` text,
	`contact_email` text,
	`parent_id` text,
	`created_at` integer NOT NULL,
	`version` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `office_key_ix` ON `office` (`key`);--> statement-breakpoint
CREATE TABLE `session` (
	`id` text PRIMARY KEY NOT NULL,
	`user_id` text NOT NULL,
	`office_id` text NOT NULL,
	`created_at` integer NOT NULL,
	`seen_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`ended_at` integer,
	FOREIGN KEY (`user_id`) REFERENCES `user`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`office_id`) REFERENCES `office`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `session_user_ix` ON `session` (`user_id`);--> statement-breakpoint
CREATE TABLE `sign_in_link` (
	`id` text PRIMARY KEY NOT NULL,
	`user_id` text NOT NULL,
	`token_hash` text NOT NULL,
	`next` text,
	`browser_hash` text,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`used_at` integer,
	FOREIGN KEY (`user_id`) REFERENCES `user`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `sign_in_link_token_ix` ON `sign_in_link` (`token_hash`);--> statement-breakpoint
CREATE INDEX `sign_in_link_user_ix` ON `sign_in_link` (`user_id`,`created_at`);--> statement-breakpoint
CREATE TABLE `user` (
	`id` text PRIMARY KEY NOT NULL,
	`email` text NOT NULL,
	`name` text NOT NULL,
	`language` text NOT NULL,
	`theme` text NOT NULL,
	`review_keys` integer NOT NULL,
	`created_at` integer NOT NULL,
	`version` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `user_email_ix` ON `user` (`email`);