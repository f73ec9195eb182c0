/* Slips of the finger: which of some words is the nearest one, if any is near enough. */
#include "slips.h"

#include "jschema.h"

size_t
slips_allowed(size_t length)
{
	return length / 3 + 1;
}

bool
slips_nearer(const char *typed, size_t length, const char *word, size_t word_length,
    size_t *fewest)
{
	size_t more = length > word_length ? length - word_length : word_length - length;
	if (more >= *fewest)
		return false;
	size_t far = jschema_distance(typed, length, word, word_length);
	if (far >= *fewest)
		return false;
	*fewest = far;
	return true;
}
