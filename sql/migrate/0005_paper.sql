-- Paper (rules.md §§ 4, 5): what each paper must bear, what was found on it, every shipment of it, and how many copies of each
-- material went on to the registry.

-- What a paper copy of the material must bear (notice § 三): a seal, a signature, lines copied by hand.
ALTER TABLE material
  ADD COLUMN needs_seal TINYINT NOT NULL DEFAULT 0 AFTER registry_copies,
  ADD COLUMN needs_signature TINYINT NOT NULL DEFAULT 0 AFTER needs_seal,
  ADD COLUMN needs_copy TINYINT NOT NULL DEFAULT 0 AFTER needs_signature;
UPDATE material SET needs_seal = 1 WHERE revision_id = 7 AND code <> 'project_proof';
UPDATE material SET needs_signature = 1
 WHERE revision_id = 7 AND code IN ('registry_form_enterprise', 'registry_form_group', 'registry_authorisation',
                                    'trading_recommendation', 'trading_agreement', 'proxy_authorisation');
UPDATE material SET needs_copy = 1 WHERE revision_id = 7 AND code = 'trading_agreement';

-- What the exchange found on a paper. Papers that were in order before this was asked bore all of it.
ALTER TABLE paper
  ADD COLUMN sealed TINYINT NOT NULL DEFAULT 0 AFTER copies,
  ADD COLUMN signed TINYINT NOT NULL DEFAULT 0 AFTER sealed,
  ADD COLUMN hand_copied TINYINT NOT NULL DEFAULT 0 AFTER signed;
UPDATE paper SET sealed = 1, signed = 1, hand_copied = 1 WHERE problem IS NULL;

-- One shipment each time papers are awaited: moves is application.moves of that time. Couriers' numbers are searched for.
ALTER TABLE shipment
  ADD COLUMN moves INT NOT NULL DEFAULT 0 AFTER version,
  DROP PRIMARY KEY,
  ADD PRIMARY KEY (application_id, version, moves),
  ADD KEY shipment_tracking (tracking);
UPDATE shipment s JOIN application a ON a.id = s.application_id AND a.version = s.version
   SET s.moves = a.moves WHERE a.state = 'awaiting_paper';

-- Whose receipts of the day.
ALTER TABLE application_event
  ADD KEY application_event_actor (actor_kind, actor_id, happened_at, id);

-- A hand-over line material by material: copies sent by the exchange, counted by the registry.
CREATE TABLE hand_over_paper (
  hand_over_id   BIGINT UNSIGNED NOT NULL,
  application_id BIGINT UNSIGNED NOT NULL,
  code           VARCHAR(40)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  copies         INT          NOT NULL,
  counted        INT          NULL,
  PRIMARY KEY (hand_over_id, application_id, code),
  FOREIGN KEY (hand_over_id, application_id) REFERENCES hand_over_line (hand_over_id, application_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
