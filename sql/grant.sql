-- The rights of the programs' database users: the least that does, table by table. Applied by ccerctl migrate, which makes
-- the users, takes all rights back and then runs this file: a line removed here is a right removed there.
-- A statement of sql/query its program has no right to is skipped when the program starts, and refused, with an alarm, when asked for.
-- MySQL wants more than MariaDB: SELECT … FOR UPDATE needs UPDATE (of a column), DELETE or LOCK TABLES there. tests/sql/test_grant.py
-- holds each program's statements against both.

-- portal: the public pages: applicants and account holders. Knows of staff no more than numbers.
GRANT INSERT                         ON audit               TO 'ccer_portal'@'localhost'; -- rows are only added, and not read
GRANT INSERT (since)                 ON audit_waiting       TO 'ccer_portal'@'localhost'; -- the number of a row; the courier links it
GRANT SELECT, INSERT, UPDATE         ON session             TO 'ccer_portal'@'localhost';
GRANT SELECT, INSERT                 ON kept_form           TO 'ccer_portal'@'localhost'; -- swept by the courier
GRANT SELECT, INSERT, UPDATE         ON one_time_code       TO 'ccer_portal'@'localhost';
GRANT SELECT, INSERT, UPDATE, DELETE ON rate                TO 'ccer_portal'@'localhost'; -- a right password clears its counter
GRANT SELECT, INSERT, UPDATE         ON rate_lock           TO 'ccer_portal'@'localhost'; -- held while counting
GRANT SELECT, INSERT, UPDATE, DELETE ON form_key            TO 'ccer_portal'@'localhost';
GRANT SELECT, INSERT, UPDATE         ON visitor             TO 'ccer_portal'@'localhost'; -- registration, a new password
GRANT SELECT, UPDATE                 ON holder              TO 'ccer_portal'@'localhost'; -- activation; they are made by the office
GRANT SELECT (id, enabled)           ON staff               TO 'ccer_portal'@'localhost'; -- a resubmission goes to its last reviewer if on duty
GRANT SELECT                         ON staff_role          TO 'ccer_portal'@'localhost';
GRANT SELECT                         ON notice_revision     TO 'ccer_portal'@'localhost';
GRANT SELECT                         ON material            TO 'ccer_portal'@'localhost';
GRANT SELECT                         ON material_slot       TO 'ccer_portal'@'localhost';
GRANT SELECT                         ON calendar_day        TO 'ccer_portal'@'localhost';
GRANT SELECT                         ON postcode_area       TO 'ccer_portal'@'localhost';
GRANT SELECT                         ON fee_rate            TO 'ccer_portal'@'localhost'; -- a price is read, never taken from a request
GRANT SELECT, INSERT, UPDATE         ON application         TO 'ccer_portal'@'localhost'; -- submit, amend, withdraw
GRANT SELECT, INSERT, UPDATE         ON sequence_number     TO 'ccer_portal'@'localhost'; -- application numbers
GRANT SELECT, INSERT, UPDATE         ON application_section TO 'ccer_portal'@'localhost';
GRANT SELECT, INSERT, UPDATE, DELETE ON application_field   TO 'ccer_portal'@'localhost';
GRANT SELECT, INSERT, UPDATE         ON contact_confirmation TO 'ccer_portal'@'localhost';
GRANT SELECT, INSERT                 ON file                TO 'ccer_portal'@'localhost'; -- a stored file's row never changes
GRANT UPDATE (scan_state, scan_tries, scan_due_at, scan_at, scan_found) ON file TO 'ccer_portal'@'localhost'; -- but for what the scan at upload said
GRANT SELECT, UPDATE (replaced_at)   ON file_removed        TO 'ccer_portal'@'localhost'; -- another file in its place
GRANT SELECT, INSERT                 ON file_inspection     TO 'ccer_portal'@'localhost'; -- what press said at upload
GRANT SELECT, INSERT, UPDATE, DELETE ON application_file    TO 'ccer_portal'@'localhost';
GRANT SELECT, INSERT, UPDATE (digest) ON application_version TO 'ccer_portal'@'localhost'; -- frozen: the digest is filled in at the end, nothing else
GRANT SELECT, INSERT                 ON version_field       TO 'ccer_portal'@'localhost';
GRANT SELECT, INSERT                 ON version_file        TO 'ccer_portal'@'localhost';
GRANT SELECT, INSERT                 ON mark                TO 'ccer_portal'@'localhost'; -- submission carries marks of what did not change over
GRANT SELECT                         ON decision            TO 'ccer_portal'@'localhost'; -- the reason of a refusal
GRANT SELECT, UPDATE                 ON correction          TO 'ccer_portal'@'localhost'; -- the applicant answers items
GRANT SELECT, INSERT                 ON application_event   TO 'ccer_portal'@'localhost'; -- the timeline is only appended to
GRANT INSERT                         ON queue_tally_change  TO 'ccer_portal'@'localhost'; -- a move says what it changes in the queues
GRANT SELECT, INSERT, DELETE         ON application_gram    TO 'ccer_portal'@'localhost'; -- by which parts of its name it is found
GRANT SELECT, INSERT, UPDATE         ON shipment            TO 'ccer_portal'@'localhost';
GRANT SELECT                         ON paper               TO 'ccer_portal'@'localhost';
GRANT SELECT                         ON registry_account    TO 'ccer_portal'@'localhost';
GRANT SELECT                         ON trading_account     TO 'ccer_portal'@'localhost';
GRANT SELECT                         ON binding             TO 'ccer_portal'@'localhost';
GRANT SELECT                         ON fee_order           TO 'ccer_portal'@'localhost';
GRANT SELECT                         ON fee_order_line      TO 'ccer_portal'@'localhost';
GRANT SELECT, INSERT                 ON outbox              TO 'ccer_portal'@'localhost';
GRANT SELECT, UPDATE (live_order, state, next_at), INSERT ON payment_attempt     TO 'ccer_portal'@'localhost'; -- the payer's wish; an expired one is called off; the cashier does the rest
GRANT SELECT                         ON payment             TO 'ccer_portal'@'localhost'; -- shown to who paid
GRANT SELECT, INSERT, UPDATE (revoked_at) ON pay_link            TO 'ccer_portal'@'localhost';
GRANT SELECT, INSERT, UPDATE (state, live_order) ON bank_transfer TO 'ccer_portal'@'localhost'; -- a declaration
GRANT SELECT, INSERT, UPDATE         ON invoice             TO 'ccer_portal'@'localhost'; -- what the payer wants on it
GRANT SELECT, INSERT, UPDATE         ON health              TO 'ccer_portal'@'localhost'; -- the alarm when a right is missing
GRANT LOCK TABLES                    ON *                   TO 'ccer_portal'@'localhost'; -- MySQL: it locks the order that is paid, and must not write it

-- office: the back office: exchange, registry, security. Changes nothing an applicant wrote.
GRANT SELECT, INSERT                 ON audit               TO 'ccer_office'@'localhost';
GRANT SELECT, INSERT (since)         ON audit_waiting       TO 'ccer_office'@'localhost'; -- and how long rows wait
GRANT SELECT, INSERT, UPDATE         ON session             TO 'ccer_office'@'localhost';
GRANT SELECT, INSERT                 ON kept_form           TO 'ccer_office'@'localhost';
GRANT SELECT, INSERT, UPDATE         ON one_time_code       TO 'ccer_office'@'localhost';
GRANT SELECT, INSERT, UPDATE, DELETE ON rate                TO 'ccer_office'@'localhost';
GRANT SELECT, INSERT, UPDATE         ON rate_lock           TO 'ccer_office'@'localhost'; -- held while counting
GRANT SELECT, INSERT, UPDATE, DELETE ON form_key            TO 'ccer_office'@'localhost';
GRANT SELECT, UPDATE (password_hash) ON staff               TO 'ccer_office'@'localhost'; -- people are added by ccerctl, passwords are their own
GRANT SELECT                         ON staff_role          TO 'ccer_office'@'localhost';
GRANT SELECT, INSERT, UPDATE, DELETE ON staff_authenticator TO 'ccer_office'@'localhost'; -- everybody their own
GRANT SELECT, INSERT, UPDATE, DELETE ON staff_recovery_code TO 'ccer_office'@'localhost'; -- likewise
GRANT SELECT                         ON visitor             TO 'ccer_office'@'localhost'; -- is the reviewer related to the applicant?
GRANT SELECT, INSERT, UPDATE         ON notice_revision     TO 'ccer_office'@'localhost'; -- drafts are written; triggers keep what was released
GRANT SELECT, INSERT, UPDATE, DELETE ON material            TO 'ccer_office'@'localhost'; -- likewise
GRANT SELECT, INSERT, DELETE         ON material_slot       TO 'ccer_office'@'localhost'; -- likewise
GRANT SELECT, INSERT                 ON revision_choice     TO 'ccer_office'@'localhost'; -- decided once
GRANT SELECT                         ON calendar_day        TO 'ccer_office'@'localhost';
GRANT SELECT                         ON postcode_area       TO 'ccer_office'@'localhost';
GRANT SELECT                         ON reason              TO 'ccer_office'@'localhost';
GRANT SELECT                         ON fee_rate            TO 'ccer_office'@'localhost';
GRANT SELECT, UPDATE                 ON application         TO 'ccer_office'@'localhost'; -- state moves, claims
GRANT SELECT, INSERT, UPDATE         ON sequence_number     TO 'ccer_office'@'localhost'; -- hand-over and account numbers
GRANT SELECT                         ON application_section TO 'ccer_office'@'localhost';
GRANT SELECT                         ON application_field   TO 'ccer_office'@'localhost';
GRANT SELECT                         ON contact_confirmation TO 'ccer_office'@'localhost'; -- whom to tell of a draft that follows another notice
GRANT SELECT                         ON application_file    TO 'ccer_office'@'localhost';
GRANT SELECT                         ON file                TO 'ccer_office'@'localhost';
GRANT SELECT                         ON file_inspection     TO 'ccer_office'@'localhost'; -- how many pages
GRANT SELECT                         ON application_version TO 'ccer_office'@'localhost';
GRANT SELECT                         ON version_field       TO 'ccer_office'@'localhost';
GRANT SELECT                         ON version_file        TO 'ccer_office'@'localhost';
GRANT SELECT, INSERT, UPDATE         ON mark                TO 'ccer_office'@'localhost';
GRANT SELECT, INSERT                 ON decision            TO 'ccer_office'@'localhost'; -- made once; the trigger holds the four eyes
GRANT SELECT, INSERT                 ON correction          TO 'ccer_office'@'localhost';
GRANT SELECT, INSERT, UPDATE         ON refusal_proposal    TO 'ccer_office'@'localhost'; -- a proposal may be worded again
GRANT SELECT, INSERT                 ON application_event   TO 'ccer_office'@'localhost';
GRANT SELECT                         ON queue_tally         TO 'ccer_office'@'localhost';
GRANT SELECT, INSERT                 ON queue_tally_change  TO 'ccer_office'@'localhost'; -- a move says what it changes in the queues
GRANT SELECT                         ON application_gram    TO 'ccer_office'@'localhost';
GRANT SELECT, UPDATE (moves)         ON shipment            TO 'ccer_office'@'localhost'; -- it goes along when an application is moved to another notice
GRANT SELECT, INSERT, UPDATE         ON paper               TO 'ccer_office'@'localhost';
GRANT SELECT, INSERT                 ON hand_over           TO 'ccer_office'@'localhost';
GRANT SELECT, INSERT, UPDATE         ON hand_over_line      TO 'ccer_office'@'localhost'; -- the registry answers each line
GRANT SELECT, INSERT, UPDATE (counted) ON hand_over_paper   TO 'ccer_office'@'localhost'; -- what was sent stays; the registry's count comes to it
GRANT SELECT, INSERT                 ON registry_account    TO 'ccer_office'@'localhost';
GRANT SELECT, INSERT                 ON trading_account     TO 'ccer_office'@'localhost';
GRANT SELECT, INSERT                 ON binding             TO 'ccer_office'@'localhost';
GRANT SELECT, INSERT, UPDATE         ON holder              TO 'ccer_office'@'localhost'; -- made when the accounts open; new activation codes
GRANT SELECT, INSERT                 ON fee_order           TO 'ccer_office'@'localhost'; -- the first order
GRANT SELECT, INSERT                 ON fee_order_line      TO 'ccer_office'@'localhost';
GRANT SELECT, INSERT, UPDATE         ON outbox              TO 'ccer_office'@'localhost'; -- a message may be sent again
GRANT SELECT                         ON payment_attempt     TO 'ccer_office'@'localhost'; -- why is it not paid?
GRANT SELECT                         ON payment_callback    TO 'ccer_office'@'localhost'; -- the evidence
GRANT SELECT                         ON payment_mismatch    TO 'ccer_office'@'localhost'; -- likewise
GRANT SELECT, INSERT, UPDATE (state, applied_order, paid_at, paid_on) ON payment             TO 'ccer_office'@'localhost'; -- a bank's entry, or held money, accepted by two
GRANT SELECT, INSERT, UPDATE         ON payment_accept      TO 'ccer_office'@'localhost'; -- likewise
GRANT UPDATE (state, paid_at, valid_from, valid_until) ON fee_order           TO 'ccer_office'@'localhost'; -- likewise
GRANT UPDATE (state, paid_until)     ON trading_account     TO 'ccer_office'@'localhost'; -- likewise
GRANT UPDATE (state, live_order, next_at, ended_at) ON payment_attempt     TO 'ccer_office'@'localhost'; -- other attempts are called off; asked again
GRANT SELECT, INSERT, UPDATE         ON refund              TO 'ccer_office'@'localhost'; -- proposed and decided by two
GRANT SELECT, UPDATE                 ON bill_day            TO 'ccer_office'@'localhost'; -- fetched again
GRANT SELECT, UPDATE (settled_by, settled_at, note) ON bill_row            TO 'ccer_office'@'localhost'; -- a difference explained
GRANT SELECT                         ON pay_link            TO 'ccer_office'@'localhost';
GRANT SELECT, UPDATE                 ON bank_transfer       TO 'ccer_office'@'localhost'; -- matched, confirmed, rejected
GRANT SELECT, UPDATE                 ON invoice             TO 'ccer_office'@'localhost'; -- exported, issued
GRANT SELECT, INSERT                 ON invoice_batch       TO 'ccer_office'@'localhost'; -- an export, kept for good
GRANT SELECT, INSERT                 ON bank_entry          TO 'ccer_office'@'localhost'; -- the bank's statement, read in
GRANT SELECT, INSERT, UPDATE (state, decided_by, decided_at) ON fee_rate_proposal TO 'ccer_office'@'localhost'; -- by two people
GRANT INSERT                         ON fee_rate            TO 'ccer_office'@'localhost'; -- a released proposal
GRANT SELECT, INSERT, UPDATE (state, live_account, decided_by, decided_at) ON kind_change TO 'ccer_office'@'localhost'; -- by two people
GRANT UPDATE (kind)                  ON trading_account     TO 'ccer_office'@'localhost'; -- likewise
GRANT UPDATE (kind)                  ON registry_account    TO 'ccer_office'@'localhost'; -- likewise
GRANT UPDATE (closed_at)             ON fee_order           TO 'ccer_office'@'localhost'; -- the duty to pay has ended
GRANT UPDATE (live_account)          ON fee_order_line      TO 'ccer_office'@'localhost'; -- likewise
GRANT SELECT, INSERT, UPDATE         ON health              TO 'ccer_office'@'localhost'; -- the operators' page; the alarm when a right is missing
GRANT SELECT                         ON migration           TO 'ccer_office'@'localhost'; -- likewise

-- hook: callbacks of providers: delivery reports, and money that arrived.
GRANT INSERT                         ON audit               TO 'ccer_hook'@'localhost';
GRANT INSERT (since)                 ON audit_waiting       TO 'ccer_hook'@'localhost';
GRANT SELECT, UPDATE                 ON outbox              TO 'ccer_hook'@'localhost'; -- delivery reports
GRANT SELECT, UPDATE                 ON payment_attempt     TO 'ccer_hook'@'localhost';
GRANT SELECT, INSERT                 ON payment             TO 'ccer_hook'@'localhost'; -- money is only ever added
GRANT SELECT, UPDATE (state, paid_at, valid_from, valid_until) ON fee_order           TO 'ccer_hook'@'localhost';
GRANT SELECT, UPDATE (state, paid_until) ON trading_account     TO 'ccer_hook'@'localhost';
GRANT SELECT                         ON holder              TO 'ccer_hook'@'localhost'; -- whom to tell
GRANT SELECT, INSERT, UPDATE (verdict, reference) ON payment_callback    TO 'ccer_hook'@'localhost'; -- the raw journal
GRANT SELECT, INSERT                 ON payment_mismatch    TO 'ccer_hook'@'localhost'; -- what does not fit, as evidence
GRANT INSERT                         ON outbox              TO 'ccer_hook'@'localhost'; -- paid
GRANT SELECT, INSERT, UPDATE         ON health              TO 'ccer_hook'@'localhost'; -- the alarm when a right is missing

-- courier: sends messages, runs timed jobs, sweeps what has expired.
GRANT SELECT, INSERT                 ON audit               TO 'ccer_courier'@'localhost';
GRANT SELECT, INSERT (since), DELETE ON audit_waiting       TO 'ccer_courier'@'localhost'; -- it links what waits
GRANT SELECT, INSERT                 ON audit_link          TO 'ccer_courier'@'localhost'; -- likewise: only appended to
GRANT SELECT, UPDATE                 ON audit_head          TO 'ccer_courier'@'localhost'; -- likewise: the lock and the seal
GRANT SELECT, INSERT, UPDATE, DELETE ON outbox              TO 'ccer_courier'@'localhost'; -- claims, marks; reminders; swept
GRANT SELECT, DELETE                 ON session             TO 'ccer_courier'@'localhost'; -- swept
GRANT SELECT, DELETE                 ON kept_form           TO 'ccer_courier'@'localhost'; -- swept
GRANT SELECT, DELETE                 ON one_time_code       TO 'ccer_courier'@'localhost'; -- swept
GRANT SELECT, INSERT, UPDATE, DELETE ON rate                TO 'ccer_courier'@'localhost'; -- swept; its own limits towards providers
GRANT SELECT, INSERT, UPDATE, DELETE ON rate_lock           TO 'ccer_courier'@'localhost'; -- likewise
GRANT SELECT (id, username, mobile_sealed, enabled) ON staff TO 'ccer_courier'@'localhost'; -- whom to tell that SMS run out
GRANT SELECT                         ON staff_role          TO 'ccer_courier'@'localhost'; -- likewise
GRANT SELECT, DELETE                 ON form_key            TO 'ccer_courier'@'localhost'; -- swept
GRANT SELECT (verdict, received_at), DELETE ON payment_callback TO 'ccer_courier'@'localhost'; -- what nobody signed is swept
GRANT SELECT (expires_at), DELETE    ON pay_link            TO 'ccer_courier'@'localhost'; -- swept
GRANT SELECT                         ON calendar_day        TO 'ccer_courier'@'localhost';
GRANT SELECT                         ON visitor             TO 'ccer_courier'@'localhost'; -- whom to remind
GRANT SELECT, UPDATE                 ON application         TO 'ccer_courier'@'localhost'; -- withdrawn when a correction's time has run out; stale claims
GRANT SELECT, INSERT                 ON application_event   TO 'ccer_courier'@'localhost';
GRANT SELECT, INSERT, UPDATE, DELETE ON queue_tally         TO 'ccer_courier'@'localhost'; -- folded
GRANT SELECT, INSERT, DELETE         ON queue_tally_change  TO 'ccer_courier'@'localhost'; -- likewise
GRANT SELECT, UPDATE                 ON queue_tally_fold    TO 'ccer_courier'@'localhost'; -- the lock of who folds
GRANT SELECT                         ON application_version TO 'ccer_courier'@'localhost';
GRANT SELECT                         ON version_field       TO 'ccer_courier'@'localhost'; -- whom to remind
GRANT SELECT                         ON correction          TO 'ccer_courier'@'localhost';
GRANT SELECT                         ON decision            TO 'ccer_courier'@'localhost';
GRANT SELECT, UPDATE (forget_at), DELETE ON file            TO 'ccer_courier'@'localhost'; -- files on disk without a row are swept; rows nobody needs go
GRANT SELECT, UPDATE, DELETE         ON file_inspection     TO 'ccer_courier'@'localhost'; -- files press could not look at when they came; goes with its file
GRANT SELECT                         ON version_file        TO 'ccer_courier'@'localhost'; -- what a version holds stays
GRANT SELECT, DELETE                 ON application_file    TO 'ccer_courier'@'localhost'; -- one nobody can read leaves its slots
GRANT SELECT, INSERT, DELETE         ON file_removed        TO 'ccer_courier'@'localhost'; -- goes with its file
GRANT SELECT                         ON fee_rate            TO 'ccer_courier'@'localhost'; -- the next year's order
GRANT SELECT, INSERT                 ON fee_order           TO 'ccer_courier'@'localhost';
GRANT SELECT, INSERT                 ON fee_order_line      TO 'ccer_courier'@'localhost';
GRANT SELECT, UPDATE (state)         ON trading_account     TO 'ccer_courier'@'localhost'; -- suspended when the year is over
GRANT SELECT                         ON holder              TO 'ccer_courier'@'localhost'; -- whom to remind
GRANT SELECT, INSERT                 ON correction_reminder TO 'ccer_courier'@'localhost';
GRANT SELECT, INSERT                 ON fee_reminder        TO 'ccer_courier'@'localhost';
GRANT SELECT, INSERT, UPDATE         ON health              TO 'ccer_courier'@'localhost'; -- what it says of itself and press

-- cashier: asks the payment providers, one process a provider.
GRANT INSERT                         ON audit               TO 'ccer_cashier'@'localhost';
GRANT INSERT (since)                 ON audit_waiting       TO 'ccer_cashier'@'localhost';
GRANT SELECT, UPDATE                 ON payment_attempt     TO 'ccer_cashier'@'localhost';
GRANT SELECT, INSERT                 ON payment             TO 'ccer_cashier'@'localhost'; -- money is only ever added
GRANT SELECT, UPDATE (state, paid_at, valid_from, valid_until) ON fee_order           TO 'ccer_cashier'@'localhost';
GRANT SELECT, UPDATE (state, paid_until) ON trading_account     TO 'ccer_cashier'@'localhost';
GRANT SELECT                         ON holder              TO 'ccer_cashier'@'localhost'; -- whom to tell
GRANT INSERT                         ON outbox              TO 'ccer_cashier'@'localhost'; -- paid
GRANT SELECT, INSERT                 ON payment_mismatch    TO 'ccer_cashier'@'localhost'; -- what does not fit, as evidence
GRANT SELECT, UPDATE                 ON refund              TO 'ccer_cashier'@'localhost';
GRANT SELECT, INSERT, UPDATE         ON bill_day            TO 'ccer_cashier'@'localhost';
GRANT SELECT, INSERT, UPDATE         ON bill_row            TO 'ccer_cashier'@'localhost';
GRANT SELECT, INSERT, UPDATE         ON health              TO 'ccer_cashier'@'localhost'; -- what it says of itself

-- scanner: hands files to the virus scanner.
GRANT INSERT                         ON audit               TO 'ccer_scanner'@'localhost';
GRANT INSERT (since)                 ON audit_waiting       TO 'ccer_scanner'@'localhost';
GRANT SELECT, UPDATE (scan_state, scan_tries, scan_due_at, scan_lease, scan_at, scan_found) ON file TO 'ccer_scanner'@'localhost';
GRANT SELECT, DELETE                 ON application_file    TO 'ccer_scanner'@'localhost'; -- an infected file leaves its slots
GRANT SELECT, INSERT                 ON file_removed        TO 'ccer_scanner'@'localhost';
GRANT SELECT, UPDATE (edits)         ON application         TO 'ccer_scanner'@'localhost'; -- the working copy changed
GRANT SELECT                         ON visitor             TO 'ccer_scanner'@'localhost'; -- whom to tell
GRANT INSERT                         ON outbox              TO 'ccer_scanner'@'localhost';
GRANT SELECT, INSERT, UPDATE         ON health              TO 'ccer_scanner'@'localhost'; -- what it says of itself and clamd

-- audit: ccerctl audit anchor, every day; reads the chain and nothing else.
GRANT SELECT                         ON audit               TO 'ccer_audit'@'localhost';
GRANT SELECT                         ON audit_link          TO 'ccer_audit'@'localhost';
GRANT SELECT                         ON audit_waiting       TO 'ccer_audit'@'localhost';
GRANT SELECT                         ON audit_head          TO 'ccer_audit'@'localhost';

-- press: has no user: it makes documents from what it is handed.
