/*
 * The distance of two spellings: how many characters have to be put in, left out,
 * replaced or swapped with their neighbour (optimal string alignment). Capitals, "_" and
 * "-" count for nothing but between two that are equally near. Only short ones are
 * compared, by bytes.
 */
#include "suggest.h"

#include "ascii.h"
#include "characters.h"

#include <string.h>

enum {
	LONGEST = 48,
	MOST_SLIPS = 2,          /* in a word of a language that is small */
	MOST_COMPARED = 1 << 24, /* characters with characters: a tenth of a second */
};

struct spelling {
	char text[LONGEST];
	size_t length; /* 0: too long to be compared */
};

static struct spelling
spell(const struct jschema_document *d, const struct node *n)
{
	struct spelling s = {.length = 0};
	struct characters c = characters_of(d, n);
	size_t length = 0;
	for (int byte; (byte = characters_next(&c)) >= 0; length++) {
		if (length == LONGEST)
			return s;
		s.text[length] = (char)byte;
	}
	s.length = length;
	return s;
}

static struct spelling
copy(const char *text, size_t length)
{
	struct spelling s = {.length = length <= LONGEST ? length : 0};
	memcpy(s.text, text, s.length);
	return s;
}

/* without what is a matter of taste */
static struct spelling
fold(const char *text, size_t length)
{
	struct spelling s = {.length = 0};
	for (size_t i = 0; i < length; i++) {
		if (text[i] != '_' && text[i] != '-')
			s.text[s.length++] = to_lower(text[i]);
	}
	return s;
}

static unsigned
least(unsigned a, unsigned b)
{
	return a < b ? a : b;
}

size_t
jschema_distance(const char *a, size_t a_length, const char *b, size_t b_length)
{
	unsigned rows[3][LONGEST + 1];
	unsigned *before = rows[0], *last = rows[1], *row = rows[2];
	if (a_length > LONGEST || b_length > LONGEST)
		return SIZE_MAX;
	for (size_t j = 0; j <= b_length; j++)
		last[j] = (unsigned)j;
	for (size_t i = 1; i <= a_length; i++) {
		row[0] = (unsigned)i;
		for (size_t j = 1; j <= b_length; j++) {
			bool same = a[i - 1] == b[j - 1];
			row[j] =
			    least(least(last[j], row[j - 1]) + 1, last[j - 1] + !same);
			if (i > 1 && j > 1 && a[i - 1] == b[j - 2] &&
			    a[i - 2] == b[j - 1])
				row[j] = least(row[j], before[j - 2] + 1);
		}
		unsigned *free_row = before;
		before = last;
		last = row;
		row = free_row;
	}
	return last[b_length];
}

/* the most that still is a slip: a third of the characters, of one or two none at all */
static size_t
tolerance(size_t length)
{
	return length / 3;
}

/* a spelling that others are compared with, and the nearest so far */
struct search {
	struct spelling found, folded;
	size_t most; /* slips */
	size_t best; /* of the nearest: its slips, then how far it is as it is spelt */
	uint64_t *compared;
};

static struct search
search_for(struct spelling found, size_t most, uint64_t *compared)
{
	return (struct search){
	    found, fold(found.text, found.length), most, SIZE_MAX, compared};
}

static bool
goes_on(const struct search *s)
{
	return s->found.length && *s->compared < MOST_COMPARED;
}

/* true when it is near, and nearer than the best so far */
static bool
is_nearer(struct search *s, const char *text, size_t length)
{
	size_t shorter = length < s->found.length ? length : s->found.length;
	size_t most = tolerance(shorter) < s->most ? tolerance(shorter) : s->most;
	*s->compared += 1 + length;
	if (length == 0 || length > LONGEST)
		return false;
	struct spelling folded = fold(text, length);
	const struct spelling *f = &s->folded;
	size_t less = folded.length < f->length ? folded.length : f->length;
	size_t more = folded.length < f->length ? f->length : folded.length;
	if (more - less > most)
		return false;
	*s->compared += less * more;
	size_t slips = jschema_distance(f->text, f->length, folded.text, folded.length);
	if (slips > most)
		return false;
	size_t far = jschema_distance(s->found.text, s->found.length, text, length);
	size_t score = slips * (LONGEST + 1) + far;
	if (far == 0 || score >= s->best)
		return false;
	s->best = score;
	return true;
}

bool
suggest_is(const struct jschema_document *d, const struct node *string, const char *word,
    uint64_t *compared)
{
	struct search s = search_for(spell(d, string), LONGEST, compared);
	size_t length = strlen(word);
	struct spelling known = fold(word, length);
	*compared += 1 + length;
	return goes_on(&s) && s.folded.length == known.length &&
	    memcmp(s.folded.text, known.text, known.length) == 0;
}

static const struct name *
nearest_name(const struct names *names, struct search s)
{
	const struct name *nearest = NULL;
	for (uint32_t i = 0; i < names->count && goes_on(&s); i++) {
		const struct name *name = &names->list[i];
		if (is_nearer(&s, name->text, name->length))
			nearest = name;
	}
	return nearest;
}

const struct name *
suggest_name(const struct names *names, const struct jschema_document *d,
    const struct node *string, uint64_t *compared)
{
	return nearest_name(names, search_for(spell(d, string), LONGEST, compared));
}

const struct name *
suggest_word(const struct names *names, const struct jschema_document *d,
    const struct node *string, uint64_t *compared)
{
	return nearest_name(names, search_for(spell(d, string), MOST_SLIPS, compared));
}

const struct name *
suggest_name_for(
    const struct names *names, const char *text, size_t length, uint64_t *compared)
{
	return nearest_name(names, search_for(copy(text, length), LONGEST, compared));
}

uint32_t
suggest_key(const struct jschema_document *d, uint32_t object, unsigned kinds,
    const char *text, size_t length, uint64_t *compared)
{
	struct search s = search_for(copy(text, length), LONGEST, compared);
	uint32_t key = object + 1, nearest = 0;
	for (uint32_t i = 0; i < d->nodes[object].size && goes_on(&s);
	     i++, key = next_key(d->nodes, key)) {
		struct spelling name = spell(d, &d->nodes[key]);
		if (kinds >> node_kind(&d->nodes[key + 1]) & 1 &&
		    is_nearer(&s, name.text, name.length))
			nearest = key;
	}
	return nearest;
}

uint32_t
suggest_value(const struct jschema_document *d, uint32_t array,
    const struct jschema_document *e, const struct node *string, uint64_t *compared)
{
	struct search s = search_for(spell(e, string), LONGEST, compared);
	uint32_t node = array + 1, nearest = 0;
	for (uint32_t i = 0; i < d->nodes[array].size && goes_on(&s);
	     i++, node = d->nodes[node].next) {
		if (node_kind(&d->nodes[node]) != JSCHEMA_STRING)
			continue;
		struct spelling allowed = spell(d, &d->nodes[node]);
		if (is_nearer(&s, allowed.text, allowed.length))
			nearest = node;
	}
	return nearest;
}
