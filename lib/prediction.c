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

bool
prediction_is_last(const struct predicted *name, const char *at, size_t left)
{
	return name->length && left > name->length && left < SAME_READ &&
	    memcmp(at, name->text, name->length) == 0;
}

static bool
is_name(const struct predicted *name, const char *text, const struct node *key)
{
	return name->node.next == key->next && name->node.size == key->size &&
	    memcmp(name->text + 1, text + key->start, key->size) == 0;
}

/* The name as it stands now, with what is right behind it. */
static void
spell(struct predicted *name, const char *text, const struct node *key, uint32_t behind)
{
	name->length = key->size + 2 + behind;
	name->rest = SAME_READ - name->length;
	memcpy(name->text, text + key->start - 1, name->length);
}

static uint16_t
add(struct prediction *p, const struct node *key)
{
	p->names[p->count] = (struct predicted){.node = *key};
	return (uint16_t)p->count++;
}

uint32_t
prediction_learn(
    struct prediction *p, const char *text, const struct node *key, uint32_t behind)
{
	/* a key may be near to 4 GiB long */
	if (key->about & NODE_ESCAPED || !behind || key->size > MOST_PREDICTED ||
	    behind > MOST_PREDICTED || key->size + 2 + behind > MOST_PREDICTED)
		return 0;
	for (uint32_t i = 0; i < MOST_TRIED; i++) {
		uint16_t *slot = &p->slots[(key->next + i) % PREDICTION_SLOTS];
		if (!*slot && p->count == PREDICTIONS)
			return 0;
		if (!*slot)
			*slot = add(p, key);
		else if (!is_name(&p->names[*slot], text, key))
			continue;
		spell(&p->names[*slot], text, key, behind);
		return *slot;
	}
	return 0;
}
