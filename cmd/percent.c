/* Hexadecimal digits, and the percent-encoding of URIs, which is made of them. */
#include "percent.h"

int
hex_digit(char c)
{
	int lower = c | 0x20;
	if (c >= '0' && c <= '9')
		return c - '0';
	return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

int
percent_byte(const char *at, const char *end)
{
	if (end - at < 3 || *at != '%')
		return -1;
	int high = hex_digit(at[1]), low = hex_digit(at[2]);
	return high < 0 || low < 0 ? -1 : high << 4 | low;
}
