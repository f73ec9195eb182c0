/* The vocabularies (Core 8.1.2): each file ends with its table, and here is their list.
 */
#include "vocab.h"

#include "characters.h"

#include <string.h>

static const struct vocabulary *const vocabularies[] = {
    &vocab_core,
    &vocab_applicator,
    &vocab_validation,
    &vocab_format,
    &vocab_metadata,
    &vocab_unevaluated,
};

enum { LONGEST_NAME = 32 }; /* more than any keyword has */

static const struct keyword *
find(const char *name, size_t length)
{
	for (size_t i = 0; i < sizeof vocabularies / sizeof *vocabularies; i++) {
		const struct vocabulary *v = vocabularies[i];
		for (size_t j = 0; j < v->count; j++) {
			const char *known = v->keywords[j].name;
			if (strlen(known) == length && memcmp(known, name, length) == 0)
				return &v->keywords[j];
		}
	}
	return NULL;
}

const struct keyword *
vocab_find(const struct jschema_document *d, const struct node *key)
{
	char name[LONGEST_NAME * 6]; /* each character may be an escape of six */
	if (key->size > sizeof name)
		return NULL;
	return find(name, characters_decode(d, key, name));
}
