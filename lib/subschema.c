/*
 * What a compiled schema knows of the members and elements of a value, for whoever shows
 * or orders them: the subschema that names a member is looked for through references and
 * branches.
 */
#include "arena.h"
#include "characters.h"
#include "evaluate.h"
#include "vocab.h"

#include <stdlib.h>
#include <string.h>

enum {
	LOOK_THROUGH = 16, /* references and branches inside each other */
	MOST_LOOKS = 1000, /* subschemas looked at: branches may multiply */
};

static const struct jschema_subschema UNKNOWN = {NULL, 0};

/* a walk through a subschema and those applied in place, for one keyword */
struct search {
	const struct jschema_schema *schema;
	const char *keyword;
	/* what to do with each rule of that keyword; true when that was the one */
	bool (*visit)(struct search *, const struct rule *);
	unsigned looks;
	struct jschema_value key; /* a name that is wanted, or no value: by position */
	size_t position;
	size_t before; /* names in the lists looked at */
	const struct name *name;
	uint32_t target;
	const char *format; /* that is wanted */
};

struct jschema_subschema
jschema_schema_root(const struct jschema_schema *s)
{
	return (struct jschema_subschema){s, s->root};
}

/* most names differ in their first letter */
static bool
is_named(const struct rule *rule, const char *name)
{
	return rule->keyword->name[0] == name[0] &&
	    strcmp(rule->keyword->name, name) == 0;
}

/* also through rules that can never fail, for what they say is meant all the same */
static bool
search(struct search *q, uint32_t index, unsigned depth)
{
	const struct subschema_origin *origin = &q->schema->origins[index];
	if (origin->alias)
		origin = &q->schema->origins[origin->final];
	const struct rule *rule = origin->rules;
	if (depth == 0 || q->looks++ >= MOST_LOOKS)
		return false;
	for (uint32_t i = 0; i < origin->rule_count; i++, rule++) {
		const struct branches *b = rule->operand.branches;
		bool branches = rule->keyword->holds == HOLDS_LIST &&
		    rule->keyword->kinds == ANY_KIND;
		if (is_named(rule, q->keyword)) {
			if (q->visit(q, rule))
				return true;
		} else if (rule->keyword->is_reference) {
			if (search(q, reference_target(rule), depth - 1))
				return true;
		}
		for (uint32_t j = 0; branches && j < b->count; j++) {
			if (search(q, b->targets[j], depth - 1))
				return true;
		}
	}
	return false;
}

static bool
visit_names(struct search *q, const struct rule *rule)
{
	const struct names *names = rule->operand.names;
	const struct jschema_document *d = q->key.document;
	if (d)
		q->name = names_find_key(names, d, &d->nodes[q->key.node]);
	else if (q->position - q->before < names->count)
		q->name = &names->list[q->position - q->before];
	if (q->name)
		q->position = q->before + (size_t)(q->name - names->list);
	q->before += names->count;
	return q->name != NULL;
}

/* "properties" may stand in several branches: their lists are one behind the other */
static struct search
search_names(struct jschema_subschema sub, struct jschema_value key, size_t position)
{
	struct search q = {
	    .schema = sub.schema,
	    .keyword = "properties",
	    .visit = visit_names,
	    .key = key,
	    .position = position,
	};
	if (sub.schema)
		search(&q, sub.index, LOOK_THROUGH);
	return q;
}

struct jschema_subschema
jschema_property(
    struct jschema_subschema parent, struct jschema_value key, size_t *position)
{
	if (!key.document)
		return UNKNOWN;
	struct search q = search_names(parent, key, 0);
	if (!q.name)
		return UNKNOWN;
	if (position)
		*position = q.position;
	return (struct jschema_subschema){parent.schema, q.name->value};
}

size_t
jschema_property_count(struct jschema_subschema sub)
{
	struct jschema_value none = {NULL, 0};
	return search_names(sub, none, SIZE_MAX).before;
}

const char *
jschema_property_name(struct jschema_subschema sub, size_t position, size_t *length)
{
	struct jschema_value none = {NULL, 0};
	struct search q = search_names(sub, none, position);
	if (!q.name)
		return NULL;
	*length = q.name->length;
	return q.name->text;
}

struct jschema_subschema
jschema_property_at(struct jschema_subschema sub, size_t position)
{
	struct jschema_value none = {NULL, 0};
	struct search q = search_names(sub, none, position);
	return q.name ? (struct jschema_subschema){sub.schema, q.name->value} : UNKNOWN;
}

struct jschema_listing {
	struct arena arena;
	struct names names; /* their values are the positions */
	size_t count;       /* of positions */
};

struct jschema_listing *
jschema_listing_new(struct jschema_subschema sub)
{
	struct jschema_listing *l = calloc(1, sizeof *l);
	size_t count = jschema_property_count(sub), length = 0;
	if (!l || !names_init(&l->names, &l->arena, count)) {
		jschema_listing_free(l);
		return NULL;
	}
	l->count = count;
	/* of several that have one name, the first counts */
	for (size_t i = 0; i < count; i++) {
		const char *name = jschema_property_name(sub, i, &length);
		names_add(&l->names, name, length, (uint32_t)i);
	}
	return l;
}

void
jschema_listing_free(struct jschema_listing *l)
{
	if (l)
		arena_free(&l->arena);
	free(l);
}

size_t
jschema_listing_members(const struct jschema_listing *l, struct jschema_value object,
    struct jschema_value *values)
{
	const struct jschema_document *d = object.document;
	const struct names *names = &l->names;
	const struct name *next = names->list;
	size_t others = 0;
	for (size_t i = 0; i < l->count; i++)
		values[i] = (struct jschema_value){NULL, 0};
	if (jschema_kind(object) != JSCHEMA_OBJECT)
		return 0;
	uint32_t key = object.node + 1;
	for (uint32_t left = d->nodes[object.node].size; left; left--) {
		const struct name *name = names_find_next(names, d, &d->nodes[key], next);
		others += !name;
		next = name ? name + 1 : names->list;
		if (name && !values[name->value].document)
			values[name->value] = (struct jschema_value){d, key + 1};
		key = next_key(d->nodes, key);
	}
	return others;
}

size_t
jschema_listing_find(
    const struct jschema_listing *l, struct jschema_value key, size_t expected)
{
	const struct jschema_document *d = key.document;
	if (!d || l->names.count == 0 || !(d->nodes[key.node].about & NODE_KEY))
		return SIZE_MAX;
	const struct names *names = &l->names;
	if (expected > names->count)
		expected = names->count;
	const struct name *name =
	    names_find_next(names, d, &d->nodes[key.node], &names->list[expected]);
	return name ? name->value : SIZE_MAX;
}

static bool
visit_items(struct search *q, const struct rule *rule)
{
	q->target = rule->operand.items->target;
	return true;
}

struct jschema_subschema
jschema_elements(struct jschema_subschema sub)
{
	struct search q = {
	    .schema = sub.schema,
	    .keyword = "items",
	    .visit = visit_items,
	};
	if (!sub.schema || !search(&q, sub.index, LOOK_THROUGH))
		return UNKNOWN;
	return (struct jschema_subschema){sub.schema, q.target};
}

static bool
visit_format(struct search *q, const struct rule *rule)
{
	const struct format *format = rule->operand.format;
	return format && strcmp(format->name, q->format) == 0;
}

bool
jschema_has_format(struct jschema_subschema sub, const char *format)
{
	struct search q = {
	    .schema = sub.schema,
	    .keyword = "format",
	    .visit = visit_format,
	    .format = format,
	};
	return sub.schema && search(&q, sub.index, LOOK_THROUGH);
}
