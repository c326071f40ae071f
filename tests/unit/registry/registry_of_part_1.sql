CREATE TABLE submissions (
	sequence INTEGER NOT NULL, 
	submission_id TEXT NOT NULL, 
	received_at TEXT NOT NULL, 
	submitted_by TEXT NOT NULL, 
	period TEXT NOT NULL, 
	as_of TEXT NOT NULL, 
	note TEXT NOT NULL, 
	PRIMARY KEY (sequence), 
	UNIQUE (submission_id)
);
CREATE TRIGGER submissions_no_update BEFORE UPDATE ON submissions BEGIN SELECT RAISE(ABORT, 'accepted rows are never changed'); END;
CREATE TRIGGER submissions_no_delete BEFORE DELETE ON submissions BEGIN SELECT RAISE(ABORT, 'accepted rows are never changed'); END;
CREATE TABLE submission_files (
	submission_id TEXT NOT NULL, 
	file_name TEXT NOT NULL, 
	sha256 TEXT NOT NULL, 
	content BLOB NOT NULL, 
	PRIMARY KEY (submission_id, file_name), 
	FOREIGN KEY(submission_id) REFERENCES submissions (submission_id)
);
CREATE TRIGGER submission_files_no_update BEFORE UPDATE ON submission_files BEGIN SELECT RAISE(ABORT, 'accepted rows are never changed'); END;
CREATE TRIGGER submission_files_no_delete BEFORE DELETE ON submission_files BEGIN SELECT RAISE(ABORT, 'accepted rows are never changed'); END;
CREATE TABLE projects (
	row_id INTEGER NOT NULL, 
	submission_id TEXT NOT NULL, 
	is_withdrawn BOOLEAN NOT NULL, 
	project_id TEXT NOT NULL, 
	name TEXT NOT NULL, 
	plan_id TEXT NOT NULL, 
	field_code TEXT NOT NULL, 
	company_name TEXT NOT NULL, 
	corporate_number TEXT NOT NULL, 
	company_disclosure TEXT NOT NULL, 
	status_code TEXT NOT NULL, 
	amount_yen BIGINT, 
	amount_scope TEXT NOT NULL, 
	public_support_yen BIGINT, 
	announced_date TEXT NOT NULL, 
	start_date TEXT NOT NULL, 
	operation_date TEXT NOT NULL, 
	is_core BOOLEAN, 
	source_url TEXT NOT NULL, 
	source_quote TEXT NOT NULL, 
	note TEXT NOT NULL, 
	source_file TEXT NOT NULL, 
	source_sheet TEXT NOT NULL, 
	source_row INTEGER NOT NULL, 
	PRIMARY KEY (row_id), 
	FOREIGN KEY(submission_id) REFERENCES submissions (submission_id)
);
CREATE INDEX projects_by_key ON projects (project_id, row_id);
CREATE TRIGGER projects_no_update BEFORE UPDATE ON projects BEGIN SELECT RAISE(ABORT, 'accepted rows are never changed'); END;
CREATE TRIGGER projects_no_delete BEFORE DELETE ON projects BEGIN SELECT RAISE(ABORT, 'accepted rows are never changed'); END;
CREATE TABLE project_sites (
	row_id INTEGER NOT NULL, 
	submission_id TEXT NOT NULL, 
	is_withdrawn BOOLEAN NOT NULL, 
	project_id TEXT NOT NULL, 
	lg_code TEXT NOT NULL, 
	share DOUBLE, 
	location_precision TEXT NOT NULL, 
	lon DOUBLE, 
	lat DOUBLE, 
	place_note TEXT NOT NULL, 
	source_file TEXT NOT NULL, 
	source_sheet TEXT NOT NULL, 
	source_row INTEGER NOT NULL, 
	PRIMARY KEY (row_id), 
	FOREIGN KEY(submission_id) REFERENCES submissions (submission_id)
);
CREATE INDEX project_sites_by_key ON project_sites (project_id, lg_code, row_id);
CREATE TRIGGER project_sites_no_update BEFORE UPDATE ON project_sites BEGIN SELECT RAISE(ABORT, 'accepted rows are never changed'); END;
CREATE TRIGGER project_sites_no_delete BEFORE DELETE ON project_sites BEGIN SELECT RAISE(ABORT, 'accepted rows are never changed'); END;


PRAGMA application_id = 1229870669;
INSERT INTO submissions VALUES (1, 'S-old', '2026-04-01T00:00:00+09:00', '熊本県', '2026H1', '2026-03', '');
INSERT INTO projects (submission_id, is_withdrawn, project_id, name, plan_id, field_code, company_name,
  corporate_number, company_disclosure, status_code, amount_yen, amount_scope, announced_date, start_date,
  operation_date, source_url, source_quote, note, source_file, source_sheet, source_row)
VALUES ('S-old', 0, 'P-1', '旧い案件', '', 'ai_semiconductor', '会社', '', 'public', 'announced', 100, 'single_site',
  '2024', '', '2027', '', '', '', 'projects.csv', '', 2);
