/* The vocabularies (Core 8.1.2): each file ends with its table, and here is their list.
 */
#include "vocab.h"

#include "characters.h"

#include <string.h>

static const struct vocabulary *const vocabularies[] = {
    &vocab_core,
    &vocab_applicator,
    &vocab_unevaluated,
    &vocab_validation,
    &vocab_metadata,
    &vocab_format,
    &vocab_content,
    &vocab_format_assertion,
};

enum { VOCABULARIES = sizeof vocabularies / sizeof *vocabularies };

_Static_assert(
    VOCAB_FORMAT_ASSERTION == 1 << (VOCABULARIES - 1), "the order of the list");

enum { LONGEST_NAME = 32 }; /* more than any keyword has */

static const struct keyword *
find(uint32_t among, const char *name, size_t length)
{
	for (size_t i = 0; i < VOCABULARIES && length; i++) {
		const struct vocabulary *v = vocabularies[i];
		size_t count = among >> i & 1 ? v->count : 0;
		for (size_t j = 0; j < count; j++) {
			const char *known = v->keywords[j].name;
			if (*known == *name && strlen(known) == length &&
			    memcmp(known, name, length) == 0)
				return &v->keywords[j];
		}
	}
	return NULL;
}

uint32_t
vocab_bit(struct jschema_value uri)
{
	for (size_t i = 0; i < VOCABULARIES; i++) {
		if (jschema_string_is(
			uri, vocabularies[i]->uri, strlen(vocabularies[i]->uri)))
			return UINT32_C(1) << i;
	}
	return 0;
}

const struct keyword *
vocab_find(const struct resource *resource, const struct node *key)
{
	const struct jschema_document *d = resource->document;
	char name[LONGEST_NAME * 6]; /* each character may be an escape of six */
	if (!(key->about & NODE_ESCAPED))
		return find(resource->vocabularies, d->text + key->start, key->size);
	if (key->size > sizeof name)
		return NULL;
	return find(resource->vocabularies, name, characters_decode(d, key, name));
}

const struct keyword *
vocab_named(const struct resource *resource, const char *name, size_t length)
{
	return find(resource->vocabularies, name, length);
}

bool
vocab_names(struct names *names, struct arena *arena, uint32_t among)
{
	for (size_t i = 0; i < VOCABULARIES; i++) {
		const struct vocabulary *v = vocabularies[i];
		size_t count = among >> i & 1 ? v->count : 0;
		for (size_t j = 0; j < count; j++) {
			const struct keyword *k = &v->keywords[j];
			if (!k->check && k->holds == HOLDS_NONE && k->name[0] != '$')
				continue;
			if (!names_reserve(names, arena))
				return false;
			names_add(names, k->name, strlen(k->name), 0);
		}
	}
	return true;
}

const struct keyword *
vocab_keyword(const char *name)
{
	return find(VOCAB_DEFAULT, name, strlen(name));
}
