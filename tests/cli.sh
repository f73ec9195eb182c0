#!/bin/sh
# The command as its users see it: each folder of tests/cli/ is a case. `cmd` is a shell
# script that runs in the folder and calls `rtok`; `in`, where there, is its stdin; `out`,
# `err` and `status` are what it must give; a file that is missing stands for nothing and 0.
# SCRATCH is an empty folder for what the case writes.
# UPDATE=1 records them anew. RUN is put before the program, as in RUN='valgrind -q'.
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
passed=0
failed=0

# is the file what the case has recorded?
same() {
	if [ -n "$UPDATE" ]; then
		if [ -s "$scratch/$2" ]; then cp "$scratch/$2" "$1/$2"; else rm -f "$1/$2"; fi
		return 0
	fi
	expected=$1/$2
	if [ ! -e "$expected" ]; then
		[ -s "$scratch/$2" ] || return 0
		expected=/dev/null
	fi
	diff -u "$expected" "$scratch/$2"
}

for case in tests/cli/*/; do
	case=${case%/}
	in=/dev/null
	[ -e "$case/in" ] && in=$case/in
	SCRATCH=$scratch/${case##*/}
	export SCRATCH
	mkdir "$SCRATCH"
	(cd "$case" && sh ./cmd) <"$in" >"$scratch/out" 2>"$scratch/err"
	status=$?
	: >"$scratch/status"
	[ $status = 0 ] || echo $status >"$scratch/status"
	good=true
	for file in out err status; do
		same "$case" $file || good=false
	done
	if $good; then
		passed=$((passed + 1))
	else
		echo "FAIL $case"
		failed=$((failed + 1))
	fi
done
echo "cli: $passed passed, $failed failed"
[ $failed = 0 ] && [ $passed -gt 0 ]
