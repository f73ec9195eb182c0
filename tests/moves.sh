#!/bin/sh
# The place in a diagnostic moves exactly with its fault: all inputs of tests/cli, documents,
# JSON lines and recordings, are checked as they are and with something put before what is
# in them, and of the two lists of diagnostics nothing else differs.
# shellcheck disable=SC2016 # move() is given programs of awk
rtok=$(realpath "$1")
scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT
mkdir "$scratch/before" || exit 1
LC_ALL=C
export LC_ALL

# Each ends with its line, so that the end of the text moves like all else. What has a NUL
# is nothing for awk, a byte order mark is one only where nothing is before it, and where
# nothing is, nothing moves.
find tests/cli -type f -size -100k \( -name '*.json*' -o -name '*.har' -o -name in \) |
	sort | xargs -d '\n' grep -l '[^[:space:]]' |
	xargs -d '\n' grep -LP '\x00|^\xef\xbb\xbf' >"$scratch/inputs"
tr '\n' '\0' <"$scratch/inputs" | xargs -0 awk -v folder="$scratch/before/" '
	FNR == 1 {
		if (out)
			close(out)
		parts = split(FILENAME, part, "/")
		sub(/\.[^.]*$/, "", part[parts])
		gsub(/ /, "_", part[parts])
		out = folder sprintf("%03d-%s.json", ++count, part[parts])
	}
	{ print >out }'
count=$(wc -l <"$scratch/inputs")
cd "$scratch" || exit 1

# check FOLDER: the diagnostics without counts
check() {
	(cd "$1" && "$rtok" check -v --now 2026-11-09T16:00:00Z --max-errors 0 . 2>&1) |
		grep -v '^[0-9]* files'
}
check before >plain
# behind a fault of syntax, it is from the first byte of a line that reading goes on
grep '\[syntax\]' plain | grep -v 'the rest is not read' | cut -d : -f 1 | sort -u >lines
: >none

# move NAME TEXT PLACE DROPPED: TEXT changes `text`, a line with its end, and PLACE the `line`
# and `column` of a place in `file`. In between, put(column) tells where in this line of
# the file something came, which moved[file, line] has then. A line of output with a word
# of the file DROPPED in it is left out.
failed=0
move() {
	rm -rf after
	mkdir after
	: >puts
	awk 'function put(column) { print file, FNR, column >"puts" }
		FNR == 1 {
			if (out)
				close(out)
			out = file = FILENAME
			sub("before", "after", out)
			sub("before", ".", file)
		}
		{ text = $0 "\n"; '"$2"'; printf "%s", text >out }' before/*
	check after | grep -vFf "$4" >found
	awk "function move() { $3 }"'
		FILENAME == "puts" { moved[$1, $2] = $3; next }
		match($0, /^[^:]*:[0-9]+:[0-9]+:/) {
			split($0, place, ":")
			rest = substr($0, RLENGTH + 1)
			file = place[1]; line = place[2]; column = place[3]; move()
			head = file ":" line ":" column ":"
			if (match(rest, /line [0-9]+, column [0-9]+/)) {
				split(substr(rest, RSTART, RLENGTH), place, /[ ,]+/)
				line = place[2]; column = place[4]; move()
				rest = substr(rest, 1, RSTART - 1) "line " line ", column " column \
					substr(rest, RSTART + RLENGTH)
			}
			print head rest
			next
		}
		{ print }' puts plain | grep -vFf "$4" >expected
	cmp -s expected found && ! cmp -s plain found && return
	echo "moves: $1; one list as it has to be, and one as it is:"
	diff expected found | head -n 20
	failed=$((failed + 1))
}

move 'lines before' 'if (FNR == 1) text = "\n\n  \n" text' 'line += 3' none
move 'blanks before each line' 'text = (FNR == 1 ? "   " : "") text "   "' 'column += 3' lines
move 'a line behind each line' 'text = text "\n"' 'line = 2 * line - 1' lines
# JSON in a string of a recording, in which an escape stands for a line
move 'escapes in a string' '
	if (match(text, /"[{[]\\"/)) {
		before = substr(text, 1, RSTART + 1)
		text = before "\\n\\t" substr(text, RSTART + 2)
		gsub(/[\200-\277]/, "", before)
		put(length(before))
	}' 'if ((file, line) in moved && column > moved[file, line]) column += 4' none
# a member of which there may be more to say, but which moves no pointer
printf '/_before\nno-known-property\n' >own
move 'a member' 'if (FNR == 1 && text == "{\n") { text = text "\"_before\": [0.5],\n"; put(1) }' \
	'if ((file, 1) in moved && line > 1) line++' own
echo "moves: $count inputs, $(wc -l <plain) diagnostics, $failed failed"
[ $failed = 0 ]
