# sqlgen: makes sql.gen.h (enum sql_id) and sql.gen.c (the table of statements) from sql/query/*.sql.
#     awk -v out=h -f sqlgen.awk sql/query/*.sql > sql.gen.h      with out=c for sql.gen.c, with out=sql a line a statement
# A statement is written as
#     -- name: review_claim
#     -- rows: one | maybe | many | exactly1 | any
#     UPDATE application SET claimed_by = :staff_id WHERE id = :id;
# @states(work!=NONE,keeper=EXCHANGE|REGISTRY) becomes the list of names of the states whose columns are so; the columns stand in
# STATES (-v states=fcgi/core/application/states.def), @ways the names of the ways to pay (-v ways=fcgi/gate/pay/pay_ways.def).
# @name becomes the columns given once as
#     -- columns: name
#     a.id, a.number;
# Parameters :x become ?; the values are numbered in the order their names first appear, and a name used twice is bound
# twice from its one value. Colons inside quoted strings and comments are text. POSIX awk only (mawk and gawk).

function fail(message) {
	if (!failed)
		print where ": " message > "/dev/stderr"
	failed = 1
	exit 1
}

# One row of the table of states: state_is[name, column] = value.
function read_states(   line, n, i, cell) {
	n = split("id name keeper work reviewed marks papers term days step step_up", column, " ")
	while ((getline line < states) > 0) {
		if (line !~ /^STATE\(/)
			continue
		gsub(/^STATE\(|\)[ \t]*$|[ \t]/, "", line)
		if (split(line, cell, ",") != n)
			fail(states ": a state has " n " columns")
		state_names[++state_count] = cell[2]
		for (i = 1; i <= n; i++)
			state_is[cell[2], column[i]] = cell[i]
	}
	close(states)
	if (!state_count)
		fail(states ": no states")
}

# Does the value of a state's column meet "column=A|B" or "column!=A"?
function state_meets(s, condition,   not, at, want) {
	not = index(condition, "!=") > 0
	at = index(condition, not ? "!=" : "=")
	want = "|" substr(condition, at + (not ? 2 : 1)) "|"
	condition = substr(condition, 1, at - 1)
	if (!((s, condition) in state_is))
		fail(name ": a state has no column " condition)
	return (index(want, "|" state_is[s, condition] "|") > 0) != not
}

function state_list(conditions,   i, k, n, c, good, list) {
	if (!state_count)
		read_states()
	n = split(conditions, c, ",")
	for (i = 1; i <= state_count; i++) {
		good = 1
		for (k = 1; k <= n; k++)
			good = good && state_meets(state_names[i], c[k])
		if (good)
			list = list (list == "" ? "" : ", ") "'" state_names[i] "'"
	}
	if (list == "")
		fail(name ": no state is so: " conditions)
	return "(" list ")"
}

# The first column of each way to pay.
function way_list(   line, list) {
	while ((getline line < ways) > 0)
		if (line ~ /^PAY_WAY\(/) {
			gsub(/^PAY_WAY\(|,.*/, "", line)
			list = list (list == "" ? "" : ", ") "'" line "'"
		}
	close(ways)
	if (list == "")
		fail(ways ": no ways to pay")
	return list
}

# Puts in what stands elsewhere once: lists of states, ways to pay, columns.
function put_in(s,   out, word) {
	while (match(s, /@states\([^)]*\)|@[a-z_]+/)) {
		word = substr(s, RSTART + 1, RLENGTH - 1)
		out = out substr(s, 1, RSTART - 1)
		if (word ~ /^states\(/)
			out = out state_list(substr(word, 8, length(word) - 8))
		else if (word == "ways")
			out = out way_list()
		else if (word in columns_of)
			out = out columns_of[word]
		else
			fail(name ": there are no columns called " word)
		s = substr(s, RSTART + RLENGTH)
	}
	return out s
}

function finish_statement() {
	if (in_columns != "") {
		sub(/;[ \t\n]*$/, "", body)
		columns_of[in_columns] = body
		in_columns = ""
		body = ""
	}
	if (name == "")
		return
	if (rows == "")
		fail(name ": no -- rows: line")
	parse(put_in(body))
	text_of[name] = text
	rows_of[name] = rows
	values_of[name] = values
	params_of[name] = params
	map_of[name] = map
	file_of[name] = file
	names[++count] = name
	name = ""
}

# The length of the quoted string that starts at p, quotes included; '' and \' do not end it.
function quoted_length(s, p,   quote, i, c) {
	quote = substr(s, p, 1)
	for (i = p + 1; i <= length(s); i++) {
		c = substr(s, i, 1)
		if (c == "\\" && quote != "`")
			i++
		else if (c == quote && substr(s, i + 1, 1) == quote)
			i++
		else if (c == quote)
			return i - p + 1
	}
	fail(name ": a quoted string does not end")
}

function add_parameter(p) {
	if (!((name, p) in number_of))
		number_of[name, p] = values++
	map = map (params++ ? ", " : "") number_of[name, p]
	text = text "?"
}

# Sets text, values, params and map from the statement s.
function parse(s,   i, n, c, rest, ended) {
	text = ""; values = 0; params = 0; map = ""; ended = 0
	for (i = 1; i <= length(s); i += n) {
		n = 1
		c = substr(s, i, 1)
		rest = substr(s, i)
		if (match(rest, /^--[^\n]*/) || match(rest, /^[ \t\r\n]+/)) {
			n = RLENGTH
			c = " "
		}
		if (c == " ") {
			if (text != "" && text !~ / $/)
				text = text " "
			continue
		}
		if (ended)
			fail(name ": text behind the semicolon")
		if (c == "'" || c == "\"" || c == "`") {
			n = quoted_length(s, i)
			text = text substr(s, i, n)
		} else if (c == ":" && match(rest, /^:[a-z][a-z0-9_]*/)) {
			n = RLENGTH
			add_parameter(substr(rest, 2, n - 1))
		} else if (c == "?" || c == ":") {
			fail(name ": a bare " c " outside of quotes")
		} else if (c == ";") {
			ended = 1
		} else {
			text = text c
		}
	}
	sub(/ +$/, "", text)
	if (!ended || text == "")
		fail(name ": a statement ends in a semicolon")
}

function sort_names(   i, j, t) {
	for (i = 2; i <= count; i++) {
		t = names[i]
		for (j = i - 1; j >= 1 && names[j] > t; j--)
			names[j + 1] = names[j]
		names[j + 1] = t
	}
}

function c_string(s,   i, c, t) {
	for (i = 1; i <= length(s); i++) {
		c = substr(s, i, 1)
		if (c == "\n")
			c = "\\n"
		else if (c == "\\" || c == "\"")
			c = "\\" c
		t = t c
	}
	return "\"" t "\""
}

function write_header(   i) {
	print "/* Made by sqlgen.awk from sql/query. */\n#ifndef CCER_SQL_GEN_H\n#define CCER_SQL_GEN_H\n"
	print "enum sql_id {"
	for (i = 1; i <= count; i++)
		print "\tSQL_" toupper(names[i]) ","
	print "\tSQL_COUNT\n};\n"
	print "enum sql_rows { SQL_ROWS_ONE, SQL_ROWS_MAYBE, SQL_ROWS_MANY, SQL_ROWS_EXACTLY1, SQL_ROWS_ANY };\n"
	print "/* values: distinct names; params: question marks; map: which value each question mark takes. */"
	print "struct sql_statement {\n\tconst char *name, *file, *text;\n\tenum sql_rows rows;"
	print "\tunsigned values, params;\n\tconst unsigned char *map;\n};"
	print "extern const struct sql_statement sql_statements[SQL_COUNT + 1];\n\n#endif"
}

function write_source(   i, n) {
	print "/* Made by sqlgen.awk from sql/query. */\n#include <stddef.h>\n\n#include \"sql.gen.h\"\n"
	for (i = 1; i <= count; i++)
		if (params_of[names[i]])
			print "static const unsigned char map_" names[i] "[] = {" map_of[names[i]] "};"
	print "\nconst struct sql_statement sql_statements[SQL_COUNT + 1] = {"
	for (i = 1; i <= count; i++) {
		n = names[i]
		print "\t{\"" n "\", \"" file_of[n] "\",\n\t " c_string(text_of[n]) ",\n\t SQL_ROWS_" toupper(rows_of[n]) \
			", " values_of[n] ", " params_of[n] ", " (params_of[n] ? "map_" n : "NULL") "},"
	}
	print "\t{NULL, NULL, NULL, SQL_ROWS_ANY, 0, 0, NULL}\n};"
}

{ where = FILENAME ":" FNR }

FNR == 1 {
	finish_statement()
	file = FILENAME
	sub(/.*\//, "", file)
}

/^-- name:/ {
	finish_statement()
	name = $3
	if (NF != 3 || name !~ /^[a-z][a-z0-9_]*$/)
		fail("not a name: " $0)
	if (name in seen)
		fail(name " stands twice, also in " seen[name])
	seen[name] = where
	rows = ""
	body = ""
	next
}

/^-- columns:/ {
	finish_statement()
	in_columns = $3
	body = ""
	next
}

/^-- rows:/ {
	rows = $3
	if (NF != 3 || rows !~ /^(one|maybe|many|exactly1|any)$/)
		fail("rows must be one, maybe, many, exactly1 or any: " $0)
	next
}

name != "" || in_columns != "" { body = body $0 "\n"; next }

!/^[ \t]*(--.*)?$/ { fail("text before the first -- name: line") }

END {
	if (failed)
		exit 1
	finish_statement()
	if (failed)
		exit 1
	sort_names()
	if (out == "h")
		write_header()
	else if (out == "c")
		write_source()
	else
		for (i = 1; i <= count; i++)
			print names[i] "\t" text_of[names[i]]
}
