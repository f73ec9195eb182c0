#!/bin/sh
# `make install` puts everything where it belongs, a program builds against what it put
# there, and `make uninstall` leaves nothing. The libraries of the build B are installed.
B=$1
case $B in
*/asan) # a program of a stranger is not built with sanitizers
	echo "install: skipped in a build with sanitizers"
	exit 0
	;;
esac
scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT
make -s B="$B" DESTDIR="$scratch" PREFIX=/opt/rtok install || exit 1
(cd "$scratch" && find . -type f -o -type l | sort) >"$scratch.list"
mv "$scratch.list" "$scratch/list"
cat >"$scratch/expected" <<'END'
./opt/rtok/bin/rtok
./opt/rtok/include/jschema.h
./opt/rtok/lib/libjschema.a
./opt/rtok/lib/libjschema.so
./opt/rtok/lib/libjschema.so.0
./opt/rtok/lib/pkgconfig/libjschema.pc
./opt/rtok/share/man/man1/rtok.1
./opt/rtok/share/man/man3/libjschema.3
END
diff -u "$scratch/expected" "$scratch/list" || exit 1

# the program of libjschema(3), against the shared library
sed -n '/^#include/,/^\.Ed/p' man/libjschema.3 | sed '$d; s/\\e/\\/g; s/\\&//g' >"$scratch/example.c"
PKG_CONFIG_PATH=$scratch/opt/rtok/lib/pkgconfig
PKG_CONFIG_SYSROOT_DIR=$scratch
export PKG_CONFIG_PATH PKG_CONFIG_SYSROOT_DIR
flags=$(pkg-config --cflags --libs libjschema) || exit 1
# shellcheck disable=SC2086 # flags are words
${CC:-cc} -std=c11 -Wall -Wextra -Werror -o "$scratch/example" "$scratch/example.c" $flags || exit 1
output=$(LD_LIBRARY_PATH=$scratch/opt/rtok/lib "$scratch/example") || exit 1
echo "$output"
[ "$output" = "$(sed -n 's/^\.\\" prints: //p' man/libjschema.3)" ] || exit 1

make -s DESTDIR="$scratch" PREFIX=/opt/rtok uninstall
left=$(find "$scratch/opt" -type f -o -type l)
[ -z "$left" ] || { echo "left behind: $left"; exit 1; }
echo "install: $(wc -l <"$scratch/expected") files, the manual's program runs"
