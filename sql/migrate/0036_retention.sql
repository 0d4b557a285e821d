-- Links to pay that nobody can use any longer go by their age (core/house/retention.def).
ALTER TABLE pay_link ADD KEY pay_link_expires (expires_at);
