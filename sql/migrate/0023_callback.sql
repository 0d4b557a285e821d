-- Callbacks that nobody signed are swept by their age (sql/query/jobs.sql).
ALTER TABLE payment_callback ADD KEY payment_callback_age (verdict, received_at);
