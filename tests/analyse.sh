#!/bin/sh
# What takes too long for lint: clang-tidy by .clang-tidy, gcc's analyser, and scan-build,
# which sees each source with the flags of its own object. B is for what is built.
B=${B:-build}/analyse
jobs=$(nproc)
failed=0
unset MAKEFLAGS MFLAGS # the variables of the make that analyses
mkdir -p "$B"

# told NAME STATUS: what is in its file, if anything is; else, where it has failed, what it
# has said beside that
told() {
	if [ -s "$B/$1" ] || [ "$2" != 0 ]; then
		printf 'FAIL  %s, status %s\n' "$1" "$2"
		cat "$B/$1"
		[ -s "$B/$1" ] || tail -n 20 "$B/$1.log"
		failed=1
	else
		echo "ok    $1"
	fi
}

# What gcc is known to be wrong about, as FILE KIND: why
known() {
	sed 's/:.*//' <<'END'
lib/explain.c malloc-leak: push() has put it into the explanation, which owns it
END
}

# an object that is up to date would have no warnings
rm -rf "$B/gcc" "$B/scan"
# the parts that are made when building
make -s B="$B/gcc" "$B/gcc/cmd/builtin.o" "$B/gcc/lib/metaschema.o" || exit 1
find lib cmd -name '*.c' -print0 | xargs -0 -P "$jobs" -I FILE clang-tidy --quiet FILE -- -std=c11 \
	-D_POSIX_C_SOURCE=200809L -Ilib -Icmd "-I$B/gcc" >"$B/clang-tidy" 2>"$B/clang-tidy.log"
told clang-tidy $?

known | while read -r file kind; do
	printf '^%s:.*analyzer-%s\n' "$file" "$kind"
done >"$B/known"
make -s -k -j "$jobs" B="$B/gcc" CC=gcc CFLAGS='-O1 -fanalyzer' \
	"$B/gcc/rtok" "$B/gcc/rtok-token" >"$B/fanalyzer.log" 2>&1
status=$?
grep 'warning:\|error:' "$B/fanalyzer.log" | grep -vf "$B/known" >"$B/fanalyzer"
told fanalyzer $status

# its reports are pages, below B
scan-build --status-bugs -o "$B/scan-reports" make -s -k -j "$jobs" B="$B/scan" \
	CFLAGS='-O1 -g' HARDEN= "$B/scan/rtok" "$B/scan/rtok-token" >"$B/scan-build.log" 2>&1
status=$?
grep 'warning:\|error:' "$B/scan-build.log" >"$B/scan-build"
told scan-build $status
[ $failed = 0 ]
