/*
 * A token of 64 KiB has thousands of audiences and scopes, and a record may have more:
 * looking for each among all would take as long as both together. They are sorted.
 */
#include "word_set.h"

#include "texts.h"

#include <stdlib.h>

/* the text moves as long as it grows, so that until then a word has a length alone */
static void
add_length(struct word_set *s, size_t length)
{
	if (s->count == s->capacity) {
		s->capacity = s->capacity * 2 + 16;
		s->words = xrealloc(s->words, s->capacity, sizeof *s->words);
	}
	s->words[s->count++] = (struct word){NULL, length};
}

void
word_set_add(struct word_set *s, const char *text, size_t length)
{
	buffer_add(&s->text, text, length);
	add_length(s, length);
}

void
word_set_add_string(struct word_set *s, struct jschema_value string)
{
	size_t before = s->text.length;
	text_add(&s->text, string);
	if (jschema_kind(string) == JSCHEMA_STRING)
		add_length(s, s->text.length - before);
}

/* by length first, which is as good as any order */
static int
compare_words(const void *left, const void *right)
{
	const struct word *a = left, *b = right;
	if (a->length != b->length)
		return a->length < b->length ? -1 : 1;
	return a->length ? memcmp(a->text, b->text, a->length) : 0;
}

void
word_set_settle(struct word_set *s)
{
	size_t offset = 0;
	for (size_t i = 0; i < s->count; offset += s->words[i++].length)
		s->words[i].text = s->words[i].length ? s->text.text + offset : "";
	if (s->count)
		qsort(s->words, s->count, sizeof *s->words, compare_words);
}

bool
word_set_has(const struct word_set *s, const char *text, size_t length)
{
	const struct word word = {text, length};
	return s->count &&
	    bsearch(&word, s->words, s->count, sizeof *s->words, compare_words);
}

bool
word_set_has_string(const struct word_set *s, struct jschema_value string)
{
	struct buffer text = {0};
	text_add(&text, string);
	bool has = jschema_kind(string) == JSCHEMA_STRING &&
	    word_set_has(s, text.text, text.length);
	free(text.text);
	return has;
}

void
word_set_free(struct word_set *s)
{
	free(s->text.text);
	free(s->words);
	*s = (struct word_set){0};
}
