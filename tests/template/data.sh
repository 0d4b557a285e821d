# Sourced by the tests that render every template: from the templates below $1 makes $work/templates, with all branches taken,
# and $work/data.awk, which makes data of the names a template uses. Needs $work.
# All branches: each condition becomes true, each alternative a block of its own. Loops over counters stay.
mkdir -p "$work/templates"
(cd "$1" && find . -name '*.cs' | while read -r t; do
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
