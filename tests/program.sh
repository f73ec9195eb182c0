#!/bin/sh
# The program in libjschema(3), or, with `prints`, what the manual says that it prints.
if [ "$1" = prints ]; then
	sed -n 's/^\.\\" prints: //p' man/libjschema.3
else
	sed -n '/^#include/,/^\.Ed/p' man/libjschema.3 | sed '$d; s/\\e/\\/g; s/\\&//g'
fi
