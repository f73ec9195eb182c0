#!/bin/sh
# What the Makefile demands of compiler and linker against the use of faults is found in the
# programs and in the library of the build B.
B=$1
if [ -z "$HARDENED" ]; then # the caller's flags, which may differ
	echo "hardened: skipped with other flags"
	exit 0
fi
failed=0
checked=0

# has FILE WHAT PATTERN, in what readelf says of it
has() {
	checked=$((checked + 1))
	readelf -hldsnW "$1" 2>/dev/null | grep -qE "$3" && return
	echo "$1: no $2"
	failed=1
}

for file in "$B/rtok" "$B/rtok-token" "$B"/libjschema.so.*; do
	has "$file" 'place of its own each time' 'Type: *DYN'
	has "$file" 'data read-only after the start' GNU_RELRO
	has "$file" 'names bound at the start' 'BIND_NOW|FLAGS_1.* NOW'
	has "$file" 'stack that is not run' 'GNU_STACK.* RW '
	has "$file" 'guard of frames' 'UND __stack_chk_fail'
	has "$file" 'checked calls of libc' 'UND __[a-z]+_chk'
	if readelf -dW "$file" | grep -E 'TEXTREL|RPATH|RUNPATH'; then
		failed=1
	fi
done
for program in "$B/rtok" "$B/rtok-token"; do
	has "$program" 'flag of such a program' 'FLAGS_1.* PIE'
done
# where the processor has it, in objects: those of libc decide for a whole program
case $(readelf -h "$B/cmd/main.o") in
*X86-64*) has "$B/cmd/main.o" 'shadow stack' SHSTK ;;
*AArch64*) has "$B/cmd/main.o" 'signed returns' PAC ;;
esac
[ $failed = 0 ] && echo "hardened: $checked properties"
