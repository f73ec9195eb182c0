#!/bin/sh
# The step of the action: builds rtok where it is not installed, checks RTOK_FILES with
# RTOK_OPTIONS (one word a line), and ends with rtok's status. RTOK_SARIF, where not empty,
# names a file for a SARIF report; GITHUB_STEP_SUMMARY gets the counts.
set -f
PATH=$PATH:/usr/local/bin
if ! command -v rtok >/dev/null; then
	root=$(dirname "$0")/../../..
	make -s -C "$root" setup && make -s -C "$root" rtok || exit 4
	PATH=$PATH:$(cd "$root" && pwd)
fi
set -- check --report text --report github
[ -z "$RTOK_SARIF" ] || set -- "$@" --report "sarif=$RTOK_SARIF"
old_ifs=$IFS
IFS='
'
# shellcheck disable=SC2086 # words are split at line ends, and not expanded
set -- "$@" $RTOK_OPTIONS -- ${RTOK_FILES:-.}
IFS=$old_ifs
counts=$(mktemp) || exit 3
rtok "$@" 2>"$counts"
status=$?
cat "$counts" >&2
[ -z "$GITHUB_STEP_SUMMARY" ] || tail -n 1 "$counts" >>"$GITHUB_STEP_SUMMARY"
rm -f "$counts"
exit $status
