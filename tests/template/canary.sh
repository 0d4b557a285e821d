#!/bin/bash
# Every template with hostile values in every name it uses, all branches taken: nothing may come out unescaped.
# The lint forbids the constructs that go around escaping; this is the second look, through ClearSilver itself.
cd "${srcdir:-$(dirname "$0")/../..}" || exit 1
command -v cstest > /dev/null || { echo 'cstest (clearsilver-dev) is not there'; exit 77; }
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT

# All branches: each condition becomes true, each alternative a block of its own. Loops over counters stay.
mkdir -p "$work/templates"
(cd templates && find . -name '*.cs' | while read -r t; do
	mkdir -p "$work/templates/$(dirname "$t")"
	awk -v RS='\003' -v ORS='' '{
		rest = $0
		while ((at = index(rest, "<?cs")) > 0 && (end = index(substr(rest, at), "?>")) > 0) {
			c = substr(rest, at + 4, end - 5)
			all = substr(rest, at, end + 1)
			if (c ~ /^[ \t\n]*if[ \t]*:/) all = "<?cs if:#1 ?>"
			else if (c ~ /^[ \t\n]*(elif[ \t]*:|elseif[ \t]*:|else[ \t\n]*$)/) all = "<?cs /if ?><?cs if:#1 ?>"
			printf "%s%s", substr(rest, 1, at - 1), all
			rest = substr(rest, at + end + 1)
		}
		printf "%s", rest
	}' "$t" > "$work/templates/$t"
done)

# Data: every dotted name of every command, with loop variables and macro arguments put back to what they stand for;
# two rows where something is looped over.
cat > "$work/data.awk" <<'A'
function note(p) { if (p != "" && p !~ /^[0-9.]/) seen[p] = 1 }
function expand(p, depth,   head, tail, k, n, list) {
	note(p)
	if (depth == 4) return
	head = p; tail = ""
	if (index(p, ".")) { head = substr(p, 1, index(p, ".") - 1); tail = substr(p, index(p, ".")) }
	n = split(alias[head], list, " ")
	for (k = 1; k <= n; k++) expand(list[k] tail, depth + 1)
}
function paths(c, out,   n) {
	gsub(/"[^"]*"/, " ", c)
	gsub(/\[[^]]*\]/, ".0", c)
	n = 0
	while (match(c, /[A-Za-z_][A-Za-z0-9_]*(\.[A-Za-z0-9_]+)*/)) {
		out[++n] = substr(c, RSTART, RLENGTH)
		c = substr(c, RSTART + RLENGTH)
	}
	return n
}
BEGIN { RS = "\003" }
{
	rest = $0
	while ((at = index(rest, "<?cs")) > 0 && (end = index(substr(rest, at), "?>")) > 0) {
		c = substr(rest, at + 4, end - 5)
		rest = substr(rest, at + end + 1)
		sub(/^[ \t\n]+/, "", c); sub(/[ \t\n]+$/, "", c)
		if (c !~ /^(#|\/|include)/) command[++commands] = c
	}
}
END {
	for (i = 1; i <= commands; i++) {
		c = command[i]
		if (c ~ /^def:/) {
			name = c; sub(/^def:[ ]*/, "", name); sub(/[ ]*\(.*/, "", name)
			args = c; sub(/^[^(]*\(/, "", args); sub(/\).*/, "", args)
			arity[name] = split(args, a, /[ ]*,[ ]*/)
			for (k = 1; k <= arity[name]; k++) { gsub(/[ \n\t]/, "", a[k]); argument[name, k] = a[k] }
		}
	}
	for (i = 1; i <= commands; i++) {
		c = command[i]
		if (c ~ /^(each|with):/) {
			v = c; sub(/^[a-z]+:[ ]*/, "", v); sub(/[ ]*=.*/, "", v)
			p = c; sub(/^[^=]*=[ ]*/, "", p)
			n = paths(p, out)
			if (n) {
				alias[v] = alias[v] " " out[1] (c ~ /^each/ ? ".0" : "")
				if (c ~ /^each/) rows[out[1]] = 1
			}
		}
		if (c ~ /^call:/) {
			name = c; sub(/^call:[ ]*/, "", name); sub(/[ ]*\(.*/, "", name)
			args = c; sub(/^[^(]*\(/, "", args); sub(/\)[^)]*$/, "", args)
			n = split(args, a, ",")
			for (k = 1; k <= n; k++) if (paths(a[k], out)) alias[argument[name, k]] = alias[argument[name, k]] " " out[1]
		}
	}
	for (i = 1; i <= commands; i++) {
		c = command[i]
		sub(/^[a-z]+[:!]/, "", c)
		n = paths(c, out)
		for (k = 1; k <= n; k++) expand(out[k], 0)
	}
	for (p in rows) expand(p ".0", 0)
	print "Config.VarEscapeMode = html"
	for (p in seen) if (p !~ /^(Config|Label)(\.|$)/) print p " = " canary
	print "Label.http.0.title = label"
}
A
canary="\"'><canary onload=x>&"
status=0 count=0
while read -r t; do
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
