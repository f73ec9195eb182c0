#!/bin/sh
# `make install` puts everything where it belongs, for everybody to read, a program builds
# against what it put there, and `make uninstall` leaves nothing. The build B is installed.
B=$1
case $B in
*/asan) # a program of a stranger is not built with sanitizers
	echo "install: skipped in a build with sanitizers"
	exit 0
	;;
esac
scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT
unset MAKEFLAGS MFLAGS # the variables of the make that runs the tests

# make_in ROOT PREFIX TARGET, with an umask that hides what is not told to be seen
make_in() {
	(umask 077 && make -s B="$B" DESTDIR="$scratch/$1" PREFIX="$2" "$3")
}

fail() {
	echo "$*"
	exit 1
}

before=$(ls -il rtok 2>&1)
make_in root /opt/rtok install || exit 1
[ "$(ls -il rtok 2>&1)" = "$before" ] || fail 'install has changed ./rtok'
(cd "$scratch/root" && find . -type f -printf '%p %m\n' -o -type l -print | sort) >"$scratch/list"
cat >"$scratch/expected" <<'END'
./opt/rtok/bin/rtok 755
./opt/rtok/include/jschema.h 644
./opt/rtok/lib/libjschema.a 644
./opt/rtok/lib/libjschema.so
./opt/rtok/lib/libjschema.so.0 644
./opt/rtok/lib/pkgconfig/libjschema.pc 644
./opt/rtok/libexec/rtok/rtok-token 755
./opt/rtok/share/bash-completion/completions/rtok 644
./opt/rtok/share/fish/vendor_completions.d/rtok.fish 644
./opt/rtok/share/man/man1/rtok.1 644
./opt/rtok/share/man/man3/libjschema.3 644
./opt/rtok/share/man/man5/rtok-report.5 644
./opt/rtok/share/zsh/site-functions/_rtok 644
END
diff -u "$scratch/expected" "$scratch/list" || exit 1
hidden=$(find "$scratch/root" -type d ! -perm 755)
[ -z "$hidden" ] || fail "not open to all: $hidden"

# rtok-token is found from where rtok was put, and told of where it is not
installed=$scratch/root/opt/rtok
"$installed/bin/rtok" token --version | grep -q '^libjwt ' || fail 'rtok token does not run'
mv "$installed/libexec/rtok/rtok-token" "$scratch/rtok-token"
"$installed/bin/rtok" token --version 2>"$scratch/said"
[ $? = 3 ] || fail 'a missing rtok-token is no status 3'
grep -q "not installed.*$installed/bin/rtok-token, $installed/bin/../libexec/rtok/rtok-token" "$scratch/said" || fail "$(cat "$scratch/said")"
cp "$scratch/rtok-token" "$installed/bin/rtok-token"
"$installed/bin/rtok" token --version >"$scratch/said" || fail 'not from beside itself'
rm "$installed/bin/rtok-token"
mv "$scratch/rtok-token" "$installed/libexec/rtok/rtok-token"

# another PREFIX at once, and a folder with a space
make_in 'a root' /usr install || exit 1
grep -qx 'prefix=/usr' "$scratch/a root/usr/lib/pkgconfig/libjschema.pc" ||
	fail 'libjschema.pc is not for /usr'

# a program that runs is replaced
mkfifo "$scratch/pipe"
"$scratch/root/opt/rtok/bin/rtok" check <"$scratch/pipe" >"$scratch/said" 2>&1 &
exec 3>"$scratch/pipe"
make_in root /opt/rtok install || fail 'not while rtok runs'
exec 3>&-
wait $!
[ -s "$scratch/said" ] || fail 'rtok has not run'

# the program of libjschema(3), against the shared library
sh tests/program.sh >"$scratch/example.c"
PKG_CONFIG_PATH=$scratch/root/opt/rtok/lib/pkgconfig
PKG_CONFIG_SYSROOT_DIR=$scratch/root
export PKG_CONFIG_PATH PKG_CONFIG_SYSROOT_DIR
flags=$(pkg-config --cflags --libs libjschema) || exit 1
# shellcheck disable=SC2086 # flags are words
${CC:-cc} -std=c11 -Wall -Wextra -Werror -o "$scratch/example" "$scratch/example.c" $flags || exit 1
output=$(LD_LIBRARY_PATH=$scratch/root/opt/rtok/lib "$scratch/example") || exit 1
echo "$output"
[ "$output" = "$(sh tests/program.sh prints)" ] || exit 1

make_in root /opt/rtok uninstall
left=$(find "$scratch/root" -type f -o -type l)
[ -z "$left" ] || fail "left behind: $left"
echo "install: $(wc -l <"$scratch/expected") files, the manual's program runs"
