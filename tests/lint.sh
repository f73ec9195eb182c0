#!/bin/sh
# The layout, what compilers and analysers say, and the rules of the house.
failed=0
unset MAKEFLAGS MFLAGS # the variables of the make that lints

# a check that prints nothing when all is well
clean() {
	name=$1
	shift
	if output=$("$@" 2>&1) && [ -z "$output" ]; then
		echo "ok    $name"
	else
		printf 'FAIL  %s\n%s\n' "$name" "$output"
		failed=$((failed + 1))
	fi
}

# every source, those of the tests too
warnings() {
	make -s -k -j "$(nproc)" B="build/lint-$1" CC="$1" CFLAGS='-O2 -Werror' everything
}

# functions over 60 lines, files over 600 lines; tables do not count
sizes() {
	for file in cmd/*.[ch] cmd/*/*.[ch] lib/*.[ch] tests/*.c tests/*/*.c; do
		[ -e "$file" ] || continue
		awk -v file="$file" '
			/^[a-z_][a-z0-9_]*\(/ { name = $0; sub(/\(.*/, "", name) }
			/^\{/ { start = NR }
			/^\}/ { if (start && NR - start - 1 > 60)
					print file ": " name " has " NR - start - 1 " lines"; start = 0 }
			END { if (NR > 600) print file " has " NR " lines" }' "$file"
	done
}

# the header of a dependency, and the only files that include it, one a line
door() {
	grep -rlE "#include <$1>" cmd lib tests | grep -vxF "$2"
}

# the headers of its own folder, or what the pattern names, are all that a file includes
own() {
	grep -rn '#include "' "$1" --include='*.[ch]' | while IFS=: read -r file line include; do
		header=${include#*\"}
		header=${header%\"}
		[ -e "$1/$header" ] || [ -e "${file%/*}/$header" ] || printf '%s\n' "$header" | grep -qxE "$2" ||
			echo "$file:$line: $include"
	done
}

# one door for each dependency, cmd/ sees only jschema.h of lib/, and what nobody calls
doors() {
	door pcre2.h lib/pattern.c
	door idn2.h lib/idn.h
	door 'libsmartcols/.*' cmd/table.c
	door jwt.h cmd/token/token.c
	door 'openssl/.*' "$(printf '%s\n' cmd/token/public_key.c cmd/token/jwks.c cmd/token/pem.c \
		cmd/token/verify.c tests/signer.h tests/test_token.c)"
	own lib 'metaschema/[a-z-]+\.inc'
	own cmd 'jschema\.h|auth0/[a-z-]+\.inc'
	grep -rnE '\b(strcpy|strcat|sprintf|vsprintf|gets|alloca)\(' lib cmd --include='*.[ch]'
	grep -nE '\b(printf|fprintf|exit|abort|assert)\(' lib/*.c
	grep -rnE '^[a-z].*##' lib cmd --include='*.[ch]'
	true
}

# names are unique in the tree, and the top level is the plan's; a second value of a name in
# the Makefile would be that of all who use the first
rooms() {
	find cmd lib tests -name '*.[ch]' -exec basename {} \; | sort | uniq -d
	sed -n 's/^\([A-Za-z_]*\) *[:?]*=.*/Makefile: \1 is set twice/p' Makefile | sort | uniq -d
	git ls-files 2>/dev/null | sed 's,/.*,,' | sort -u |
		grep -vxE 'cmd|lib|man|tests|Makefile|README\.md|LICENSE|\..*'
	true
}

# shellcheck disable=SC2046 # names of files, without spaces
{
	clean clang-format clang-format --dry-run --Werror $(find cmd lib tests -name '*.[ch]')
	clean shellcheck shellcheck .ci/run .ci/setup .release/changelog .release/copyright \
		.release/deb .release/dist .release/epoch $(find tests -name '*.sh')
	clean cppcheck cppcheck --quiet --std=c11 --enable=warning,performance,portability \
		--inline-suppr --suppress=missingIncludeSystem --suppress=missingInclude \
		--error-exitcode=1 -Ilib -Icmd '-Djson_array_foreach(array, i, value)=for (;;)' \
		'-Djson_object_foreach(object, key, value)=for (;;)' cmd lib
}
clean 'gcc -Werror' warnings gcc
clean 'clang -Werror' warnings clang
clean sizes sizes
clean doors doors
clean rooms rooms
clean mandoc mandoc -Tlint -W warning man/*.[135]
[ $failed = 0 ]
