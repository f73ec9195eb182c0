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

struct word
slips_meant(const struct buffer *words, const char *typed, size_t length)
{
	struct word meant = {NULL, 0};
	size_t fewest = slips_allowed(length);
	size_t i = 0;
	while (i < words->length) {
		const char *word = words->text + i;
		const char *comma = memchr(word, ',', words->length - i);
		size_t taken = comma ? (size_t)(comma - word) : words->length - i;
		if (slips_nearer(typed, length, word, taken, &fewest))
			meant = (struct word){word, taken};
		i += taken + sizeof ", " - 1;
	}
	return meant;
}

bool
slips_advise(
    struct buffer *b, const struct buffer *words, const char *typed, size_t length)
{
	struct word meant = slips_meant(words, typed, length);
	if (meant.text)
		buffer_format(b, "; did you mean %.*s?", (int)meant.length, meant.text);
	return meant.text;
}
