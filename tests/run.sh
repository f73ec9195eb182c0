#!/bin/sh
# What `make run` shows: the main job on the built-in examples.
program=$1
scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT
failed=0

# shellcheck disable=SC2317 # eval calls it
rtok() {
	"$program" "$@"
	echo $? >"$scratch/$1"
}

# show COMMAND NAME=STATUS...: shows the command and what it prints; each rtok of it has
# to end with its status
show() {
	printf '\n$ %s\n' "$1"
	eval "$1"
	shift
	for expected; do
		status=$(cat "$scratch/${expected%=*}")
		[ "$status" = "${expected#*=}" ] && continue
		echo "rtok ${expected%=*} has ended with status $status, not ${expected#*=}"
		failed=1
	done
	rm -f "$scratch"/*
}

show 'rtok example | rtok show' example=0 show=0
show 'rtok example | rtok format' example=0 format=0
show 'rtok example invalid | rtok check' example=0 check=1
[ $failed = 0 ] && echo 'exit status 1, as it is invalid'
exit $failed
