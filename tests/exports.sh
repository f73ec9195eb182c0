#!/bin/sh
# The libraries export what jschema.h declares, all of it and nothing else, and the package
# tells from which version on each is there.
B=$1
scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT
grep -v '^typedef' lib/jschema.h | grep -oE '\bjschema_[a-z0-9_]+\(' | tr -d '(' | sort -u >"$scratch/declared"
nm -D --defined-only "$B"/libjschema.so.* | awk '{ print $3 }' |
	grep -vE '^(__asan|__odr_asan|__ubsan|__sanitizer|_init$|_fini$|mangle_path$|__gcov_)' | sort -u >"$scratch/shared"
nm -g --defined-only "$B/libjschema.a" | awk 'NF == 3 { print $3 }' |
	grep -vE '^(__asan|__odr_asan)' | sort -u >"$scratch/static"
sed -n 's/^ \(.*\)@Base [0-9.]*$/\1/p' .release/libjschema0.symbols | sort >"$scratch/package"
diff -u "$scratch/declared" "$scratch/package" &&
	diff -u "$scratch/declared" "$scratch/shared" &&
	diff -u "$scratch/declared" "$scratch/static" &&
	echo "exports: $(wc -l <"$scratch/declared") functions"
