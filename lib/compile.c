/*
 * A schema becomes a program. Subschemas are compiled one after another from a list that
 * their keywords add to, so that no recursion follows the nesting or the references; then
 * what needs all of them is linked; then the rules are sorted into one list for each
 * kind of value.
 */
#include "compile.h"

#include "characters.h"
#include "dialect.h"
#include "discover.h"
#include "error.h"
#include "loops.h"
#include "metaschema.h"
#include "nowhere.h"
#include "pattern.h"
#include "phrases.h"
#include "place.h"
#include "unknown.h"
#include "uri.h"
#include "vocab.h"

#include <stdlib.h>
#include <string.h>

enum {
	ACCEPTS_DEPTH = 64, /* of references and branches looked through */
};

struct pattern_list {
	struct pattern *pattern;
	struct pattern_list *next;
};

/* ---- what keywords may call ---- */

bool
compile_fail(struct compiler *c, const struct resource *resource, uint32_t node,
    enum jschema_code code, const char *text)
{
	return error_set(
	    place_error(c->error, resource->document, node), code, "%s", text);
}

bool
compile_expect_at(struct compiler *c, const struct rule *rule, uint32_t node,
    const char *what, const char *more)
{
	struct words text = {.arena = &c->schema->arena};
	words_format(&text, "\"%s\" must be %s", rule->keyword->name, what);
	say_got(&text, rule->resource->document, node);
	words_say(&text, more);
	return place_refuse(c->error, rule->resource->document, node, &text);
}

bool
compile_expect(struct compiler *c, const struct rule *rule, const char *what)
{
	return compile_expect_at(c, rule, rule->source, what, "");
}

bool
compile_string(struct compiler *c, struct rule *rule)
{
	return node_kind(rule_value(rule)) == JSCHEMA_STRING ||
	    compile_expect(c, rule, "a string");
}

uint32_t
compile_sibling(const struct rule *rule, const char *keyword)
{
	const struct jschema_document *d = rule->resource->document;
	struct jschema_value object = {d, rule->object};
	struct jschema_value v = jschema_member(object, keyword, strlen(keyword));
	return v.document ? v.node : 0;
}

char *
compile_characters(
    struct compiler *c, const struct resource *resource, uint32_t node, size_t *length)
{
	const struct node *n = &resource->document->nodes[node];
	char *text = arena_alloc(&c->schema->arena, (size_t)n->size + 1, 1);
	if (text)
		*length = characters_decode(resource->document, n, text);
	else
		error_no_memory(c->error);
	return text;
}

static bool
keep_pattern(struct compiler *c, struct pattern *pattern)
{
	struct pattern_list *kept = arena_alloc(&c->schema->arena, 1, sizeof *kept);
	if (!kept) {
		pattern_free(pattern);
		return error_no_memory(c->error);
	}
	*kept = (struct pattern_list){pattern, c->schema->patterns};
	c->schema->patterns = kept;
	return true;
}

struct pattern *
compile_pattern_at(struct compiler *c, const struct resource *resource, uint32_t node)
{
	size_t length;
	struct jschema_error why = {0};
	char *text = compile_characters(c, resource, node, &length);
	struct pattern *pattern = !text ? NULL
	    : document_masks(resource->document, node)
	    ? pattern_compile_hidden(text, length, &why)
	    : pattern_compile(text, length, &why);
	if (text && !pattern)
		compile_fail(c, resource, node, why.code, why.text);
	if (!pattern || !keep_pattern(c, pattern))
		return NULL;
	if (pattern_lenient(pattern) &&
	    !place_warning(&c->schema->registry, resource, node, JSCHEMA_BAD_SCHEMA,
		"this pattern is none of ECMA-262 with the u flag, but is understood")) {
		error_no_memory(c->error);
		return NULL;
	}
	return pattern;
}

const struct names *
compile_strings(struct compiler *c, const struct rule *rule, const char *what)
{
	const struct resource *resource = rule->resource;
	uint32_t size = rule_value(rule)->size, node = rule->source + 1;
	if (node_kind(rule_value(rule)) != JSCHEMA_ARRAY) {
		compile_expect(c, rule, what);
		return NULL;
	}
	struct names *names = arena_alloc(&c->schema->arena, 1, sizeof *names);
	if (!names || !names_init(names, &c->schema->arena, size)) {
		error_no_memory(c->error);
		return NULL;
	}
	for (uint32_t i = 0; i < size; i++) {
		const struct node *n = &resource->document->nodes[node];
		size_t length;
		char *name = node_kind(n) == JSCHEMA_STRING
		    ? compile_characters(c, resource, node, &length)
		    : NULL;
		if (!name || !names_add(names, name, length, i)) {
			compile_expect_at(c, rule, node, what, name ? " again" : "");
			return NULL;
		}
		node = n->next;
	}
	return names;
}

/* ---- the list of subschemas ---- */

static void *
grow(struct arena *arena, void *old, size_t count, size_t capacity, size_t size)
{
	void *more = arena_alloc(arena, capacity, size);
	if (more && count)
		memcpy(more, old, count * size);
	return more;
}

static bool
reserve_subschema(struct compiler *c)
{
	struct jschema_schema *s = c->schema;
	if (s->count < c->capacity)
		return true;
	uint32_t capacity = c->capacity * 2 + 16;
	s->subschemas =
	    grow(&s->arena, s->subschemas, s->count, capacity, sizeof *s->subschemas);
	s->origins = grow(&s->arena, s->origins, s->count, capacity, sizeof *s->origins);
	c->capacity = capacity;
	return s->subschemas && s->origins;
}

/* a type in the place of a schema, and not only entered into, is that of one */
static bool
refuse_subschema(struct compiler *c, const struct resource *resource, uint32_t node)
{
	struct words text = {.arena = &c->schema->arena};
	struct jschema_value found = {resource->document, node};
	const char *type = resource->source->homes[node] ? vocab_type(found) : NULL;
	words_say(&text, "a schema must be an object or a boolean");
	say_got(&text, resource->document, node);
	if (type)
		words_format(&text, "; did you mean {\"type\": \"%s\"}?", type);
	return place_refuse(c->error, resource->document, node, &text);
}

bool
compile_subschema(
    struct compiler *c, const struct resource *resource, uint32_t node, uint32_t *target)
{
	struct jschema_schema *s = c->schema;
	const struct source *source = resource->source;
	if (source->subschemas[node]) {
		*target = source->subschemas[node] - 1;
		return true;
	}
	enum jschema_kind kind = node_kind(&resource->document->nodes[node]);
	if (kind != JSCHEMA_OBJECT && kind != JSCHEMA_BOOLEAN)
		return refuse_subschema(c, resource, node);
	if (!discover(&s->registry, source->homes[resource->root], node, true, c->error))
		return false;
	if (!reserve_subschema(c))
		return error_no_memory(c->error);
	s->subschemas[s->count] = (struct subschema){.kinds = ANY_KIND};
	s->origins[s->count] =
	    (struct subschema_origin){.resource = source->homes[node], .source = node};
	*target = s->count++;
	source->subschemas[node] = s->count;
	return true;
}

/* ---- one subschema ---- */

static int
compare_order(const void *left, const void *right)
{
	const struct rule *a = left, *b = right;
	if (a->keyword->order != b->keyword->order)
		return a->keyword->order < b->keyword->order ? -1 : 1;
	return (a->source > b->source) - (a->source < b->source);
}

/* the rules of a member of a schema object, without those that say nothing */
static bool
compile_member(struct compiler *c, struct subschema_origin *origin, uint32_t key,
    struct rule *rules, uint32_t *count)
{
	const struct resource *resource = origin->resource;
	struct rule made = {
	    .resource = resource, .object = origin->source, .source = key + 1};
	const struct keyword *keyword =
	    vocab_find(resource, &resource->document->nodes[key]);
	if (!keyword && !unknown_keyword(c, resource, origin->source, key))
		return false;
	/* OpenAPI 3.0, Reference Object: what is beside a "$ref" does not count */
	if (!keyword ||
	    (dialect_is_openapi_30(resource) && !keyword->is_reference &&
		compile_sibling(&made, "$ref")))
		keyword = &vocab_unknown;
	for (; keyword; keyword = keyword->also) {
		struct rule *rule = &rules[*count];
		*rule = made;
		rule->keyword = keyword;
		rule->check = keyword->check;
		if (keyword->compile && !keyword->compile(c, rule))
			return false;
		*count += rule->check || rule->keyword->annotates;
	}
	return true;
}

static bool
compile_object(struct compiler *c, uint32_t index)
{
	struct subschema_origin origin = c->schema->origins[index];
	const struct node *nodes = origin.resource->document->nodes;
	uint32_t members = nodes[origin.source].size, key = origin.source + 1, count = 0;
	size_t warned = c->schema->registry.warning_count;
	/* "dependencies" makes two rules */
	struct rule *rules = arena_alloc(&c->schema->arena, members + 1, sizeof *rules);
	if (!rules)
		return error_no_memory(c->error);
	c->current = index;
	c->properties = NULL;
	c->patterns = NULL;
	for (uint32_t i = 0; i < members; i++, key = next_key(nodes, key)) {
		if (!compile_member(c, &origin, key, rules, &count))
			return false;
	}
	qsort(rules, count, sizeof *rules, compare_order);
	c->schema->origins[index].rules = rules;
	c->schema->origins[index].rule_count = count;
	c->schema->origins[index].is_empty = !c->is_trusted &&
	    warned == c->schema->registry.warning_count &&
	    unknown_are_all(origin.resource, origin.source);
	return true;
}

static bool
compile_waiting(struct compiler *c)
{
	struct jschema_schema *s = c->schema;
	for (; c->done < s->count; c->done++) {
		uint32_t i = c->done;
		const struct subschema_origin *origin = &s->origins[i];
		const struct node *n = &origin->resource->document->nodes[origin->source];
		if (node_kind(n) == JSCHEMA_OBJECT) {
			if (!compile_object(c, i))
				return false;
		} else if (!(n->about & NODE_TRUE)) {
			s->subschemas[i].kinds = 0;
		}
	}
	return true;
}

static bool
compile_all(struct compiler *c)
{
	do {
		if (!compile_waiting(c) || !vocab_settle_dynamic(c))
			return false;
	} while (c->done < c->schema->count);
	return true;
}

/* ---- all subschemas ---- */

static const struct rule *
only_reference(const struct jschema_schema *s, uint32_t index)
{
	const struct subschema_origin *o = &s->origins[index];
	const struct rule *only = NULL;
	/* a dynamic scope has to see every resource on the way */
	if (s->is_dynamic || o->type)
		return NULL;
	for (uint32_t i = 0; i < o->rule_count; i++) {
		if (!o->rules[i].check)
			continue;
		if (only || strcmp(o->rules[i].keyword->name, "$ref") != 0)
			return NULL;
		only = &o->rules[i];
	}
	return only;
}

/* a schema that is only a reference to one that is only a reference, and so on */
static void
find_aliases(struct jschema_schema *s)
{
	for (uint32_t i = 0; i < s->count; i++) {
		const struct rule *first = only_reference(s, i), *next = first;
		uint32_t final = i;
		/* an alias that is known already knows where the way ends */
		for (; next;
		     next = s->origins[final].alias ? NULL : only_reference(s, final))
			final = next->operand.target;
		if (s->origins[final].alias)
			final = s->origins[final].final;
		for (uint32_t at = i; at != final && !s->origins[at].alias;) {
			s->origins[at].alias = only_reference(s, at);
			s->origins[at].final = final;
			at = s->origins[at].alias->operand.target;
		}
	}
}

bool
schema_is_true(const struct jschema_schema *s, uint32_t index)
{
	const struct subschema_origin *o = &s->origins[index];
	for (uint32_t i = 0; i < o->rule_count; i++) {
		if (o->rules[i].check)
			return false;
	}
	return s->subschemas[index].kinds == ANY_KIND;
}

uint32_t
schema_at(const struct resource *resource, uint32_t node)
{
	return resource->source->subschemas[node] - 1;
}

unsigned
schema_accepts(struct jschema_schema *s, uint32_t index)
{
	struct subschema_origin *o = &s->origins[index];
	if (o->accepts_state == ACCEPTS_KNOWN)
		return o->accepts;
	if (o->accepts_state == ACCEPTS_AT_WORK || s->accepts_depth == ACCEPTS_DEPTH)
		return ANY_KIND;
	o->accepts_state = ACCEPTS_AT_WORK;
	s->accepts_depth++;
	unsigned kinds = s->subschemas[index].kinds;
	for (uint32_t i = 0; i < o->rule_count; i++) {
		if (o->rules[i].keyword->accepts)
			kinds &= o->rules[i].keyword->accepts(s, &o->rules[i]);
	}
	s->accepts_depth--;
	o->accepts = (uint8_t)kinds;
	o->accepts_state = ACCEPTS_KNOWN;
	return kinds;
}

static void
link_rules(struct jschema_schema *s)
{
	for (uint32_t i = 0; i < s->count; i++) {
		schema_accepts(s, i);
		for (uint32_t j = 0; j < s->origins[i].rule_count; j++) {
			struct rule *rule = &s->origins[i].rules[j];
			if (rule->keyword->link)
				rule->keyword->link(s, rule);
		}
	}
}

/* sorts the rules of a subschema into the lists by kind, which begin at `next` */
static void
flatten_one(struct jschema_schema *s, uint32_t index, uint32_t *next)
{
	struct subschema *flat = &s->subschemas[index];
	const struct subschema_origin *origin = &s->origins[index];
	for (unsigned kind = 0; kind < KINDS; kind++) {
		flat->first_rule[kind] = *next;
		uint32_t count = 0;
		for (uint32_t i = 0; i < origin->rule_count; i++) {
			if (!rule_asks(s, &origin->rules[i], kind))
				continue;
			s->rules[(*next)++] = origin->rules[i];
			count++;
		}
		flat->rule_count[kind] =
		    (uint8_t)count; /* there are not so many keywords */
	}
}

/* Where all there is to ask of a kind is one other subschema, its rules are asked at
 * once. Those have mostly been shortened before, for they stand behind. */
static void
shorten(struct jschema_schema *s, uint32_t index)
{
	struct subschema *flat = &s->subschemas[index];
	for (unsigned kind = 0; kind < KINDS; kind++) {
		if (flat->rule_count[kind] != 1)
			continue;
		const struct rule *only = &s->rules[flat->first_rule[kind]];
		if (!only->keyword->leads)
			continue;
		int64_t target = only->keyword->leads(only, kind);
		if (target == NO_SUBSCHEMA || s->subschemas[target].asks)
			continue;
		flat->first_rule[kind] = s->subschemas[target].first_rule[kind];
		flat->rule_count[kind] = s->subschemas[target].rule_count[kind];
	}
}

/* how many rules all lists have together */
static size_t
count_rules(const struct jschema_schema *s)
{
	size_t total = 0;
	for (uint32_t i = 0; i < s->count; i++) {
		const struct subschema_origin *origin = &s->origins[i];
		for (uint32_t j = 0; j < origin->rule_count * KINDS; j++)
			total += rule_asks(s, &origin->rules[j / KINDS], j % KINDS);
	}
	return total;
}

static bool
flatten(struct compiler *c)
{
	struct jschema_schema *s = c->schema;
	size_t total = count_rules(s);
	uint32_t next = 0;
	if (total <= UINT32_MAX)
		s->rules = arena_alloc(&s->arena, total, sizeof *s->rules);
	if (!s->rules)
		return error_no_memory(c->error);
	for (uint32_t i = 0; i < s->count; i++) {
		s->subschemas[i].asks |= s->is_dynamic ? ASKS_THE_WAY : 0;
		flatten_one(s, i, &next);
	}
	for (uint32_t i = s->count; i-- && !s->is_dynamic;)
		shorten(s, i);
	for (uint32_t i = 0; i < s->count; i++) {
		if (s->origins[i].alias)
			s->subschemas[i] = s->subschemas[s->origins[i].final];
	}
	return true;
}

/* ---- the public door ---- */

static bool
compile_document(struct compiler *c, const struct jschema_document *d,
    const struct jschema_compile_options *options)
{
	struct jschema_schema *s = c->schema;
	const char *base = options && options->base ? options->base : "";
	const char *entry = options && options->entry ? options->entry : "";
	if (d->count == 0)
		return error_set(
		    c->error, JSCHEMA_EMPTY, "the schema's document is empty");
	/* resolved only to have it in the form in which references to it come out */
	char *uri = uri_resolve(&s->arena, "", base, strcspn(base, "#"));
	struct resource *resource =
	    uri ? registry_add(&s->registry, NULL, d, 0, uri, uri, c->error) : NULL;
	uint32_t node;
	if (!uri)
		return error_no_memory(c->error);
	if (!resource)
		return false;
	/* the identifiers of a whole document count for an entry into it */
	if (!discover(&s->registry, resource, 0, false, c->error))
		return false;
	struct words why = {.arena = &s->arena};
	const struct resource *whole = resource;
	resource = registry_walk(&s->registry, resource, entry, strlen(entry), &node);
	if (!resource)
		return nowhere_say_entry(&why, whole, entry, strlen(entry))
		    ? error_set(c->error, JSCHEMA_UNRESOLVED, "%s", why.text)
		    : error_no_memory(c->error);
	/* a node that the walk has seen is part of a schema that begins at the root */
	if (resource->source->homes[node] &&
	    !registry_check_later(&s->registry, resource, 0))
		return error_no_memory(c->error);
	if (!compile_subschema(c, resource, node, &s->root) ||
	    !unknown_all(c, s->origins[s->root].resource, s->origins[s->root].source) ||
	    !compile_all(c) || !unknown_settle(c) || !loops_refuse(c))
		return false;
	find_aliases(s);
	if (!(options && options->trusted) && !metaschema_check(c))
		return false;
	link_rules(s);
	size_t most = options ? options->max_warnings : 0;
	return flatten(c) &&
	    (place_settle(&s->registry, most) || error_no_memory(c->error));
}

struct jschema_schema *
jschema_compile(const struct jschema_document *d,
    const struct jschema_compile_options *options, struct jschema_error *error)
{
	struct jschema_error ignored = {0};
	struct jschema_schema *s = calloc(1, sizeof *s);
	struct compiler c = {
	    .schema = s,
	    .error = error ? error : &ignored,
	    .assert_format = options && options->assert_format,
	    .is_trusted = options && options->trusted,
	};
	error_clear(c.error);
	if (!s) {
		error_no_memory(error);
		return NULL;
	}
	s->registry.arena = &s->arena;
	s->registry.load = options ? options->load : NULL;
	s->registry.context = options ? options->context : NULL;
	if (!compile_document(&c, d, options)) {
		/* a document that is freed now has no places any more */
		if (registry_owns(&s->registry, c.error->document)) {
			c.error->document = NULL;
			c.error->offset = c.error->line = c.error->column = 0;
		}
		jschema_schema_free(s);
		return NULL;
	}
	return s;
}

const struct jschema_error *
jschema_warning(const struct jschema_schema *s, size_t i)
{
	return i < s->registry.warning_count ? &s->registry.warnings[i] : NULL;
}

size_t
jschema_warnings_left_out(const struct jschema_schema *s, enum jschema_code code)
{
	return (unsigned)code < ERROR_CODES ? s->registry.left_out[code] : 0;
}

void
jschema_schema_free(struct jschema_schema *s)
{
	if (!s)
		return;
	for (struct pattern_list *kept = s->patterns; kept; kept = kept->next)
		pattern_free(kept->pattern);
	registry_free(&s->registry);
	arena_free(&s->arena);
	free(s);
}
