#!/bin/sh
# Would the tests notice? One comparison, operator or constant in a function of lib/ is
# turned into another, and what depends on it is built and tested, until a test fails; so
# COUNT times, each time with another one, chosen by SEED. The sources that are changed are
# copies below B, of which B/log tells. One that no test notices is shown; those that change
# nothing but the text are in tests/mutants, with the reason. Fails where fewer than LEAST of a
# hundred are caught.
B=${B:-build/mutate}
COUNT=${COUNT:-200}
SEED=${SEED:-1}
LEAST=90
limit=$PWD/$B/limit
log=$PWD/$B/log
here=$PWD
export CK_FORK=no EACH=4 # of the cases of the command
unset MAKEFLAGS MFLAGS # the variables of the make that mutates

# FILE LINE COLUMN LENGTH BY, the line after the change and the one before it, for each
# place that can be changed, all in functions
places() {
	# shellcheck disable=SC2016 # of awk
	awk '
		BEGIN {
			split("== != < <= > >= && || + - += -= 0 1 true false", from)
			split("!= == <= < >= > || && - + -= += 1 0 false true", to)
			for (i in from) by[from[i]] = to[i]
		}
		FNR == 1 { inside = comment = 0; last = "" }
		/^\{/ { inside = 1 }
		/^\}/ { inside = 0 }
		inside {
			line = blank($0)
			at = 1
			# words and operators stand between others of their kind: the layout is the law
			while (match(substr(line, at), /[A-Za-z0-9_.]+|[-+<>=!&|*\/%^~]+/)) {
				word = substr(line, at + RSTART - 1, RLENGTH)
				at += RSTART - 1 + RLENGTH
				column = at - RLENGTH
				spaced = word ~ /^[a-z0-9]/ || (substr(line, column - 1, 1) ~ /[ \t]/ &&
					substr(line, at, 1) ~ /^ ?$/)
				if (word in by && spaced)
					print FILENAME, FNR, column, RLENGTH, by[word] "\t" \
						bare(substr($0, 1, column - 1) by[word] \
							substr($0, at)) "\t" last
			}
		}
		{ last = bare($0) }
		function bare(line) { sub(/^[ \t]+/, "", line); return line }
		# the line with strings, characters and comments made blank
		function blank(line,    out, rest, n) {
			out = ""
			while (line != "") {
				if (comment) {
					n = index(line, "*/")
					comment = n == 0
					n = n ? n + 1 : length(line)
				} else if (match(line, /"([^"\\]|\\.)*"|\047([^\047\\]|\\.)*\047|\/\*|\/\//)) {
					out = out substr(line, 1, RSTART - 1)
					line = substr(line, RSTART)
					if (substr(line, 1, 2) == "/*") { comment = 1; continue }
					n = substr(line, 1, 2) == "//" ? length(line) : RLENGTH
				} else
					return out line
				rest = substr(line, 1, n); gsub(/./, "_", rest)
				out = out rest; line = substr(line, n + 1)
			}
			return out
		}' lib/*.[ch]
}

# what tests/mutants has, and no place yields
stale() {
	places | awk -F '\t' -v known=tests/mutants '
		{ file = $1; sub(/ .*/, ":", file); can[file " " $2]; can[file " " $3 " " $2] }
		END {
			while ((getline line <known) > 0)
				if (line !~ /^(#|$)/ && !(line in can))
					print known ": nothing becomes this: " line
		}'
}

# the first COUNT of them in an order that only SEED decides
chosen() {
	places | awk -v x="$SEED" '
		function next_random() { x = (x * 16807) % 2147483647; return x }
		BEGIN { x = (x * 1103515245 + 12345) % 2147483647; next_random() }
		{ printf "%d %s\n", next_random(), $0 }' | sort -n | head -n "$COUNT" | cut -d' ' -f2-
}

# the line of the copy with what stands there changed; times of files are kept, by which
# make tells what is new
change() {
	cp -p "$1" "$1.plain"
	awk -v line="$2" -v column="$3" -v length_="$4" -v by="$5" '
		FNR == line { $0 = substr($0, 1, column - 1) by substr($0, column + length_) }
		{ print }' "$1.plain" >"$1"
}

build() {
	make -s CC="${CC:-cc}" AVX2= HARDEN= LDFLAGS=-Wl,-rpath,"$PWD/build" \
		CFLAGS='-O1 -w -fvisibility=default' "$@"
}

# the objects of lib/, and one library of them that all programs load
objects() {
	# shellcheck disable=SC2046 # names of files, without spaces
	build $(printf 'build/lib/%s.o ' $(basename -s .c lib/*.c))
}
library() {
	"${CC:-cc}" -shared -Wl,-soname,libmutant.so -o build/libmutant.so build/lib/*.o \
		-ljansson -lpcre2-8 -ldl
}

# runs one test for ten times as much of a processor as it needs, and some seconds, so that
# a busy machine fails nothing; one that waits has ten minutes more. One program has to hold
# the objects itself, and is made only when it is asked, of them and what it was itself.
ask() {
	seconds=$(cat "$limit/$1")
	case $1 in
	cli) set -- sh tests/cli.sh build/rtok ;;
	test_memory)
		rm -f "build/$1"
		build -o "build/tests/$1.o" "build/$1" && set -- "build/$1"
		;;
	*) set -- "build/$1" ;;
	esac
	# shellcheck disable=SC3045 # the shells of Debian have it
	(ulimit -v 4000000 && ulimit -t "$seconds" &&
		exec timeout -k 1 $((seconds + 600)) "$@") </dev/null >/dev/null 2>&1
}

# the tests of the library; those of the command are few, and are not asked
tests() {
	for test in $(basename -s .c tests/test_*.c); do
		grep -q "^\$B/$test: .*cmd/" Makefile || echo "$test"
	done | grep -vxE 'test_(token|claims)'
}

# the same and those of the command, for a file: that of its name first, then which have
# caught most of it, then the suite, then the shortest
ordered() {
	name=$(basename "$1")
	{
		printf '%s\n' "test_${name%.*}" "test_${name%%_*}"
		grep "^$1:" "$log" | cut -f2 | sort | uniq -c | sort -rn | awk '{ print $2 }'
		echo test_suite
		cat "$limit/order"
	} | awk '!seen[$0]++' | while read -r test; do
		[ ! -e "$limit/$test" ] || echo "$test"
	done
}

# which test fails, and whether for its time, or nothing
catcher() {
	for test in $(ordered "$1"); do
		ask "$test"
		case $? in
		0) ;;
		124 | 137 | 152) echo "$test late"; return ;;
		*) echo "$test"; return ;;
		esac
	done
}

# one test where nothing is changed: if it fails, what it has told of mutants is nothing
passes() {
	ask "$1" || { echo "$1 fails where nothing is changed" >&2; return 1; }
}

# how long each test takes, in seconds, into its file, and which is quick
measure() {
	mkdir "$limit"
	for test in $(tests) cli; do
		echo 600 >"$limit/$test"
		began=$(date +%s%3N)
		passes "$test" || return
		took=$(($(date +%s%3N) - began))
		echo $((took / 100 + 4)) >"$limit/$test"
		echo "$took $test" >>"$limit/took"
	done
	sort -n "$limit/took" | cut -d' ' -f2 >"$limit/order"
}

# the machine code of what a mutant is in
code() {
	cat build/lib/*.o | cksum
}

# what remains of an earlier round might be a mutant
rm -rf "$B/tree" "$limit" "$log"
mkdir -p "$B/tree"
chosen >"$B/chosen"
if stale | grep .; then exit 1; fi
cp -Rp Makefile lib cmd tests "$B/tree" || exit 1
cd "$B/tree" || exit 1
objects && library || exit 1
build JSCHEMA=build/libmutant.so build/rtok build/rtok-token || exit 1
build build/tests/narrow.o build/tests/portable.o || exit 1
for test in $(tests); do
	# shellcheck disable=SC2046 # flags
	build "build/tests/$test.o" && { [ "$test" = test_memory ] ||
		"${CC:-cc}" -o "build/$test" "build/tests/$test.o" build/tests/narrow.o \
			build/tests/portable.o build/libmutant.so \
			-Wl,-rpath,"$PWD/build" $(pkg-config --libs check) -ljansson; } || exit 1
done
measure || exit 1
cp -Rp build/lib build/plain
plain=$(code)

caught=0 missed=0 same=0 broken=0 known=0
while IFS='	' read -r place text before; do
	# shellcheck disable=SC2086 # FILE LINE COLUMN LENGTH BY
	set -- $place
	file=$1 at=$1:$2:$3
	change "$@"
	if ! objects >/dev/null 2>&1; then
		broken=$((broken + 1))
		what=broken
	elif [ "$(code)" = "$plain" ]; then
		same=$((same + 1))
		what=same
	elif grep -qxF -e "$file: $text" -e "$file: $before $text" "$here/tests/mutants"; then
		known=$((known + 1))
		what=known
	else
		what=$(library && catcher "$file" 2>/dev/null)
		if [ -n "$what" ]; then
			caught=$((caught + 1))
		else
			missed=$((missed + 1))
			printf '%s: missed: %s\n' "$at" "$text"
		fi
	fi
	printf '%s\t%s\t%s\n' "$at" "${what:-missed}" "$text" >>"$log"
	mv "$file.plain" "$file"
	cp -p build/plain/* build/lib
done <"$here/$B/chosen"
library
for test in $(tests) cli; do
	passes "$test" || exit 1
done
asked=$((caught + missed))
echo "mutate: $caught of $asked caught; besides $known known to change nothing," \
	"$same of the same machine code, $broken that do not compile"
[ $((caught * 100)) -ge $((LEAST * asked)) ]
