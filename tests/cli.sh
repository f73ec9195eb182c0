#!/bin/sh
# The command as its users see it: each folder of tests/cli/ is a case. `cmd` is a shell
# script that runs in the folder and calls `rtok`; `in`, where there, is its stdin; `out`,
# `err` and `status` are what it must give; a file that is missing stands for nothing and 0.
# SCRATCH is an empty folder for what the case writes.
# EACH=3 runs every third of them, TURN which third. UPDATE=1 records them anew. RUN is put before the program, as in RUN='valgrind -q'.
rtok=$(realpath "$1")
RTOK=$rtok
export RTOK RUN
scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT
mkdir "$scratch/bin"
if [ -n "$RUN" ]; then
	# shellcheck disable=SC2016 # for the script, not for here
	printf '#!/bin/sh\nexec $RUN "$RTOK" "$@"\n' >"$scratch/bin/rtok"
	chmod +x "$scratch/bin/rtok"
else
	ln -s "$rtok" "$scratch/bin/rtok"
fi
PATH=$scratch/bin:$PATH
LC_ALL=C.UTF-8
TZ=UTC
export PATH LC_ALL TZ
unset NO_COLOR COLUMNS
# seconds for a case: what waits for a program that has crashed would wait for ever
longest=600
[ -z "$RUN" ] || longest=6000

# is the file what the case has recorded?
same() {
	if [ -n "$UPDATE" ]; then
		if [ -s "$3" ]; then cp "$3" "$1/$2"; else rm -f "$1/$2"; fi
		return 0
	fi
	expected=$1/$2
	if [ ! -e "$expected" ]; then
		[ -s "$3" ] || return 0
		expected=/dev/null
	fi
	diff -u "$expected" "$3"
}

# runs one case; what it has given stands beside its SCRATCH
run_case() {
	SCRATCH=$scratch/${1##*/}
	export SCRATCH
	got=$SCRATCH.got
	mkdir "$SCRATCH" "$got"
	in=/dev/null
	[ -e "$1/in" ] && in=$1/in
	(cd "$1" && timeout $longest sh ./cmd) <"$in" >"$got/out" 2>"$got/err"
	status=$?
	: >"$got/status"
	[ $status = 0 ] || echo $status >"$got/status"
	for file in out err status; do
		same "$1" $file "$got/$file" || echo "FAIL $1 ($file)"
	done
}

# those whose turn it is
each=${EACH:-1}
number=0
for case in tests/cli/*/; do
	number=$((number + 1))
	[ $((number % each)) = $((${TURN:-0} % each)) ] && echo "${case%/}"
done >"$scratch/cases"

# every n-th case, of as many lanes as there are processors
run_lane() {
	number=0
	while read -r case; do
		number=$((number + 1))
		[ $((number % lanes)) = "$1" ] && run_case "$case"
	done <"$scratch/cases" >"$scratch/lane-$1" 2>&1
}

lanes=$(nproc)
lane=0
while [ $lane -lt "$lanes" ]; do
	run_lane $lane &
	lane=$((lane + 1))
done
wait
cat "$scratch"/lane-*
total=$(wc -l <"$scratch/cases")
failed=$(cat "$scratch"/lane-* | sed -n 's/^FAIL \(.*\) (.*)$/\1/p' | sort -u | wc -l)
ran=$(find "$scratch" -maxdepth 1 -name '*.got' | wc -l)
echo "cli: $((ran - failed)) passed, $failed failed$([ "$each" = 1 ] || echo ", of one case in $each")"
[ "$failed" = 0 ] && [ "$total" -gt 0 ] && [ "$ran" = "$total" ]
