-- Messages (core/message/outbox.c).

-- name: outbox_insert
-- rows: exactly1
INSERT INTO outbox (public_id, channel, name, recipient_sealed, recipient_index, recipient_masked, values_sealed, application_id,
                    state, due_at, created_at, expires_at)
VALUES (:public_id, :channel, :name, :recipient_sealed, :recipient_index, :recipient_masked, :values_sealed, :application_id,
        'waiting', :now, :now, :expires_at);

-- Also with a courier that died: whether it went out or not, it is too late now.
-- name: outbox_expire
-- rows: any
UPDATE outbox SET state = 'dead', problem = 'expired', lease = NULL
 WHERE channel = :channel AND (state = 'waiting' OR (state = 'sending' AND lease_until <= :now))
   AND due_at <= :now AND expires_at IS NOT NULL AND expires_at <= :now;

-- Waiting and due, or with a courier that died.
-- name: outbox_due
-- rows: many
(SELECT id FROM outbox WHERE channel = :channel AND state = 'waiting' AND due_at <= :now ORDER BY due_at, id LIMIT :max)
UNION ALL
(SELECT id FROM outbox WHERE channel = :channel AND state = 'sending' AND due_at <= :now AND lease_until <= :now
  ORDER BY due_at, id LIMIT :max);

-- name: outbox_lease
-- rows: any
UPDATE outbox SET unsure = CASE WHEN state = 'sending' THEN 1 ELSE unsure END,
       sent_at = CASE WHEN state = 'sending' THEN lease_until ELSE sent_at END,
       state = 'sending', lease = :lease, lease_until = :until
 WHERE id = :id AND (state = 'waiting' OR (state = 'sending' AND lease_until <= :now));

-- name: outbox_leased
-- rows: many
SELECT id, public_id, channel, name, recipient_sealed, values_sealed, tries, created_at, provider, unsure, sent_at, provider_id,
       lease
  FROM outbox WHERE channel = :channel AND state = 'sending' AND lease = :lease ORDER BY id;

-- What was taken was taken, whoever handed it over; all other marks are his who holds the lease now.
-- name: outbox_sent
-- rows: any
UPDATE outbox SET state = 'sent', provider = :provider, provider_id = :provider_id, unsure = 0, sent_at = :now, problem = NULL,
       lease = NULL
 WHERE id = :id AND state = 'sending';

-- name: outbox_later
-- rows: any
UPDATE outbox SET state = 'waiting', tries = :tries, due_at = :due_at, problem = :problem, lease = NULL, unsure = 0,
       sent_at = NULL
 WHERE id = :id AND state = 'sending' AND lease = :lease;

-- name: outbox_unsure
-- rows: any
UPDATE outbox SET state = 'waiting', tries = :tries, due_at = :due_at, problem = :problem, lease = NULL, unsure = 1,
       provider = :provider, sent_at = :now
 WHERE id = :id AND state = 'sending' AND lease = :lease;

-- The provider that is about to be asked, so that another courier knows whom to ask when this one dies.
-- name: outbox_trying
-- rows: any
UPDATE outbox SET provider = :provider WHERE id = :id AND state = 'sending';

-- name: outbox_dead
-- rows: any
UPDATE outbox SET state = 'dead', problem = :problem, lease = NULL
 WHERE id = :id AND state = 'sending' AND lease = :lease;

-- name: outbox_of_provider
-- rows: maybe
SELECT public_id FROM outbox WHERE provider_id = :provider_id AND channel = 'sms' ORDER BY id DESC LIMIT 1;

-- name: outbox_delivered
-- rows: any
UPDATE outbox SET delivered_at = :now, sent_at = COALESCE(sent_at, :now), state = 'sent', problem = NULL, lease = NULL,
       provider_id = COALESCE(provider_id, :provider_id)
 WHERE public_id = :public_id AND channel = 'sms' AND delivered_at IS NULL;

-- name: outbox_undelivered
-- rows: any
UPDATE outbox SET problem = :problem
 WHERE public_id = :public_id AND channel = 'sms' AND state = 'sent' AND delivered_at IS NULL;

-- SMS nobody has heard of: sent a while ago, no report, not asked about lately.
-- name: outbox_silent
-- rows: many
SELECT id, public_id, channel, name, recipient_sealed, values_sealed, tries, created_at, provider, unsure, sent_at, provider_id,
       lease
  FROM outbox
 WHERE channel = 'sms' AND state = 'sent' AND delivered_at IS NULL AND sent_at >= :since AND sent_at <= :before
   AND problem IS NULL AND (asked_at IS NULL OR asked_at <= :asked_before)
 ORDER BY sent_at LIMIT :max;

-- name: outbox_asked
-- rows: any
UPDATE outbox SET asked_at = :now WHERE id = :id AND state = 'sent' AND delivered_at IS NULL
   AND (asked_at IS NULL OR asked_at <= :asked_before);

-- Again, by hand: what did not arrive, or is said not to have. Codes to sign in or activate with are made anew instead.
-- name: outbox_resend
-- rows: exactly1
UPDATE outbox SET state = 'waiting', tries = 0, unsure = 0, due_at = :now, problem = NULL, delivered_at = NULL, sent_at = NULL
 WHERE id = :id AND application_id = :application_id AND state IN ('sent', 'dead')
   AND name NOT IN ('code', 'registry_opened', 'trading_opened') AND (expires_at IS NULL OR expires_at > :now);
