#!/bin/sh
# The version that jschema.h has is the one that everything tells, and the README says what
# has changed in it. The build B is asked.
B=$1
unset MAKEFLAGS MFLAGS # the variables of the make that runs the tests
version=$(sed -n 's/^#define JSCHEMA_VERSION "\(.*\)"/\1/p' lib/jschema.h)
failed=0

# is WHERE FOUND: each line found is the version
is() {
	[ -n "$2" ] && ! printf '%s\n' "$2" | grep -vxF "$version" && return
	echo "$1: not $version"
	failed=1
}

is 'rtok --version' "$("$B/rtok" --version | sed -n 's/^rtok //p; s/^libjschema \([^,]*\).*/\1/p')"
make -s B="$B" "$B/libjschema.pc"
is libjschema.pc "$(sed -n 's/^Version: //p' "$B/libjschema.pc")"
is 'the hooks and actions in rtok(1)' \
	"$(sed -n 's/^  rev: v//p; s,.*actions/rtok@v,,p' man/rtok.1)"
is 'Changes in the README' \
	"$(sed -n '/^## Changes/,$ s/^### \(.*\) (.*)$/\1/p' README.md | head -n 1)"
is 'the changelog of the packages' "$(sh .release/changelog nobody |
	sed -n '1 s/^rtok (\(.*\)-1) .*/\1/p')"
is 'the newest symbol of the packages' "$({ echo "$version"
	sed -n 's/.*@Base //p' .release/libjschema0.symbols; } | sort -V | tail -n 1)"
[ $failed = 0 ] && echo "version: $version"
