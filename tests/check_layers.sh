#!/bin/bash
# Do the includes run downwards only? main → page → core → {db, gate} → base, and page → web → {db, base}; main → press → base.
# Also: each foreign library has one user.
cd "${srcdir:-$(dirname "$0")/..}" || exit 1
find fcgi -name '*.[ch]' -print0 | sort -z | xargs -0 awk '
BEGIN {
	allowed["base"] = "base"
	allowed["db"] = "db base"
	allowed["gate"] = "gate base"
	allowed["web"] = "web db base"
	allowed["core"] = "core db gate base"
	allowed["page"] = "page core web db gate base"
	allowed["press"] = "press base"
	allowed["main"] = "main page core web db gate press base"
	# header => the only files that may include it
	only["fcgiapp.h"] = "^fcgi/web/serve\\.c$"
	only["fcgi_stdio.h"] = "^$"
	only["cs/cs.h"] = "^fcgi/web/view\\.c$"
	only["util/neo_hdf.h"] = "^fcgi/web/view\\.c$"
	only["mysql.h"] = "^fcgi/db/"
	only["mysql/mysql.h"] = "^fcgi/db/"
	only["mariadb/mysql.h"] = "^fcgi/db/"
	only["curl/curl.h"] = "^fcgi/gate/"
	only["cairo.h"] = "^fcgi/press/"
	only["pango/pangocairo.h"] = "^fcgi/press/"
	only["qrencode.h"] = "^fcgi/(press/|base/qr\\.c$)"
	only["jpeglib.h"] = "^fcgi/press/"
	only["png.h"] = "^fcgi/press/"
	only["sodium.h"] = "^fcgi/base/crypt/"
}
/^[ \t]*#[ \t]*include[ \t]*[<"]/ {
	header = $0
	sub(/^[^<"]*[<"]/, "", header)
	sub(/[>"].*$/, "", header)
	split(FILENAME, at, "/")
	split(header, to, "/")
	if (to[1] == "openssl" && FILENAME !~ /^fcgi\/gate\//)
		wrong("is not the user of " header)
	if (header in only && FILENAME !~ only[header])
		wrong("is not the user of " header)
	if (to[1] in allowed && index(header, "/") && !index(" " allowed[at[2]] " ", " " to[1] " "))
		wrong("may not include " header)
}
function wrong(what) {
	printf "%s:%d: %s\n", FILENAME, FNR, what
	bad = 1
}
END { exit bad }'
