-- Days on which the ordinary week does not hold (core/ground/calendar.c).

-- name: calendar_days
-- rows: many
SELECT day, works FROM calendar_day WHERE day > :after AND day <= :until ORDER BY day;
