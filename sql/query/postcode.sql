-- Where postcodes lie (core/submission/self_check.c).

-- name: postcode_provinces
-- rows: many
SELECT province FROM postcode_area WHERE prefix = LEFT(:postcode, 2) ORDER BY province;
