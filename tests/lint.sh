#!/bin/sh
# The layout, what compilers and analysers say, and the rules of the house.
failed=0

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

warnings() {
	compiler=$1
	make -s B="build/lint-$compiler" CC="$compiler" CFLAGS='-O2 -Werror' \
		"build/lint-$compiler/rtok" >/dev/null
}

# functions over 60 lines, files over 600 lines; tables do not count
sizes() {
	for file in cmd/*.[ch] lib/*.[ch] tests/*.c tests/*/*.c; do
		[ -e "$file" ] || continue
		awk -v file="$file" '
			/^[a-z_][a-z0-9_]*\(/ { name = $0; sub(/\(.*/, "", name) }
			/^\{/ { start = NR }
			/^\}/ { if (start && NR - start - 1 > 60)
					print file ": " name " has " NR - start - 1 " lines"; start = 0 }
			END { if (NR > 600) print file " has " NR " lines" }' "$file"
	done
}

# who may include what: one door for each dependency, and cmd/ sees only jschema.h
doors() {
	grep -l '<pcre2.h>' cmd/*.[ch] lib/*.[ch] | grep -v '^lib/pattern.c$'
	grep -l 'libsmartcols.h' cmd/*.[ch] lib/*.[ch] | grep -v '^cmd/table.c$'
	grep -n '#include "' lib/*.[ch] | while IFS=: read -r file _ include; do
		header=${include#*\"}
		header=${header%\"}
		case $header in
		metaschema/*.inc) ;;
		*) [ -e "lib/$header" ] || echo "$file: $include" ;;
		esac
	done
	grep -n '#include "' cmd/*.[ch] | while IFS=: read -r file _ include; do
		header=${include#*\"}
		header=${header%\"}
		case $header in
		jschema.h | auth0/*.inc) ;;
		*) [ -e "cmd/$header" ] || echo "$file: $include" ;;
		esac
	done
	grep -nE '\b(strcpy|strcat|sprintf|gets|alloca)\(' lib/*.c
	grep -nE '\b(printf|fprintf|exit|abort|assert)\(' lib/*.c
	grep -nE '^[a-z].*##' lib/*.[ch] cmd/*.[ch]
	true
}

# names are unique in the tree, and the top level is the plan's
rooms() {
	find cmd lib tests -name '*.[ch]' -exec basename {} \; | sort | uniq -d
	git ls-files 2>/dev/null | sed 's,/.*,,' | sort -u |
		grep -vxE 'cmd|lib|man|tests|Makefile|README\.md|LICENSE|\..*'
	true
}

# shellcheck disable=SC2046 # names of files, without spaces
{
	clean clang-format clang-format --dry-run --Werror $(find cmd lib tests -name '*.[ch]')
	clean shellcheck shellcheck .ci/run .ci/setup $(find tests -name '*.sh')
	clean cppcheck cppcheck --quiet --std=c11 --enable=warning,performance,portability \
		--inline-suppr --suppress=missingIncludeSystem --suppress=missingInclude \
		--error-exitcode=1 -Ilib '-Djson_array_foreach(array, i, value)=for (;;)' \
		'-Djson_object_foreach(object, key, value)=for (;;)' cmd lib
}
clean 'gcc -Werror' warnings gcc
clean 'clang -Werror' warnings clang
clean sizes sizes
clean doors doors
clean rooms rooms
clean mandoc mandoc -Tlint -W warning man/rtok.1 man/libjschema.3
[ $failed = 0 ]
