#!/bin/bash
# What no template may hold: constructs that go around ClearSilver's escaping, computed includes, inline scripts and
# styles (the pages' policy would refuse them), values outside text and double quotes.
# Nor lines of more than 140 characters: a template is read by people. Where white space counts, lines end inside a tag or a
# command.
# With files as arguments looks at those, else at all of templates/.
cd "${srcdir:-$(dirname "$0")/../..}" || exit 1
files=("$@")
[ $# -gt 0 ] || mapfile -t files < <(find templates -name '*.cs' | sort)
[ ${#files[@]} -gt 0 ] || { echo 'no templates found'; exit 1; }
LC_ALL=C.UTF-8 gawk 'length > 140 { printf "%s:%d: a line of %d characters\n", FILENAME, FNR, length; bad = 1 }
	END { exit bad }' "${files[@]}" || long=1
# Of two words with the same name in a file of labels the later would win, unseen.
gawk 'FNR == 1 { depth = 0; path[0] = ""; delete seen }
	/^[ \t]*(#|$)/ { next }
	{ line = $0; sub(/^[ \t]+/, "", line) }
	line ~ /^}/ { depth--; next }
	match(line, /^[A-Za-z0-9_.]+/) {
		name = path[depth] "." substr(line, 1, RLENGTH)
		if (line ~ /{[ \t]*$/) path[++depth] = name
		else if (name in seen) { printf "%s:%d: %s stands here a second time\n", FILENAME, FNR, substr(name, 2); bad = 1 }
		else seen[name]
	}
	END { exit bad }' templates/label/*.hdf || long=1
# A file is one record: no template holds the byte 3. In what is checked as HTML, byte 1 stands for a value put out and
# byte 2 for any other command.
awk -v RS='\003' '
function wrong(what) {
	gsub(/\001/, "<?cs var ?>", what)
	gsub(/[\002\n]/, " ", what)
	printf "%s: %s\n", FILENAME, what
	bad = 1
}
function check_command(c) {
	if (c ~ /^\/?(uvar|alt|evar|lvar|name|escape|linclude|contenttype|debug)([ \t\n]*[:!]|[ \t\n]*$)/)
		wrong("forbidden construct: " c)
	if (c ~ /^include/ && c !~ /^include:[ ]*"[a-z0-9_\/]+\.cs"[ \t\n]*$/)
		wrong("computed include: " c)
	if (c ~ /[a-z]_(escape|strip|validate)[ \t]*\(/ || c ~ /text_html[ \t]*\(/)
		wrong("escape function: " c)
}
# Checks the commands, answers the HTML around them.
function without_commands(rest,   at, end, html, c) {
	while ((at = index(rest, "<?cs")) > 0) {
		html = html substr(rest, 1, at - 1)
		rest = substr(rest, at + 4)
		if ((end = index(rest, "?>")) == 0) {
			wrong("<?cs without ?>")
			return html
		}
		c = substr(rest, 1, end - 1)
		rest = substr(rest, end + 2)
		sub(/^[ \t\n]+/, "", c)
		if (c !~ /^#/)
			check_command(c)
		html = html (c ~ /^var[ \t]*[:!]/ ? "\001" : "\002")
	}
	return html rest
}
function check_scripts(low,   end) {
	while (match(low, /<script[^>]*>/)) {
		if (substr(low, RSTART, RLENGTH) !~ / src="/)
			wrong("inline script")
		low = substr(low, RSTART + RLENGTH)
		end = index(low, "</script>")
		if (end != 1)
			wrong("text inside a script element")
	}
}
function check_tag(tag,   bare) {
	bare = tag
	gsub(/"[^"]*"/, "\"\"", bare)
	if (index(bare, "\001"))
		wrong("value outside double quotes: " tag)
	if (bare ~ /=[ \t\n]*\047/)
		wrong("single-quoted attribute: " tag)
	bare = tolower(bare)
	if (bare ~ /[ \t\n\002"]on[a-z]+[ \t\n]*=/)
		wrong("event attribute: " tag)
	if (bare ~ /[ \t\n\002"](style|srcdoc|http-equiv)[ \t\n]*=/)
		wrong("forbidden attribute: " tag)
}
# The style sheets see white space in a dd (pre-wrap), where a cell begins (after its label) and in one with nothing else (:empty).
function check_cells(html) {
	while (match(html, "<(td|th|dd)([ \t\n][^<>]*)?>[ \t\n]|[\001\002][ \t\n]+<\\/(td|th|dd)>|[ \t\n]<\\/dd>")) {
		wrong("white space that shows in a cell, its line must end within a tag or a command: " \
			substr(html, RSTART, RLENGTH + 60))
		html = substr(html, RSTART + RLENGTH)
	}
}
{
	html = without_commands($0)
	low = tolower(html)
	if (low ~ /<style/)
		wrong("inline style sheet")
	if (low ~ /javascript:/)
		wrong("javascript: address")
	check_scripts(low)
	check_cells(html)
	while (match(html, /<[A-Za-z][^<>]*>/)) {
		check_tag(substr(html, RSTART, RLENGTH))
		html = substr(html, RSTART + RLENGTH)
	}
}
END { exit bad }' "${files[@]}" && exit ${long:-0}
