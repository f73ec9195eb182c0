/* The names that documents have had: a table with one entry for each, found by its hash.
 */
#include "prediction.h"

#include <stdlib.h>
#include <string.h>

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

uint32_t
prediction_learn(struct prediction *p, const char *text, const struct node *key)
{
	uint32_t length = key->size + 2; /* with the quotes */
	if (key->about & NODE_ESCAPED || key->size > MOST_PREDICTED - 2)
		return 0;
	uint16_t *slot = &p->slots[key->next % PREDICTION_SLOTS];
	while (*slot && !is_name(&p->names[*slot], text, key))
		slot = slot == &p->slots[PREDICTION_SLOTS - 1] ? p->slots : slot + 1;
	if (*slot || p->count == PREDICTIONS)
		return *slot;
	struct predicted *name = &p->names[p->count];
	*name = (struct predicted){
	    .node = *key, .length = length, .rest = SAME_READ - length};
	memcpy(name->text, text + key->start - 1, length);
	*slot = (uint16_t)p->count;
	return p->count++;
}
