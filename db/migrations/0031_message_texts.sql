CREATE TABLE `message_text` (
	`message_id` text PRIMARY KEY NOT NULL,
	`packed` blob NOT NULL
);
