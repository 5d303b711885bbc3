CREATE TABLE `material_version` (
	`id` text PRIMARY KEY NOT NULL,
	`office_id` text NOT NULL,
	`material_id` text NOT NULL,
	`n` integer NOT NULL,
	`file_name` text NOT NULL,
	`kind` text NOT NULL,
	`size` integer NOT NULL,
	`sha256` text NOT NULL,
	`found` text NOT NULL,
	`uploaded_by` text,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`office_id`,`material_id`) REFERENCES `material`(`office_id`,`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `material_version_ix` ON `material_version` (`material_id`,`n`);--> statement-breakpoint
CREATE INDEX `material_version_file_ix` ON `material_version` (`office_id`,`sha256`,`size`);--> statement-breakpoint
CREATE TABLE `material` (
	`id` text PRIMARY KEY NOT NULL,
	`office_id` text NOT NULL,
	`briefing_id` text NOT NULL,
	`item_id` text,
	`position` integer NOT NULL,
	`title` text NOT NULL,
	`language` text NOT NULL,
	`visibility` text NOT NULL,
	`latest` integer NOT NULL,
	`shown` integer,
	`created_at` integer NOT NULL,
	`removed_at` integer,
	`version` integer NOT NULL,
	FOREIGN KEY (`item_id`) REFERENCES `agenda_item`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`office_id`,`briefing_id`) REFERENCES `briefing`(`office_id`,`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `material_office_ix` ON `material` (`office_id`,`id`);--> statement-breakpoint
CREATE INDEX `material_briefing_ix` ON `material` (`briefing_id`,`position`);