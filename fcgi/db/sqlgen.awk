# sqlgen: makes sql.gen.h (enum sql_id) and sql.gen.c (the table of statements) from sql/query/*.sql.
#     awk -v out=h -f sqlgen.awk sql/query/*.sql > sql.gen.h      and with out=c for sql.gen.c
# A statement is written as
#     -- name: application_move
#     -- rows: one | maybe | many | exactly1 | any
#     UPDATE application SET state = :to WHERE id = :id;
# Parameters :x become ?; the values are numbered in the order their names first appear, and a name used twice is bound
# twice from its one value. Colons inside quoted strings and comments are text. POSIX awk only (mawk and gawk).

function fail(message) {
	if (!failed)
		print where ": " message > "/dev/stderr"
	failed = 1
	exit 1
}

function finish_statement() {
	if (name == "")
		return
	if (rows == "")
		fail(name ": no -- rows: line")
	parse(body)
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

/^-- rows:/ {
	rows = $3
	if (NF != 3 || rows !~ /^(one|maybe|many|exactly1|any)$/)
		fail("rows must be one, maybe, many, exactly1 or any: " $0)
	next
}

name != "" { body = body $0 "\n"; next }

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
	else
		write_source()
}
