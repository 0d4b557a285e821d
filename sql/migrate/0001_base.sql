-- The tables of the joint account opening. Times are UTC. Money is integer fen. Names of people, numbers of documents,
-- mobiles and codes are sealed (crypt.h) or kept as keyed hashes; masked columns are for lists.
-- Every table: InnoDB, primary key, explicit collation.

CREATE TABLE visitor (
  id             BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
  username       VARCHAR(32)  CHARACTER SET ascii COLLATE ascii_general_ci NOT NULL,
  password_hash  VARCHAR(128) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  mobile_sealed  VARBINARY(128) NOT NULL,
  mobile_index   BINARY(32)   NOT NULL,
  mobile_masked  VARCHAR(16)  NOT NULL,
  created_at     DATETIME     NOT NULL,
  UNIQUE KEY visitor_username (username),
  KEY visitor_mobile (mobile_index)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE staff (
  id             BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
  username       VARCHAR(32)  CHARACTER SET ascii COLLATE ascii_general_ci NOT NULL,
  name           VARCHAR(64)  NOT NULL,
  organisation   VARCHAR(16)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL, -- exchange | registry | security
  password_hash  VARCHAR(128) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  mobile_sealed  VARBINARY(128) NOT NULL,
  mobile_index   BINARY(32)   NOT NULL,
  mobile_masked  VARCHAR(16)  NOT NULL,
  enabled        TINYINT      NOT NULL DEFAULT 1,
  created_at     DATETIME     NOT NULL,
  UNIQUE KEY staff_username (username)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE staff_role (
  staff_id       BIGINT UNSIGNED NOT NULL,
  role           VARCHAR(24)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  PRIMARY KEY (staff_id, role),
  FOREIGN KEY (staff_id) REFERENCES staff (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- Sessions of visitors, staff and account holders; only the hash of the token is here (rules.md § 9).
CREATE TABLE session (
  token_hash     BINARY(32)   NOT NULL PRIMARY KEY,
  realm          VARCHAR(8)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL, -- visitor | staff | holder
  subject_id     BIGINT UNSIGNED NOT NULL,
  stage          VARCHAR(8)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL, -- password (second factor missing) | full
  created_at     DATETIME     NOT NULL,
  seen_at        DATETIME     NOT NULL,
  ended_at       DATETIME     NULL,
  step_up_at     DATETIME     NULL,
  ip             VARCHAR(45)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  KEY session_subject (realm, subject_id, ended_at),
  KEY session_seen (seen_at)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- Mobiles and e-mail addresses confirmed by code (rules.md § 2.6): hold for one value, known by its keyed hash.
CREATE TABLE contact_confirmation (
  application_id BIGINT UNSIGNED NOT NULL,
  name           VARCHAR(48)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,   -- trader_mobile | trader_email
  value_index    BINARY(32)   NOT NULL,
  confirmed_at   DATETIME     NOT NULL,
  PRIMARY KEY (application_id, name)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- A form posted after its session ended, sealed, restored after the same person signs in in the same browser.
CREATE TABLE kept_form (
  id_hash        BINARY(32)   NOT NULL PRIMARY KEY,
  realm          VARCHAR(8)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  subject_id     BIGINT UNSIGNED NOT NULL,
  path           VARCHAR(255) NOT NULL,
  body_sealed    MEDIUMBLOB   NOT NULL,
  created_at     DATETIME     NOT NULL,
  KEY kept_form_created (created_at)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- One-time codes sent by SMS and e-mail. subject_index: keyed hash of purpose and number; one live row each.
CREATE TABLE one_time_code (
  subject_index  BINARY(32)   NOT NULL PRIMARY KEY,
  purpose        VARCHAR(24)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  code_hash      BINARY(32)   NOT NULL,
  tries          INT          NOT NULL DEFAULT 0,
  created_at     DATETIME     NOT NULL,
  expires_at     DATETIME     NOT NULL,
  used_at        DATETIME     NULL,
  KEY one_time_code_expires (expires_at)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- Counters of limits: one row per (what, whom, window).
CREATE TABLE rate (
  bucket         BINARY(32)   NOT NULL,
  window_start   BIGINT       NOT NULL,
  count          INT          NOT NULL,
  PRIMARY KEY (bucket, window_start),
  KEY rate_window (window_start)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- One-time form keys: the same key and content gives the first result, other content is refused.
CREATE TABLE operation (
  op_key         BINARY(32)   NOT NULL PRIMARY KEY,
  content_hash   BINARY(32)   NOT NULL,
  result         VARCHAR(255) NOT NULL,
  created_at     DATETIME     NOT NULL,
  KEY operation_created (created_at)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- The notice and its catalogue of materials: versioned data with a day from which it holds.
CREATE TABLE notice_revision (
  id             INT UNSIGNED NOT NULL PRIMARY KEY,          -- the revision's number, e.g. 7
  title          VARCHAR(120) NOT NULL,
  published_on   DATE         NOT NULL,
  effective_on   DATE         NOT NULL,
  body           MEDIUMTEXT   NOT NULL,                      -- the notice's wording, Markdown
  mail_address   VARCHAR(200) NOT NULL,
  mail_recipient VARCHAR(100) NOT NULL,
  mail_postcode  VARCHAR(6)   NOT NULL,
  mail_phone     VARCHAR(30)  NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE material (
  revision_id    INT UNSIGNED NOT NULL,
  code           VARCHAR(40)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  number         INT          NOT NULL,
  name           VARCHAR(100) NOT NULL,
  accounts       VARCHAR(2)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL,   -- R, T or RT
  applies_when   VARCHAR(40)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,   -- always | foreign_invested | legal_person | other_organisation | project_owner | signed_by_proxy
  paper_copies   INT          NOT NULL,
  registry_copies INT         NOT NULL,
  source         VARCHAR(16)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,   -- own | generated
  requirement    VARCHAR(1000) NOT NULL,
  PRIMARY KEY (revision_id, code),
  UNIQUE KEY material_number (revision_id, number),
  FOREIGN KEY (revision_id) REFERENCES notice_revision (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- The slots of a material: "document", or "front" and "back" of an identity card …
CREATE TABLE material_slot (
  revision_id    INT UNSIGNED NOT NULL,
  code           VARCHAR(40)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  slot           VARCHAR(16)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,   -- document | front | back | transfer
  position       INT          NOT NULL,
  name           VARCHAR(60)  NOT NULL,
  applies_when   VARCHAR(40)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,   -- always | not_owner | two_sided:<person>
  PRIMARY KEY (revision_id, code, slot),
  FOREIGN KEY (revision_id, code) REFERENCES material (revision_id, code)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE application (
  id             BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
  public_id      CHAR(22)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,   -- random, for URLs of the office
  visitor_id     BIGINT UNSIGNED NOT NULL,
  number         CHAR(16)     CHARACTER SET ascii COLLATE ascii_bin NULL,       -- 受理号 from the first submission
  state          VARCHAR(20)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  version        INT          NOT NULL DEFAULT 0,            -- newest frozen version; 0 never submitted
  moves          INT          NOT NULL DEFAULT 0,            -- compare-and-set counter of state moves
  edits          INT          NOT NULL DEFAULT 0,            -- counts saves of the working copy: a check page made before one is stale
  revision_id    INT UNSIGNED NOT NULL,
  amending       TINYINT      NOT NULL DEFAULT 0,            -- the applicant is changing what was submitted
  org_name       VARCHAR(120) NOT NULL DEFAULT '',           -- of the frozen version, for lists
  uscc           VARCHAR(18)  CHARACTER SET ascii COLLATE ascii_bin NULL,       -- likewise
  kind           VARCHAR(20)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT '',
  subject        VARCHAR(20)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT '',
  open_visitor_id BIGINT UNSIGNED NULL,                      -- = visitor_id while open: one open application per visitor
  open_uscc      VARCHAR(18)  CHARACTER SET ascii COLLATE ascii_bin NULL,       -- = uscc from submission while open
  claimed_by     BIGINT UNSIGNED NULL,
  claimed_at     DATETIME     NULL,
  stage_since    DATETIME     NOT NULL,                      -- when the present state began
  due_on         DATE         NULL,                          -- of the present state, Beijing date
  created_at     DATETIME     NOT NULL,
  submitted_at   DATETIME     NULL,                          -- of the newest version
  UNIQUE KEY application_public (public_id),
  UNIQUE KEY application_number (number),
  UNIQUE KEY application_open_visitor (open_visitor_id),
  UNIQUE KEY application_open_uscc (open_uscc),
  KEY application_queue (state, stage_since, id),
  KEY application_claim (claimed_by, state, stage_since, id),
  KEY application_visitor (visitor_id, id),
  KEY application_name (org_name),
  KEY application_uscc (uscc),
  FOREIGN KEY (visitor_id) REFERENCES visitor (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- Numbers of the day for 受理号 (name 'application-20261122') and account numbers.
CREATE TABLE sequence_number (
  name           VARCHAR(40)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
  value          BIGINT       NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- The working copy: one row per section; saved is compare-and-set so that two tabs cannot overwrite each other.
CREATE TABLE application_section (
  application_id BIGINT UNSIGNED NOT NULL,
  section        VARCHAR(24)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  saved          INT          NOT NULL,                      -- counts saves, starts at 1
  complete       TINYINT      NOT NULL,
  saved_at       DATETIME     NOT NULL,
  PRIMARY KEY (application_id, section),
  FOREIGN KEY (application_id) REFERENCES application (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- Values of the fields of fcgi/core/form.def. All values are sealed (place application_field/<id>/<name>).
CREATE TABLE application_field (
  application_id BIGINT UNSIGNED NOT NULL,
  name           VARCHAR(48)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  value_sealed   VARBINARY(8300) NOT NULL,
  PRIMARY KEY (application_id, name),
  FOREIGN KEY (application_id) REFERENCES application (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- Frozen versions. digest: over all fields and files, so that what was decided on can be shown to be this.
CREATE TABLE application_version (
  application_id BIGINT UNSIGNED NOT NULL,
  version        INT          NOT NULL,
  digest         BINARY(32)   NOT NULL,
  revision_id    INT UNSIGNED NOT NULL,
  submitted_at   DATETIME     NOT NULL,
  PRIMARY KEY (application_id, version),
  FOREIGN KEY (application_id) REFERENCES application (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- Sealed with the place of the working copy, so freezing copies bytes.
CREATE TABLE version_field (
  application_id BIGINT UNSIGNED NOT NULL,
  version        INT          NOT NULL,
  name           VARCHAR(48)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  value_sealed   VARBINARY(8300) NOT NULL,
  value_index    BINARY(32)   NOT NULL,                      -- keyed hash of name and value: finds equal people and changes
  PRIMARY KEY (application_id, version, name),
  KEY version_field_index (value_index),
  FOREIGN KEY (application_id, version) REFERENCES application_version (application_id, version)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE file (
  id             BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
  public_id      CHAR(22)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,   -- in URLs; also the name on disk
  application_id BIGINT UNSIGNED NOT NULL,
  sha            BINARY(32)   NOT NULL,                      -- BLAKE2b-256 of the plain content
  size           BIGINT       NOT NULL,
  type           VARCHAR(20)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,   -- application/pdf image/jpeg image/png
  name           VARCHAR(200) NOT NULL,                      -- as the applicant called it, for showing only
  created_at     DATETIME     NOT NULL,
  UNIQUE KEY file_public (public_id),
  KEY file_application (application_id, sha),
  FOREIGN KEY (application_id) REFERENCES application (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- Which files stand in which slot of the working copy, and of each version.
CREATE TABLE application_file (
  application_id BIGINT UNSIGNED NOT NULL,
  code           VARCHAR(40)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  slot           VARCHAR(16)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  file_id        BIGINT UNSIGNED NOT NULL,
  PRIMARY KEY (application_id, code, slot, file_id),
  FOREIGN KEY (application_id) REFERENCES application (id),
  FOREIGN KEY (file_id) REFERENCES file (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE version_file (
  application_id BIGINT UNSIGNED NOT NULL,
  version        INT          NOT NULL,
  code           VARCHAR(40)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  slot           VARCHAR(16)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  file_id        BIGINT UNSIGNED NOT NULL,
  PRIMARY KEY (application_id, version, code, slot, file_id),
  FOREIGN KEY (application_id, version) REFERENCES application_version (application_id, version),
  FOREIGN KEY (file_id) REFERENCES file (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- A reviewer's mark on one field or material of a version: right or wrong.
CREATE TABLE mark (
  application_id BIGINT UNSIGNED NOT NULL,
  version        INT          NOT NULL,
  stage          VARCHAR(16)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,   -- initial_review | paper_review | registry_review
  target         VARCHAR(64)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,   -- field:<name> | material:<code>
  verdict        VARCHAR(8)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL,   -- right | wrong
  problem        VARCHAR(500) NOT NULL DEFAULT '',           -- what is wrong (for wrong)
  remedy         VARCHAR(500) NOT NULL DEFAULT '',           -- how to mend it
  staff_id       BIGINT UNSIGNED NOT NULL,
  marked_at      DATETIME     NOT NULL,
  PRIMARY KEY (application_id, version, stage, target),
  FOREIGN KEY (application_id, version) REFERENCES application_version (application_id, version)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- One decision per application, version and stage. The trigger below holds the four eyes.
CREATE TABLE decision (
  application_id BIGINT UNSIGNED NOT NULL,
  version        INT          NOT NULL,
  stage          VARCHAR(16)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  verdict        VARCHAR(8)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL,   -- pass | return | refuse
  staff_id       BIGINT UNSIGNED NOT NULL,
  proposer_id    BIGINT UNSIGNED NULL,                       -- of a refusal
  reason         VARCHAR(1000) NOT NULL DEFAULT '',
  decided_at     DATETIME     NOT NULL,
  PRIMARY KEY (application_id, version, stage),
  CHECK (proposer_id IS NULL OR proposer_id <> staff_id),
  CHECK (verdict <> 'refuse' OR proposer_id IS NOT NULL),
  FOREIGN KEY (application_id, version) REFERENCES application_version (application_id, version),
  FOREIGN KEY (staff_id) REFERENCES staff (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TRIGGER decision_four_eyes BEFORE INSERT ON decision FOR EACH ROW
  IF NEW.verdict = 'pass' AND EXISTS (SELECT 1 FROM decision d
       WHERE d.application_id = NEW.application_id AND d.version = NEW.version
         AND d.verdict = 'pass' AND d.staff_id = NEW.staff_id) THEN
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'four eyes: this person passed another stage of this version', MYSQL_ERRNO = 1644;
  END IF;

-- Items of a correction notice 一次性告知书.
CREATE TABLE correction (
  application_id BIGINT UNSIGNED NOT NULL,
  version        INT          NOT NULL,                      -- of the version that was returned
  number         INT          NOT NULL,                      -- 1..n in the notice
  target         VARCHAR(64)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,   -- field:<name> | material:<code>
  problem        VARCHAR(500) NOT NULL,
  remedy         VARCHAR(500) NOT NULL DEFAULT '',
  answer         VARCHAR(1000) NULL,                         -- the applicant's explanation instead of a change
  PRIMARY KEY (application_id, version, number),
  FOREIGN KEY (application_id, version) REFERENCES application_version (application_id, version)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE refusal_proposal (
  application_id BIGINT UNSIGNED NOT NULL,
  version        INT          NOT NULL,
  stage          VARCHAR(16)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  staff_id       BIGINT UNSIGNED NOT NULL,
  reason         VARCHAR(1000) NOT NULL,
  proposed_at    DATETIME     NOT NULL,
  PRIMARY KEY (application_id, version, stage),
  FOREIGN KEY (application_id, version) REFERENCES application_version (application_id, version)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- The timeline: every state move.
CREATE TABLE application_event (
  id             BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
  application_id BIGINT UNSIGNED NOT NULL,
  version        INT          NOT NULL,
  action         VARCHAR(16)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  from_state     VARCHAR(20)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  to_state       VARCHAR(20)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  actor_kind     VARCHAR(8)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL,   -- visitor | staff | system
  actor_id       BIGINT UNSIGNED NOT NULL,
  note           VARCHAR(1000) NOT NULL DEFAULT '',
  happened_at    DATETIME     NOT NULL,
  KEY application_event_application (application_id, id),
  FOREIGN KEY (application_id) REFERENCES application (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- Paper: what the applicant posted, what arrived.
CREATE TABLE shipment (
  application_id BIGINT UNSIGNED NOT NULL,
  version        INT          NOT NULL,
  courier        VARCHAR(40)  NOT NULL,
  tracking       VARCHAR(40)  NOT NULL,
  posted_at      DATETIME     NOT NULL,
  PRIMARY KEY (application_id, version),
  FOREIGN KEY (application_id) REFERENCES application (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- The papers of a version, material by material, as counted and looked at by the exchange.
CREATE TABLE paper (
  application_id BIGINT UNSIGNED NOT NULL,
  version        INT          NOT NULL,
  code           VARCHAR(40)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  copies         INT          NOT NULL,
  problem        VARCHAR(500) NULL,                          -- why it went back, NULL when in order
  counted_by     BIGINT UNSIGNED NOT NULL,
  counted_at     DATETIME     NOT NULL,
  PRIMARY KEY (application_id, version, code),
  FOREIGN KEY (application_id, version) REFERENCES application_version (application_id, version)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE hand_over (
  id             BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
  number         VARCHAR(20)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,   -- YJ + yyyymmdd + 3 digits + check digit
  made_by        BIGINT UNSIGNED NOT NULL,
  made_at        DATETIME     NOT NULL,
  UNIQUE KEY hand_over_number (number)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE hand_over_line (
  hand_over_id   BIGINT UNSIGNED NOT NULL,
  application_id BIGINT UNSIGNED NOT NULL,
  version        INT          NOT NULL,
  copies         INT          NOT NULL,                      -- sheets of all materials for the registry
  state          VARCHAR(10)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,   -- sent | accepted | disputed
  counted        INT          NULL,                          -- by the registry
  note           VARCHAR(500) NOT NULL DEFAULT '',
  answered_by    BIGINT UNSIGNED NULL,
  answered_at    DATETIME     NULL,
  PRIMARY KEY (hand_over_id, application_id),
  KEY hand_over_line_application (application_id),
  FOREIGN KEY (hand_over_id) REFERENCES hand_over (id),
  FOREIGN KEY (application_id, version) REFERENCES application_version (application_id, version)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE registry_account (
  id             BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
  number         CHAR(12)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,   -- R + 10 digits + check digit
  application_id BIGINT UNSIGNED NOT NULL,
  uscc           VARCHAR(18)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  org_name       VARCHAR(120) NOT NULL,
  kind           VARCHAR(20)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  state          VARCHAR(12)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,   -- active | restricted | closed
  opened_at      DATETIME     NOT NULL,
  UNIQUE KEY registry_account_number (number),
  UNIQUE KEY registry_account_uscc (uscc),
  UNIQUE KEY registry_account_application (application_id),
  FOREIGN KEY (application_id) REFERENCES application (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE trading_account (
  id             BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
  number         CHAR(12)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,   -- T + 10 digits + check digit
  application_id BIGINT UNSIGNED NOT NULL,
  uscc           VARCHAR(18)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  org_name       VARCHAR(120) NOT NULL,
  kind           VARCHAR(20)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  state          VARCHAR(12)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,   -- awaiting_fee | active | suspended | restricted | closed
  opened_at      DATETIME     NOT NULL,
  UNIQUE KEY trading_account_number (number),
  UNIQUE KEY trading_account_uscc (uscc),
  UNIQUE KEY trading_account_application (application_id),
  FOREIGN KEY (application_id) REFERENCES application (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE binding (
  registry_account_id BIGINT UNSIGNED NOT NULL PRIMARY KEY,
  trading_account_id  BIGINT UNSIGNED NOT NULL,
  bound_at       DATETIME     NOT NULL,
  UNIQUE KEY binding_trading (trading_account_id),
  FOREIGN KEY (registry_account_id) REFERENCES registry_account (id),
  FOREIGN KEY (trading_account_id) REFERENCES trading_account (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- People who sign in to an account: 发起代表 and 确认代表 (registry), 交易代表 (trading).
CREATE TABLE holder (
  id             BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
  login          VARCHAR(16)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,   -- account number, registry with -1 / -2
  account_kind   VARCHAR(8)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL,   -- registry | trading
  account_id     BIGINT UNSIGNED NOT NULL,
  role           VARCHAR(24)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,   -- initiator | confirmer | trading_representative
  name_sealed    VARBINARY(400) NOT NULL,
  mobile_sealed  VARBINARY(128) NOT NULL,
  mobile_masked  VARCHAR(16)  NOT NULL,
  activation_hash BINARY(32)  NOT NULL,                      -- keyed hash of the one-time activation code
  activation_until DATETIME   NOT NULL,
  activation_tries INT        NOT NULL DEFAULT 0,
  activated_at   DATETIME     NULL,
  password_hash  VARCHAR(128) CHARACTER SET ascii COLLATE ascii_bin NULL,
  UNIQUE KEY holder_login (login),
  UNIQUE KEY holder_role (account_kind, account_id, role)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE fee_rate (
  item           VARCHAR(12)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,   -- opening | annual
  kind           VARCHAR(20)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,   -- of the trading account
  effective_on   DATE         NOT NULL,
  amount_fen     BIGINT       NOT NULL,
  PRIMARY KEY (item, kind, effective_on)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE fee_order (
  id             BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
  public_id      CHAR(22)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  trading_account_id BIGINT UNSIGNED NOT NULL,
  amount_fen     BIGINT       NOT NULL,
  state          VARCHAR(12)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,   -- open | paid | closed
  created_at     DATETIME     NOT NULL,
  UNIQUE KEY fee_order_public (public_id),
  FOREIGN KEY (trading_account_id) REFERENCES trading_account (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE fee_order_line (
  trading_account_id BIGINT UNSIGNED NOT NULL,
  item           VARCHAR(12)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  period         INT          NOT NULL,                      -- 1 the first year, 2 …; 1 for opening
  order_id       BIGINT UNSIGNED NOT NULL,
  amount_fen     BIGINT       NOT NULL,
  PRIMARY KEY (trading_account_id, item, period),
  FOREIGN KEY (order_id) REFERENCES fee_order (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- Messages, written in the transaction that causes them, sent by the courier.
CREATE TABLE outbox (
  id             BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
  public_id      CHAR(22)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,   -- stable id for the provider
  channel        VARCHAR(8)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL,   -- sms | mail
  notice         VARCHAR(32)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,   -- name in core/notices.def
  recipient_sealed VARBINARY(512) NOT NULL,                  -- place outbox/<public_id>/recipient
  recipient_masked VARCHAR(64) NOT NULL,
  values_sealed  VARBINARY(4096) NOT NULL,                   -- JSON object of texts; place outbox/<public_id>/values
  application_id BIGINT UNSIGNED NULL,
  state          VARCHAR(8)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL,   -- waiting | sending | sent | dead
  tries          INT          NOT NULL DEFAULT 0,
  due_at         DATETIME     NOT NULL,
  lease          BINARY(16)   NULL,
  lease_until    DATETIME     NULL,
  provider_id    VARCHAR(64)  NULL,
  problem        VARCHAR(64)  CHARACTER SET ascii COLLATE ascii_bin NULL,       -- the provider's code or our error name
  created_at     DATETIME     NOT NULL,
  expires_at     DATETIME     NULL,                          -- codes are not worth sending later
  sent_at        DATETIME     NULL,
  delivered_at   DATETIME     NULL,
  UNIQUE KEY outbox_public (public_id),
  KEY outbox_due (state, due_at, id),
  KEY outbox_application (application_id, id),
  KEY outbox_provider (provider_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- The audit chain: each row's hash is keyed over its content and the hash of the row before. The application's users may
-- only insert and select here; audit_head serialises writers (UPDATE on that one row only).
CREATE TABLE audit (
  id             BIGINT UNSIGNED NOT NULL PRIMARY KEY,       -- 1, 2, 3 … without gaps
  happened_at    DATETIME     NOT NULL,
  actor_kind     VARCHAR(8)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL,   -- visitor | staff | holder | system | nobody
  actor_id       BIGINT UNSIGNED NOT NULL,
  ip             VARCHAR(45)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  action         VARCHAR(40)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,   -- application.submit, file.view …
  object         VARCHAR(64)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,   -- application:12, staff:3 …
  detail         VARCHAR(2000) NOT NULL,                     -- JSON text: from → to, version; never personal data in clear
  hash           BINARY(32)   NOT NULL,
  KEY audit_object (object, id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE audit_head (
  one            TINYINT      NOT NULL PRIMARY KEY,
  last_id        BIGINT UNSIGNED NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
INSERT INTO audit_head (one, last_id) VALUES (1, 0);

-- Days on which the ordinary week does not hold: holidays, and make-up working days at weekends.
CREATE TABLE calendar_day (
  day            DATE         NOT NULL PRIMARY KEY,
  works          TINYINT      NOT NULL,
  name           VARCHAR(40)  NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- Ready reasons for correction items.
CREATE TABLE reason (
  id             INT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
  applies_to     VARCHAR(10)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,   -- field | material | paper
  problem        VARCHAR(200) NOT NULL,
  remedy         VARCHAR(200) NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
