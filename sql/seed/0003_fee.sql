-- Rates of the notice (rules.md § 7): only trading accounts of project owners and others pay.
INSERT IGNORE INTO fee_rate (item, kind, effective_on, amount_fen) VALUES
('opening', 'project_owner', '2023-08-21', 200000),
('annual',  'project_owner', '2023-08-21', 100000),
('opening', 'other',         '2023-08-21', 200000),
('annual',  'other',         '2023-08-21', 100000);
