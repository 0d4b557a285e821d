#!/bin/bash
# Every template with hostile values in every name it uses, all branches taken: nothing may come out unescaped.
# The lint forbids the constructs that go around escaping; this is the second look, through ClearSilver itself.
cd "${srcdir:-$(dirname "$0")/../..}" || exit 1
command -v cstest > /dev/null || { echo 'cstest (clearsilver-dev) is not there'; exit 77; }
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT

. tests/template/data.sh templates
canary="\"'><canary onload=x>&"
status=0 count=0
while read -r t; do
	grep -rqF "include:\"$t\"" templates && continue # a part of others: rendered with them
	# The template with all it includes.
	list=$(awk -v t="$t" -v top="$work/templates" 'function add(f,   l) { if (f in done) return; done[f] = 1; print top "/" f
		while ((getline l < (top "/" f)) > 0) if (match(l, /include:[ ]*"[^"]+"/)) add(gensubst(substr(l, RSTART, RLENGTH))) }
		function gensubst(s) { sub(/^[^"]*"/, "", s); sub(/"$/, "", s); return s } BEGIN { add(t) }')
	awk -v canary="$canary" -f "$work/data.awk" $list | LC_ALL=C sort > "$work/data.hdf"
	echo "hdf.loadpaths.0 = $work/templates" >> "$work/data.hdf"
	if ! cstest "$work/data.hdf" "$work/templates/$t" > "$work/out" 2> "$work/err" || grep -q 'Error' "$work/err"; then
		echo "$t: cannot be rendered: $(head -c 400 "$work/err")"
		status=1
	elif grep -q '<canary\|"'"'"'>' "$work/out"; then
		echo "$t: comes out as typed: $(grep -o -m 1 '.\{0,60\}\(<canary\|"'"'"'>\).\{0,20\}' "$work/out" | head -1)"
		status=1
	fi
	# Documents are XML: whatever the values are, what comes out must be one well-formed element.
	if grep -q '<document ' "$work/out" && ! sed -n '/<document /,$p' "$work/out" | /usr/bin/python3 -c 'import sys, xml.dom.minidom
xml.dom.minidom.parseString(sys.stdin.buffer.read().strip())' 2> "$work/err"; then
		echo "$t: is not well-formed: $(tail -1 "$work/err")"
		status=1
	fi
	grep -q '&lt;canary' "$work/out" && count=$((count + 1))
done < <(cd templates && find . -name '*.cs' | sed 's,^\./,,' | sort)
echo "$count templates put out hostile values, all escaped: $([ $status = 0 ] && echo yes || echo no)"
exit $status
