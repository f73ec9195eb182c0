/* What stands in the place of a value that nobody should see. */
#include "mask.h"

#include <string.h>

enum { DIGITS = 24 };

static const char WORD[] = "redacted";

/* the usual one: 32 letters and digits, as identifiers have them */
bool
mask_is(const char *text, size_t length)
{
	size_t i = sizeof WORD - 1;
	if (length != i + DIGITS || memcmp(text, WORD, i) != 0)
		return false;
	while (i < length &&
	    ((text[i] >= 'a' && text[i] <= 'z') || (text[i] >= '2' && text[i] <= '7')))
		i++;
	return i == length;
}
