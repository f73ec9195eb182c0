#!/bin/sh
# Patterns beside Node: COUNT random ones (360,000 unless given) of SEED (1), each on some
# subjects, by the pattern engine of lib/ and by Node's RegExp with the u flag. B is the
# build; CC, CFLAGS and LIBS, with the objects of lib/, come from `make patterns`.
if ! command -v node >/dev/null; then
	echo 'skipped  patterns: there is no node to compare with'
	exit
fi
B=${B:-build}
COUNT=${COUNT:-360000}
SEED=${SEED:-1}
# shellcheck disable=SC2086 # lists of arguments
${CC:-cc} $CFLAGS -o "$B/patterns" tests/peers/patterns.c $LIBS || exit 2
node -p '"seed " + process.argv[1] + ", Node " + process.versions.node +
	", V8 " + process.versions.v8 + ", Unicode " + process.versions.unicode' "$SEED"
node tests/peers/patterns.js "$COUNT" "$SEED" | "$B/patterns" "$COUNT"
