#!/bin/bash
# tests/check_providers.py for make check. Skipped (77) where there is no Python.
command -v /usr/bin/python3 >/dev/null || exit 77
exec /usr/bin/python3 "$srcdir/tests/check_providers.py"
