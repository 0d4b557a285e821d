-- Messages as people see them (core/message/message.c): newest first, all lists with the same columns but the last statement.
-- all: 1, or 0 to see those only of cases the registry was ever handed.

-- columns: message_row
o.id, o.name, o.channel, o.recipient_masked, o.state, o.unsure, o.created_at, o.sent_at, o.delivered_at, o.due_at,
o.problem, a.public_id, a.number;

-- name: message_of_application
-- rows: many
SELECT @message_row,
       o.name IN ('code', 'registry_opened', 'trading_opened') AS has_code,
       o.state IN ('sent', 'dead') AND (o.expires_at IS NULL OR o.expires_at > :now) AS may_resend
  FROM outbox o JOIN application a ON a.id = o.application_id
 WHERE o.application_id = :application_id ORDER BY o.id DESC LIMIT 50;

-- name: message_by_recipient
-- rows: many
SELECT @message_row
  FROM outbox o LEFT JOIN application a ON a.id = o.application_id
 WHERE o.recipient_index = :index AND o.id < :before_id
   AND (:all = 1 OR EXISTS (SELECT 1 FROM application_event e
                             WHERE e.application_id = o.application_id AND e.to_state = 'handed_over'))
 ORDER BY o.id DESC LIMIT :max;

-- name: message_by_number
-- rows: many
SELECT @message_row
  FROM application a JOIN outbox o ON o.application_id = a.id
 WHERE a.number = CONVERT(:number USING ascii) AND o.id < :before_id
   AND (:all = 1 OR EXISTS (SELECT 1 FROM application_event e
                             WHERE e.application_id = o.application_id AND e.to_state = 'handed_over'))
 ORDER BY o.id DESC LIMIT :max;

-- name: message_dead
-- rows: many
SELECT @message_row
  FROM outbox o LEFT JOIN application a ON a.id = o.application_id
 WHERE o.state = 'dead' AND o.id < :before_id
   AND (:all = 1 OR EXISTS (SELECT 1 FROM application_event e
                             WHERE e.application_id = o.application_id AND e.to_state = 'handed_over'))
 ORDER BY o.id DESC LIMIT :max;

-- Tried without success, and to be tried again.
-- name: message_held
-- rows: many
SELECT @message_row
  FROM outbox o LEFT JOIN application a ON a.id = o.application_id
 WHERE o.state = 'waiting' AND o.problem IS NOT NULL AND o.id < :before_id
   AND (:all = 1 OR EXISTS (SELECT 1 FROM application_event e
                             WHERE e.application_id = o.application_id AND e.to_state = 'handed_over'))
 ORDER BY o.id DESC LIMIT :max;

-- name: message_last_code
-- rows: maybe
SELECT id, name, channel, recipient_masked, state, unsure, created_at, sent_at, delivered_at, due_at, problem
  FROM outbox WHERE recipient_index = :index AND name = 'code' ORDER BY id DESC LIMIT 1;
