-- Search compares tokens byte by byte: they are folded before they come here, so a collation would find nothing more, and takes a third of what indexing takes.
-- Forward only; every statement may be run again. Programs of before read on: they ask with the same tokens.
-- readable-from: 6

SET SESSION innodb_ft_enable_stopword = OFF;
ALTER TABLE search_text MODIFY words MEDIUMTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL;
ALTER TABLE activity MODIFY words MEDIUMTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL;
