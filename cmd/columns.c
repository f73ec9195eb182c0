/*
 * How wide a text is on a terminal. The text is UTF-8 in every locale, so it is decoded
 * here; where the locale does not know a character, it counts as one column.
 */
#define _XOPEN_SOURCE 700 /* for wcwidth() */
#include "columns.h"

#include <locale.h>
#include <stdbool.h>
#include <wchar.h>

void
columns_begin(void)
{
	static bool begun;
	if (!begun)
		setlocale(LC_CTYPE, "");
	begun = true;
}

/* one character and its end */
static wchar_t
decode(const char **at, const char *end)
{
	unsigned char lead = (unsigned char)*(*at)++;
	unsigned long c = lead < 0x80 ? lead
	    : lead < 0xe0             ? lead & 0x1fU
	    : lead < 0xf0             ? lead & 0x0fU
				      : lead & 0x07U;
	for (; *at < end && ((unsigned char)**at & 0xc0) == 0x80; (*at)++)
		c = c << 6 | ((unsigned char)**at & 0x3fU);
	return (wchar_t)c;
}

size_t
columns_of(const char *safe, size_t length)
{
	size_t columns = 0;
	columns_begin();
	for (const char *at = safe, *end = safe + length; at < end;) {
		int width = wcwidth(decode(&at, end));
		columns += width < 0 ? 1 : (size_t)width;
	}
	return columns;
}
