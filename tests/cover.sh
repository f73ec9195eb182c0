#!/bin/sh
# What the tests of the build B have run of lib/ and cmd/, as gcov counts it: lines, and
# branches taken, for each file and folder. The branches of lib/ that are never taken are
# those of tests/uncovered, with the reason; others are shown, as file:line: text. FILE=lib/x.c
# shows all that is left of one.
B=${B:-build/cover}
LINES=95 # of a hundred of lib/
BRANCHES=90
scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT

# file, line, "line" or which branch, how often, and the text: of a function that several
# files include, what the best of them has
find "$B/lib" "$B/cmd" -name '*.gcda' | sort | xargs gcov -t -b -c -r 2>"$scratch/gcov" | awk '
	/^ +-: +0:Source:/ { file = $0; sub(/.*:Source:/, "", file); next }
	/^branch / { seen("branch " $2, $3 == "taken" ? $4 : 0) }
	/^ *[0-9#=*]+: *[0-9]+:/ {
		count = number = text = $0
		sub(/:.*/, "", count)
		sub(/^[^:]*: */, "", number)
		sub(/:.*/, "", number)
		sub(/^[^:]*:[^:]*:[ \t]*/, "", text)
		seen("line", count ~ /[#=]/ ? 0 : count + 0)
	}
	function seen(what, times) {
		key = file "\t" number "\t" what
		texts[key] = text
		if (!(key in most) || times > most[key])
			most[key] = times
	}
	END { for (key in most) print key "\t" most[key] "\t" texts[key] }' |
	sort -t "$(printf '\t')" -k1,1 -k2,2n -k3,3 >"$scratch/all"

awk -F '\t' -v least_lines=$LINES -v least_branches=$BRANCHES '
	{
		folder = $1
		sub(/\/.*/, "", folder)
		kind = $3 == "line"
		count($1)
		count(folder)
	}
	function count(name) {
		all[name, kind]++
		taken[name, kind] += $4 > 0
		if (!(name in names)) {
			names[name]
			order[++total] = name
		}
	}
	function part(name, kind) {
		return all[name, kind] ? 100 * taken[name, kind] / all[name, kind] : 100
	}
	function show(name) {
		printf "%-30s %6d %6.1f %8d %6.1f\n", name, all[name, 1], part(name, 1),
			all[name, 0], part(name, 0)
	}
	END {
		printf "%-30s %6s %6s %8s %6s\n", "", "lines", "%", "branches", "%"
		for (i = 1; i <= total; i++)
			if (order[i] ~ /\//)
				show(order[i])
		show("cmd")
		show("lib")
		exit part("lib", 1) < least_lines || part("lib", 0) < least_branches
	}' "$scratch/all"
failed=$?

# what is never taken, and what of that is not listed; a line that is never run stands
# behind such a branch
awk -F '\t' '$1 ~ /^lib\// && $3 != "line" && $4 == 0 { print $1 "\t" $2 "\t" $1 ": " $5 }' \
	"$scratch/all" | uniq >"$scratch/missing"
[ -z "$FILE" ] || grep "^$FILE	" "$scratch/missing"
awk -F '\t' 'NR == FNR { listed[$0]; next }
	!($3 in listed) { sub(/^[^:]*/, $1 ":" $2, $3); print "not listed: " $3 }' \
	tests/uncovered "$scratch/missing" >"$scratch/unlisted"
grep '^lib/' tests/uncovered | awk -F '\t' 'NR == FNR { missing[$3]; next }
	!($0 in missing) { print "listed, but taken: " $0 }' "$scratch/missing" -
cat "$scratch/unlisted"
echo "cover: $(wc -l <"$scratch/missing") places in lib/ have a branch that is never taken," \
	"$(wc -l <"$scratch/unlisted") of them without a reason"
[ $failed = 0 ] && [ ! -s "$scratch/unlisted" ] && [ -s "$scratch/all" ]
