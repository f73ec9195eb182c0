#!/bin/sh
# `make deb` from the clone and from the tarball has the same bytes, lintian has nothing to
# say, and in a Debian of their own, below B, the packages install, run, are built against
# and are purged. As root, for chroot.
B=${B:-build}
root=$B/debian-root
scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT

fail() {
	echo "$*"
	exit 1
}

inside() {
	LC_ALL=C chroot "$root" "$@"
}

# what is in the root, but for what dpkg and ldconfig remember
list() {
	(cd "$root" && find . -path ./var/lib/dpkg -prune -o -path ./var/log -prune -o \
		-path ./var/cache -prune -o -path ./proc -prune -o -path ./tmp -prune -o \
		-path ./etc/ld.so.cache -o -print | LC_ALL=C sort)
}

[ "$(id -u)" = 0 ] || fail 'only root may chroot'
make -s dist deb >/dev/null 2>"$scratch/said" || fail "$(cat "$scratch/said")"
mkdir "$scratch/elsewhere"
tar -C "$scratch/elsewhere" --strip-components=1 -xzf "$B"/rtok-*.tar.gz || exit 1
(cd "$scratch/elsewhere" && umask 077 && make -s deb >/dev/null 2>&1) ||
	fail 'none from the tarball'
for package in "$B"/deb/*.deb; do
	cmp "$package" "$scratch/elsewhere/build/deb/${package##*/}" || exit 1
done

# that a bug report asked for them is for what Debian itself takes in
lintian --allow-root --fail-on error,warning --suppress-tags initial-upload-closes-no-bugs \
	"$B"/deb/*.deb || fail 'lintian has something to say'

# all that they depend on, and a compiler
if ! [ -e "$root/made" ]; then
	rm -rf "$root"
	wanted=$(for package in "$B"/deb/*.deb; do dpkg-deb -f "$package" Depends; done |
		tr ',' '\n' | sed 's/^ *//; s/ .*//; /jschema/d' | sort -u | tr '\n' ,)
	debootstrap --variant=minbase --include="${wanted}gcc,libc6-dev,pkg-config" \
		"$(sed -n 's/^VERSION_CODENAME=//p' /etc/os-release)" "$root" >"$scratch/said" ||
		fail "$(tail -n 5 "$scratch/said")"
	touch "$root/made"
fi
cp "$B"/deb/*.deb "$root/tmp/"
inside ldconfig
list >"$scratch/before"
inside sh -c 'dpkg -i /tmp/*.deb' >"$scratch/said" 2>&1 || fail "$(cat "$scratch/said")"

inside rtok --version
inside sh -c 'rtok example | rtok check -q --strict' || fail 'an example is not valid'
inside sh -c 'rtok example invalid | rtok check -q' >/dev/null
[ $? = 1 ] || fail 'a bad example is no status 1'
inside rtok token --version | grep '^libjwt ' || fail 'rtok token does not run'
inside test -s /usr/share/man/man1/rtok.1.gz || fail 'no manual'

# the program of libjschema(3), against each library
sh tests/program.sh >"$root/tmp/example.c"
sh tests/program.sh prints >"$scratch/prints"
# shellcheck disable=SC2016 # the shell inside expands it
inside sh -c 'cd /tmp && gcc -Wall -Werror -o shared example.c $(pkg-config --cflags --libs libjschema) &&
	gcc -Wall -Werror -o static example.c $(pkg-config --cflags libjschema) \
	-l:libjschema.a -ljansson -lpcre2-8' || fail 'nothing is built against it'
for program in shared static; do
	inside "/tmp/$program" | cmp - "$scratch/prints" || fail "$program says something else"
done

inside dpkg --purge rtok libjschema-dev libjschema0 >"$scratch/said" 2>&1 ||
	fail "$(cat "$scratch/said")"
rm -f "$root"/tmp/*
list >"$scratch/after"
diff "$scratch/before" "$scratch/after" || fail 'left behind'
inside sh -c 'dpkg-query -l rtok libjschema0 2>/dev/null | grep "^[a-z]"' && fail 'not purged'
echo "deb: $(find "$B/deb" -maxdepth 1 -name '*.deb' | wc -l) packages install, run and are purged"
