#!/bin/sh
# What `make run` shows: the main job on the built-in examples.
rtok=$1
say() {
	printf '\n$ %s\n' "$1"
}
say 'rtok example | rtok show'
"$rtok" example | "$rtok" show
say 'rtok example | rtok format'
"$rtok" example | "$rtok" format
say 'rtok example invalid | rtok check'
"$rtok" example invalid | "$rtok" check
status=$?
echo "exit status $status"
[ $status = 1 ]
