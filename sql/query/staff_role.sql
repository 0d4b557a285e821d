-- Who may do what, for ccerctl.

-- name: staff_role_list
-- rows: many
SELECT s.username, s.name, s.organisation, s.mobile_masked, s.enabled, GROUP_CONCAT(r.role ORDER BY r.role) AS roles
  FROM staff s LEFT JOIN staff_role r ON r.staff_id = s.id
 GROUP BY s.id, s.username, s.name, s.organisation, s.mobile_masked, s.enabled
 ORDER BY s.organisation, s.username;
