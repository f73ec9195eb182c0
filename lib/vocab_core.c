/*
 * The core vocabulary (Core 8). Identifiers and anchors are the registry's; what is left
 * here are references.
 */
#include "compile.h"
#include "error.h"
#include "evaluate.h"
#include "nowhere.h"
#include "phrases.h"
#include "place.h"
#include "uri.h"
#include "vocab.h"

#include <string.h>

/* Core 8.2.4: they say nothing themselves, but they have to be schemas */
static bool
compile_definitions(struct compiler *c, struct rule *rule)
{
	const struct node *nodes = rule->resource->document->nodes;
	if (node_kind(rule_value(rule)) != JSCHEMA_OBJECT)
		return compile_expect(c, rule, "an object of schemas");
	uint32_t key = rule->source + 1, ignored;
	for (uint32_t i = 0; i < rule_value(rule)->size;
	     i++, key = next_key(nodes, key)) {
		if (!compile_subschema(c, rule->resource, key + 1, &ignored))
			return false;
	}
	return true;
}

/* why a reference leads nowhere; what that says has it in its own words */
static bool
refuse_reference(struct compiler *c, const struct rule *rule,
    const struct jschema_error *why, const char *reference, size_t length)
{
	const struct jschema_document *d = rule->resource->document;
	struct words text = {.arena = &c->schema->arena};
	if (why->code != JSCHEMA_UNRESOLVED)
		return compile_fail(
		    c, rule->resource, rule->source, why->code, why->text);
	if (document_masks(d, rule->source)) {
		words_say(&text, "the reference ");
		say_value(&text, d, rule->source);
		words_say(&text, " leads nowhere");
	} else {
		words_say(&text, why->text);
		nowhere_say_here(&text, rule->resource, reference, length);
	}
	return text.failed
	    ? error_no_memory(c->error)
	    : compile_fail(c, rule->resource, rule->source, why->code, text.text);
}

/* the resource and the node that a reference leads to; NULL after an error */
static const struct resource *
resolve(struct compiler *c, const struct rule *rule, uint32_t *node, const char **anchor,
    size_t *length)
{
	const struct resource *resource = rule->resource;
	struct jschema_error why = {0};
	if (node_kind(rule_value(rule)) != JSCHEMA_STRING) {
		compile_expect(c, rule, "a URI reference, a string");
		return NULL;
	}
	char *reference = compile_characters(c, resource, rule->source, length);
	if (!reference)
		return NULL;
	const struct resource *target =
	    registry_resolve(&c->schema->registry, resource, rule->source, node, &why);
	if (!target && why.document && c->error->code == JSCHEMA_OK)
		*c->error = why; /* in the document that was loaded */
	else if (!target)
		refuse_reference(c, rule, &why, reference, *length);
	/* all schemas of a metaschema are known as such, once it is read */
	if (target && !target->source->homes[*node] &&
	    registry_owns(&c->schema->registry, target->document)) {
		compile_fail(c, resource, rule->source, JSCHEMA_UNRESOLVED,
		    "the reference leads to a part of a metaschema that is no schema");
		return NULL;
	}
	size_t before = uri_before_fragment(reference, *length);
	before += before < *length;
	*anchor =
	    uri_decode(&c->schema->arena, reference + before, *length - before, length);
	if (!*anchor)
		error_no_memory(c->error);
	return *anchor ? target : NULL;
}

/* Where no keyword takes it for a schema, the reference is wrong, and not what it leads
 * to.
 */
static bool
compile_target(struct compiler *c, const struct rule *rule, const struct resource *target,
    uint32_t node, uint32_t *index)
{
	const struct jschema_document *d = target->document;
	enum jschema_kind kind = node_kind(&d->nodes[node]);
	struct words text = {.arena = &c->schema->arena};
	if (kind == JSCHEMA_OBJECT || kind == JSCHEMA_BOOLEAN ||
	    target->source->homes[node])
		return compile_subschema(c, target, node, index);
	words_say(&text, "the reference ");
	say_value(&text, rule->resource->document, rule->source);
	words_say(&text, " leads to no schema: expected an object or a boolean");
	say_got(&text, d, node);
	return place_refuse(c->error, rule->resource->document, rule->source, &text);
}

/* Core 8.2.3.1 */
static bool
compile_reference(struct compiler *c, struct rule *rule)
{
	uint32_t node;
	const char *anchor;
	size_t length;
	const struct resource *target = resolve(c, rule, &node, &anchor, &length);
	return target && compile_target(c, rule, target, node, &rule->operand.target);
}

static bool
check_reference(struct run *run, const struct rule *rule, uint32_t node)
{
	return run_apply(run, rule->operand.target, node, 0);
}

/* Core 8.2.3.2: it is dynamic only where it leads to a dynamic anchor of that name */
static bool
compile_dynamic_reference(struct compiler *c, struct rule *rule)
{
	uint32_t node;
	const char *anchor;
	size_t length;
	struct dynamic *d = arena_alloc(&c->schema->arena, 1, sizeof *d);
	if (!d)
		return error_no_memory(c->error);
	const struct resource *target = resolve(c, rule, &node, &anchor, &length);
	if (!target || !compile_target(c, rule, target, node, &d->target))
		return false;
	const struct name *dynamic = names_find(&target->dynamic_anchors, anchor, length);
	if (dynamic && dynamic->value == node) {
		d->anchor = anchor;
		d->length = length;
		d->next = c->dynamics;
		c->dynamics = d;
	}
	rule->operand.dynamic = d;
	return true;
}

static bool
note_anchor(struct compiler *c, const struct name *anchor, uint32_t target)
{
	struct arena *arena = &c->schema->arena;
	const struct name *known = names_find(&c->anchors, anchor->text, anchor->length);
	struct names *names = known ? &c->contested : &c->anchors;
	if (known && known->value == target)
		return true; /* seen in an earlier round */
	if (!names_reserve(names, arena))
		return error_no_memory(c->error);
	names_add(names, anchor->text, anchor->length, target);
	return true;
}

/* every dynamic anchor of every resource */
static bool
compile_dynamic_anchors(struct compiler *c)
{
	const struct registry *r = &c->schema->registry;
	for (uint32_t i = 0; i < r->count; i++) {
		const struct names *anchors = &r->resources[i]->dynamic_anchors;
		for (uint32_t j = 0; j < anchors->count; j++) {
			const struct name *anchor = &anchors->list[j];
			uint32_t target;
			if (!compile_subschema(
				c, r->resources[i], anchor->value, &target) ||
			    !note_anchor(c, anchor, target))
				return false;
		}
	}
	return true;
}

/*
 * The resource that evaluation begins in is outermost on every way: what has an anchor
 * there leads there. And an anchor that one resource has leads nowhere else.
 */
bool
vocab_settle_dynamic(struct compiler *c)
{
	struct jschema_schema *s = c->schema;
	const struct resource *outermost = s->origins[s->root].resource;
	for (struct dynamic **at = &c->dynamics, *d = *at; d; d = *at) {
		const struct name *name =
		    names_find(&outermost->dynamic_anchors, d->anchor, d->length);
		if (!name) {
			at = &d->next;
			continue;
		}
		if (!compile_subschema(c, outermost, name->value, &d->target))
			return false;
		d->anchor = NULL;
		*at = d->next;
	}
	if (c->dynamics && !compile_dynamic_anchors(c))
		return false;
	if (c->done < s->count)
		return true;
	for (struct dynamic *d = c->dynamics; d; d = d->next) {
		if (names_find(&c->contested, d->anchor, d->length))
			s->is_dynamic = true;
		else
			d->anchor = NULL;
	}
	return true;
}

static bool
check_dynamic_reference(struct run *run, const struct rule *rule, uint32_t node)
{
	const struct dynamic *d = rule->operand.dynamic;
	uint32_t target = d->target;
	for (const struct scope *s = run->scope; s && d->anchor; s = s->outer) {
		const struct name *name =
		    names_find(&s->resource->dynamic_anchors, d->anchor, d->length);
		if (name)
			target = schema_at(s->resource, name->value);
	}
	return run_apply(run, target, node, 0);
}

static unsigned
accepts_reference(struct jschema_schema *s, const struct rule *rule)
{
	if (reference_is_dynamic(rule))
		return ANY_KIND;
	return schema_accepts(s, reference_target(rule));
}

static const struct keyword keywords[] = {
    {.name = "$schema"},
    {.name = "$id"},
    {.name = "$anchor"},
    {.name = "$defs", .holds = HOLDS_MAP, .compile = compile_definitions},
    /* of old, and still in many schemas */
    {.name = "definitions", .holds = HOLDS_MAP, .compile = compile_definitions},
    {.name = "$comment", .compile = compile_string},
    {.name = "$ref",
	.kinds = ANY_KIND,
	.order = ORDER_IN_PLACE,
	.is_reference = true,
	.compile = compile_reference,
	.check = check_reference,
	.accepts = accepts_reference},
    {.name = "$dynamicRef",
	.kinds = ANY_KIND,
	.order = ORDER_IN_PLACE,
	.is_reference = true,
	.is_dynamic = true,
	.compile = compile_dynamic_reference,
	.check = check_dynamic_reference,
	.accepts = accepts_reference},
    {.name = "$dynamicAnchor"},
    {.name = "$vocabulary"},
};

const struct vocabulary vocab_core = {
    "https://json-schema.org/draft/2020-12/vocab/core",
    keywords,
    sizeof keywords / sizeof *keywords,
};
