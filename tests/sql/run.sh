#!/bin/bash
# Runs the tests of sql/ for make check. Skipped (77) where there is no MariaDB server or pytest.
[ -x /usr/sbin/mariadbd ] && /usr/bin/python3 -c 'import pytest, pymysql' 2>/dev/null || exit 77
export PYTHONDONTWRITEBYTECODE=1
exec /usr/bin/python3 -m pytest -q -p no:cacheprovider "$srcdir/tests/sql"
