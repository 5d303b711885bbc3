CREATE TABLE `search_entry` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`office_id` text NOT NULL,
	`kind` text NOT NULL,
	`ref` text NOT NULL,
	`text` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `search_entry_ref_ix` ON `search_entry` (`ref`);--> statement-breakpoint
CREATE INDEX `search_entry_kind_ix` ON `search_entry` (`office_id`,`kind`);--> statement-breakpoint
INSERT INTO `search_entry` (`office_id`, `kind`, `ref`, `text`)
  SELECT `office_id`, 'briefing', `id`, `search_text` FROM `briefing`
  UNION ALL SELECT `office_id`, 'institution', `id`, `search_text` FROM `institution`
  UNION ALL SELECT `office_id`, 'person', `id`, `search_text` FROM `person`
  UNION ALL SELECT `office_id`, 'follow_up', `id`, `search_text` FROM `follow_up`;--> statement-breakpoint
CREATE VIRTUAL TABLE `search_briefing` USING fts5(`text`, content='search_entry', content_rowid='id', columnsize=0, tokenize='trigram');--> statement-breakpoint
INSERT INTO `search_briefing` (`rowid`, `text`) SELECT `id`, `text` FROM `search_entry` WHERE `kind` = 'briefing';--> statement-breakpoint
CREATE VIRTUAL TABLE `search_institution` USING fts5(`text`, content='search_entry', content_rowid='id', columnsize=0, tokenize='trigram');--> statement-breakpoint
INSERT INTO `search_institution` (`rowid`, `text`) SELECT `id`, `text` FROM `search_entry` WHERE `kind` = 'institution';--> statement-breakpoint
CREATE VIRTUAL TABLE `search_person` USING fts5(`text`, content='search_entry', content_rowid='id', columnsize=0, tokenize='trigram');--> statement-breakpoint
INSERT INTO `search_person` (`rowid`, `text`) SELECT `id`, `text` FROM `search_entry` WHERE `kind` = 'person';--> statement-breakpoint
CREATE VIRTUAL TABLE `search_follow_up` USING fts5(`text`, content='search_entry', content_rowid='id', columnsize=0, tokenize='trigram');--> statement-breakpoint
INSERT INTO `search_follow_up` (`rowid`, `text`) SELECT `id`, `text` FROM `search_entry` WHERE `kind` = 'follow_up';
