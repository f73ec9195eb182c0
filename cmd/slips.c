/*
 * Slips of the finger from one word to another: a letter more, less, other, or two turned
 * round (optimal string alignment). Only short words are compared, by bytes.
 */
#include "slips.h"

#include <stdint.h>

enum { LONGEST = 48 };

static size_t
least(size_t a, size_t b)
{
	return a < b ? a : b;
}

static size_t
distance(const char *a, size_t length, const char *b, size_t width)
{
	size_t far[LONGEST + 1][LONGEST + 1];
	if (length > LONGEST || width > LONGEST)
		return SIZE_MAX;
	for (size_t i = 0; i <= length; i++) {
		for (size_t k = 0; k <= width; k++) {
			if (i == 0 || k == 0) {
				far[i][k] = i + k;
				continue;
			}
			size_t other = a[i - 1] != b[k - 1];
			far[i][k] = least(far[i - 1][k - 1] + other,
			    least(far[i - 1][k], far[i][k - 1]) + 1);
			if (i > 1 && k > 1 && a[i - 1] == b[k - 2] &&
			    a[i - 2] == b[k - 1])
				far[i][k] = least(far[i][k], far[i - 2][k - 2] + 1);
		}
	}
	return far[length][width];
}

size_t
slips_allowed(size_t length)
{
	return length / 3 + 1;
}

bool
slips_nearer(const char *typed, size_t length, const char *word, size_t word_length,
    size_t *fewest)
{
	size_t shorter = least(length, word_length);
	if (length + word_length - 2 * shorter >= *fewest)
		return false;
	size_t far = distance(typed, length, word, word_length);
	if (far >= *fewest)
		return false;
	*fewest = far;
	return true;
}
