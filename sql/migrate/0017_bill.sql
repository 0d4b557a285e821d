-- Refunds of a day, to be looked for in the provider's bill.
ALTER TABLE refund ADD KEY refund_done (provider, done_at);
