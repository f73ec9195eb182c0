#!/bin/sh
# `make dist` has the same bytes each time, also from what was unpacked, where there is no
# git; and all that a build needs is in it.
B=$1
scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT
unset MAKEFLAGS MFLAGS # the variables of the make that runs the tests
version=$("$B/rtok" --version | sed -n 's/^rtok //p')
name=rtok-$version

fail() {
	echo "$*"
	exit 1
}

(umask 022 && make -s B="$scratch/one" dist) 2>/dev/null || fail 'no make dist'
mkdir "$scratch/a folder"
tar -C "$scratch/a folder" -xzf "$scratch/one/$name.tar.gz" || exit 1
cd "$scratch/a folder/$name" || exit 1
make -n all lib check-all >/dev/null || fail 'a rule lacks a file'
(umask 077 && TZ=Asia/Tokyo LC_ALL=C.UTF-8 make -s dist) || fail 'no make dist without git'
cmp "$scratch/one/$name.tar.gz" "build/$name.tar.gz" || fail 'other bytes from what was unpacked'
strangers=$(tar --numeric-owner -tvzf "build/$name.tar.gz" | grep -vE '^-rw(-r--|xr-x)r-[-x] 0/0 ')
[ -z "$strangers" ] || fail "$strangers"
echo "dist: $name.tar.gz, the same bytes twice"
