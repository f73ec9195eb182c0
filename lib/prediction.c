/* The names that documents have had: a table with one entry for each, found by its hash.
 */
#include "prediction.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_TRIED = 16 }; /* slots for a name: whoever chooses names can fill those */

static void
forget(struct prediction *p)
{
	p->count = 1;
	memset(p->slots, 0, sizeof p->slots);
	p->names[0] = (struct predicted){.length = 0};
}

struct prediction *
prediction_new(void)
{
	struct prediction *p = malloc(sizeof *p);
	if (p)
		forget(p);
	return p;
}

void
prediction_begin(struct prediction *p)
{
	if (p->count == PREDICTIONS)
		forget(p);
}

static bool
is_name(const struct predicted *name, const char *text, const struct node *key)
{
	return name->node.next == key->next && name->node.size == key->size &&
	    memcmp(name->text + 1, text + key->start, key->size) == 0;
}

static uint16_t
add(struct prediction *p, const char *text, const struct node *key, bool colon)
{
	uint32_t length = key->size + 2 + colon;
	struct predicted *name = &p->names[p->count];
	*name = (struct predicted){
	    .node = *key, .length = length, .rest = SAME_READ - length};
	memcpy(name->text, text + key->start - 1, length);
	return (uint16_t)p->count++;
}

uint32_t
prediction_learn(
    struct prediction *p, const char *text, const struct node *key, bool colon)
{
	if (key->about & NODE_ESCAPED || key->size > MOST_PREDICTED - 3)
		return 0;
	for (uint32_t i = 0; i < MOST_TRIED; i++) {
		uint16_t *slot = &p->slots[(key->next + i) % PREDICTION_SLOTS];
		if (!*slot && p->count < PREDICTIONS)
			*slot = add(p, text, key, colon);
		if (!*slot || is_name(&p->names[*slot], text, key))
			return *slot;
	}
	return 0;
}
