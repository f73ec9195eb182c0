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
make -s B=mine dist || fail 'no make dist into another folder'
cmp "build/$name.tar.gz" "mine/$name.tar.gz" || fail 'what is built was packed'
strangers=$(tar --numeric-owner -tvzf "build/$name.tar.gz" | grep -vE '^-rw(-r--|xr-x)r-[-x] 0/0 ')
[ -z "$strangers" ] || fail "$strangers"
cd "$scratch/one" && git init -q clone && cd clone || exit 1
tar --strip-components=1 -xzf "../$name.tar.gz"
git add -A
rm LICENSE
SOURCE_DATE_EPOCH=1 make -s dist 2>/dev/null && fail 'packed without a file that is missing'
[ ! -e "build/$name.tar.gz" ] || fail 'a tarball that lacks a file is there'
echo "dist: $name.tar.gz, the same bytes twice"
