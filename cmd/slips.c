/* Slips of the finger: which of some words is the nearest one, if any is near enough. */
#include "slips.h"

#include "jschema.h"

#include <string.h>
#include <strings.h>

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
	bool same = more == 0 && strncasecmp(typed, word, length) == 0;
	size_t far = same ? 0 : jschema_distance(typed, length, word, word_length);
	if (far >= *fewest)
		return false;
	*fewest = far;
	return true;
}

/* what is typed, and the nearest of the words so far */
struct search {
	const char *typed;
	size_t length;
	size_t fewest;
	struct word meant;
};

static void
offer_whole(struct search *s, struct word word)
{
	if (slips_nearer(s->typed, s->length, word.text, word.length, &s->fewest))
		s->meant = word;
}

static bool
joins_parts(char c)
{
	return strchr("-.[]", c) != NULL;
}

static void
offer_parts(struct search *s, struct word word)
{
	for (size_t at = 0, end; at < word.length; at = end + 1) {
		for (end = at; end < word.length && !joins_parts(word.text[end]);)
			end++;
		if (end > at && end - at < word.length &&
		    slips_nearer(
			s->typed, s->length, word.text + at, end - at, &s->fewest))
			s->meant = word;
	}
}

static void
offer_all(struct search *s, const struct buffer *words,
    void (*offer)(struct search *, struct word))
{
	size_t i = 0;
	while (i < words->length) {
		const char *word = words->text + i;
		const char *comma = memchr(word, ',', words->length - i);
		size_t taken = comma ? (size_t)(comma - word) : words->length - i;
		offer(s, (struct word){word, taken});
		i += taken + sizeof ", " - 1;
	}
}

struct word
slips_meant(const struct buffer *words, const char *typed, size_t length)
{
	struct search s = {typed, length, slips_allowed(length), {NULL, 0}};
	offer_all(&s, words, offer_whole);
	offer_all(&s, words, offer_parts);
	return s.meant;
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
