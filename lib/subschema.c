/*
 * What a compiled schema knows of the members and elements of a value, for whoever shows
 * or orders them: the subschema that names a member is looked for through references and
 * branches.
 */
#include "evaluate.h"

#include <string.h>

enum { LOOK_THROUGH = 16 }; /* references and branches inside each other */

static const struct jschema_subschema UNKNOWN = {NULL, 0};

struct jschema_subschema
jschema_schema_root(const struct jschema_schema *s)
{
	return (struct jschema_subschema){s, s->root};
}

/* the first rule of that name for a kind of value, in a subschema or those applied in
 * place */
static const struct rule *
find_rule(const struct jschema_schema *s, uint32_t index, enum jschema_kind kind,
    const char *keyword, unsigned depth)
{
	const struct subschema *subschema = &s->subschemas[index];
	const struct rule *found = NULL;
	for (unsigned i = 0; i < subschema->rule_count[kind] && !found && depth; i++) {
		const struct rule *rule = &s->rules[subschema->first_rule[kind] + i];
		if (strcmp(rule->keyword->name, keyword) == 0)
			found = rule;
		else if (rule->keyword->is_reference)
			found =
			    find_rule(s, rule->operand.target, kind, keyword, depth - 1);
		else if (rule->keyword->holds == HOLDS_LIST)
			for (uint32_t j = 0; j < rule->operand.branches->count && !found;
			     j++)
				found = find_rule(s, rule->operand.branches->targets[j],
				    kind, keyword, depth - 1);
	}
	return found;
}

static const struct names *
properties_of(struct jschema_subschema sub)
{
	const struct rule *rule = sub.schema
	    ? find_rule(sub.schema, sub.index, JSCHEMA_OBJECT, "properties", LOOK_THROUGH)
	    : NULL;
	return rule ? rule->operand.names : NULL;
}

struct jschema_subschema
jschema_property(
    struct jschema_subschema parent, struct jschema_value key, size_t *position)
{
	const struct names *names = properties_of(parent);
	if (!names || !key.document)
		return UNKNOWN;
	const struct name *name =
	    names_find_key(names, key.document, &key.document->nodes[key.node]);
	if (!name)
		return UNKNOWN;
	if (position)
		*position = (size_t)(name - names->list);
	return (struct jschema_subschema){parent.schema, name->value};
}

size_t
jschema_property_count(struct jschema_subschema sub)
{
	const struct names *names = properties_of(sub);
	return names ? names->count : 0;
}

const char *
jschema_property_name(struct jschema_subschema sub, size_t position, size_t *length)
{
	const struct names *names = properties_of(sub);
	if (!names || position >= names->count)
		return NULL;
	*length = names->list[position].length;
	return names->list[position].text;
}

struct jschema_subschema
jschema_elements(struct jschema_subschema sub)
{
	const struct rule *rule = sub.schema
	    ? find_rule(sub.schema, sub.index, JSCHEMA_ARRAY, "items", LOOK_THROUGH)
	    : NULL;
	return rule ? (struct jschema_subschema){sub.schema, rule->operand.target}
		    : UNKNOWN;
}
