/*
 * What is no keyword is an annotation (Core 6.5) and changes no verdict. Where it is
 * nearly a keyword, or was one in an older dialect, that is hardly what was meant: the
 * schema asks for less than it seems to, which is worth a warning. So is a keyword that
 * says nothing without another one, or for the type beside it.
 */
#include "unknown.h"

#include "dialect.h"
#include "error.h"
#include "phrases.h"
#include "place.h"
#include "suggest.h"
#include "vocab.h"

#include <string.h>

static bool
warn(struct compiler *c, const struct resource *resource, uint32_t node,
    enum jschema_code code, const struct words *text)
{
	return place_warning_say(&c->schema->registry, resource, node, code, text) ||
	    error_no_memory(c->error);
}

/* the key of the first keyword that is such a one; 0 where there is none */
static uint32_t
find_keyword(const struct resource *resource, uint32_t object,
    bool (*is_such)(const struct keyword *, const struct node *value))
{
	const struct node *nodes = resource->document->nodes;
	uint32_t key = object + 1;
	for (uint32_t i = 0; i < nodes[object].size; i++, key = next_key(nodes, key)) {
		const struct keyword *k = vocab_find(resource, &nodes[key]);
		if (k && is_such(k, &nodes[key + 1]))
			return key;
	}
	return 0;
}

static bool
is_any(const struct keyword *k, const struct node *value)
{
	(void)k, (void)value;
	return true;
}

static bool
asks(const struct keyword *k, const struct node *value)
{
	(void)value;
	return k->check;
}

/* Core 8.2.4: schemas to refer to, which ask for nothing where they stand */
static bool
keeps_schemas(const struct keyword *k, const struct node *value)
{
	return k->holds == HOLDS_MAP && !k->check && value->size > 0;
}

static bool
has_keyword(const struct resource *resource, uint32_t object)
{
	return find_keyword(resource, object, is_any) != 0;
}

bool
unknown_are_all(const struct resource *resource, uint32_t object)
{
	return resource->document->nodes[object].size > 0 &&
	    !has_keyword(resource, object);
}

bool
unknown_all(struct compiler *c, const struct resource *resource, uint32_t node)
{
	const struct node *nodes = resource->document->nodes;
	struct words text = {.arena = &c->schema->arena};
	if (node_kind(&nodes[node]) != JSCHEMA_OBJECT || nodes[node].size == 0)
		return true;
	uint32_t kept = find_keyword(resource, node, keeps_schemas);
	if (kept && !find_keyword(resource, node, asks)) {
		const char *name = vocab_find(resource, &nodes[kept])->name;
		words_format(&text,
		    "the schema asks for nothing: what \"%s\" holds is there to be "
		    "referred to; name one of these schemas, as in #/%s/NAME",
		    name, name);
	} else if (!has_keyword(resource, node)) {
		words_say(&text,
		    "the schema says nothing: none of its members is a "
		    "keyword of JSON Schema 2020-12");
	} else {
		return true;
	}
	return warn(c, resource, node, JSCHEMA_EMPTY, &text);
}

/* what only describes is also spelt otherwise on purpose, as by whoever has "comment" */
static bool
could_be(const struct resource *resource, const struct keyword *meant, uint32_t key)
{
	const struct jschema_document *d = resource->document;
	enum jschema_kind kind = node_kind(&d->nodes[key + 1]);
	switch (meant->holds) {
	case HOLDS_ONE:
		return kind == JSCHEMA_OBJECT || kind == JSCHEMA_BOOLEAN;
	case HOLDS_LIST:
		return kind == JSCHEMA_ARRAY;
	case HOLDS_MAP:
	case HOLDS_EITHER:
		return kind == JSCHEMA_OBJECT;
	default:
		return meant->check || d->text[d->nodes[key].start] == '$';
	}
}

/* an identifier beside no keyword is that of some data */
static bool
is_identifier(const struct resource *resource, uint32_t object, uint32_t key)
{
	return node_kind(&resource->document->nodes[key + 1]) == JSCHEMA_STRING &&
	    has_keyword(resource, object);
}

/* OpenAPI 3.0 adds null to the type beside it; where that has it already, nothing lacks
 */
static bool
would_add_null(const struct resource *resource, uint32_t object, uint32_t key)
{
	struct jschema_value around = {resource->document, object},
			     allowed = {resource->document, key + 1},
			     type = jschema_member(around, "type", 4);
	struct jschema_item item;
	if (!type.document || !jschema_boolean(allowed) ||
	    jschema_string_is(type, "null", 4) || dialect_is_openapi_30(resource))
		return false;
	bool more = jschema_kind(type) == JSCHEMA_ARRAY && jschema_first(type, &item);
	while (more && !jschema_string_is(item.value, "null", 4))
		more = jschema_next(&item);
	return !more;
}

/* nobody but its author knows the words of a vocabulary (Core 8.1.2) */
static bool
has_other_words(const struct compiler *c, const struct resource *resource)
{
	return c->is_trusted || resource->vocabularies & VOCAB_OTHER;
}

/* OpenAPI, Specification Extensions */
static bool
is_extension(const struct resource *resource, uint32_t key)
{
	const struct jschema_document *d = resource->document;
	const struct node *n = &d->nodes[key];
	return n->size > 1 && memcmp(d->text + n->start, "x-", 2) == 0;
}

/* what whoever has no vocabulary for it writes beside the keywords; of OpenAPI, mostly */
static bool
only_describes(const struct resource *resource, uint32_t key)
{
	static const char *const words[] = {
	    "comment",
	    "discriminator",
	    "example",
	    "externalDocs",
	    "nullable",
	    "xml",
	};
	struct jschema_value name = {resource->document, key};
	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		if (jschema_string_is(name, words[i], strlen(words[i])))
			return true;
	}
	return is_extension(resource, key);
}

/* an object of keywords alone, of which one asks for something */
static bool
looks_like_schema(const struct resource *resource, uint32_t node)
{
	const struct node *nodes = resource->document->nodes;
	uint32_t key = node + 1;
	if (node_kind(&nodes[node]) != JSCHEMA_OBJECT ||
	    !find_keyword(resource, node, asks))
		return false;
	for (uint32_t i = 0; i < nodes[node].size; i++, key = next_key(nodes, key)) {
		if (!vocab_find(resource, &nodes[key]) && !only_describes(resource, key))
			return false;
	}
	return true;
}

/* a member of "$defs" may be a group of schemas to refer to */
static bool
is_kept(const struct resource *resource, uint32_t node)
{
	const struct node *nodes = resource->document->nodes;
	uint32_t around = resource->source->parents[node];
	const struct keyword *k = around && nodes[around - 1].about & NODE_KEY
	    ? vocab_find(resource, &nodes[around - 1])
	    : NULL;
	return k && keeps_schemas(k, &nodes[around]);
}

/* members of a value in the place of "properties", which nothing refers to as schemas */
static bool
looks_like_properties(const struct resource *resource, uint32_t object)
{
	const struct node *nodes = resource->document->nodes;
	uint32_t key = object + 1;
	for (uint32_t i = 0; i < nodes[object].size; i++, key = next_key(nodes, key)) {
		if (!looks_like_schema(resource, key + 1) ||
		    resource->source->subschemas[key + 1] ||
		    only_describes(resource, key))
			return false;
	}
	return !is_kept(resource, object);
}

/*
 * One of a group of schemas to refer to has the name that it likes. Any name may ask, so
 * that each look counts.
 */
static bool
is_grouped(
    struct compiler *c, const struct resource *resource, uint32_t object, uint32_t key)
{
	c->compared += resource->document->nodes[object].size;
	return is_kept(resource, object) && !has_keyword(resource, object) &&
	    looks_like_schema(resource, key + 1);
}

static bool
warn_of_forgotten(struct compiler *c, const struct subschema_origin *o)
{
	struct words text = {.arena = &c->schema->arena};
	if (!o->is_empty || !looks_like_properties(o->resource, o->source))
		return true;
	words_say(&text,
	    "the schema says nothing: none of its members is a keyword of JSON Schema "
	    "2020-12; those that a value may have belong into \"properties\"");
	return warn(c, o->resource, o->source, JSCHEMA_EMPTY, &text);
}

/* Core 10.2.2 and 10.3.1.3, Validation 6.4 and 8.5: one of these is to be beside it */
static const struct {
	const char *name;
	const char *needed, *or_this;
	bool evaluates; /* which may be what it is there for */
} idle[] = {
    {"contentSchema", "contentMediaType", NULL, false},
    {"else", "if", NULL, false},
    {"if", "then", "else", true},
    {"maxContains", "contains", NULL, false},
    {"minContains", "contains", NULL, false},
    {"then", "if", NULL, false},
};

static bool
is_idle(const struct compiler *c, const struct subschema_origin *o, size_t i)
{
	struct jschema_value around = {o->resource->document, o->source};
	size_t length = strlen(idle[i].needed);
	return vocab_named(o->resource, idle[i].name, strlen(idle[i].name)) &&
	    !(idle[i].evaluates && c->schema->asks) &&
	    !jschema_member(around, idle[i].needed, length).document &&
	    !(idle[i].or_this &&
		jschema_member(around, idle[i].or_this, strlen(idle[i].or_this))
		    .document);
}

static bool
warn_of_idle(struct compiler *c, const struct subschema_origin *o)
{
	struct jschema_value around = {o->resource->document, o->source};
	for (size_t i = 0; i < sizeof idle / sizeof *idle; i++) {
		struct words text = {.arena = &c->schema->arena};
		uint32_t value =
		    jschema_member(around, idle[i].name, strlen(idle[i].name)).node;
		if (!value || !is_idle(c, o, i))
			continue;
		words_format(&text, "\"%s\" says nothing without \"%s\"", idle[i].name,
		    idle[i].needed);
		if (idle[i].or_this)
			words_format(&text, " or \"%s\"", idle[i].or_this);
		words_say(&text, " beside it");
		if (!warn(c, o->resource, value - 1, JSCHEMA_IDLE_KEYWORD, &text))
			return false;
	}
	return true;
}

/* "items": true and the like */
static bool
asks_nothing(const struct jschema_schema *s, const struct rule *rule)
{
	enum holds holds = rule->keyword->holds;
	if (rule->check && holds == HOLDS_ONE)
		return schema_is_true(s, schema_at(rule->resource, rule->source));
	return !rule->check || (holds != HOLDS_NONE && rule_value(rule)->size == 0);
}

/* of a value that has another type nothing is asked; what checks nothing is harmless */
static bool
is_idle_for_type(const struct jschema_schema *s, const struct subschema_origin *o,
    const struct rule *rule, unsigned kinds)
{
	const struct keyword *k = rule->keyword;
	return !(k->kinds & kinds) && !asks_nothing(s, rule) &&
	    vocab_named(o->resource, k->name, strlen(k->name)) == k;
}

static bool
warn_of_other_type(struct compiler *c, uint32_t index)
{
	const struct subschema_origin *o = &c->schema->origins[index];
	uint32_t count = o->type ? o->rule_count : 0;
	for (uint32_t i = 0; i < count; i++) {
		const struct rule *rule = &o->rules[i];
		struct words text = {.arena = &c->schema->arena};
		if (!is_idle_for_type(
			c->schema, o, rule, c->schema->subschemas[index].kinds))
			continue;
		words_format(&text,
		    "\"%s\" says nothing without \"%s\" in the \"type\" beside it",
		    rule->keyword->name, vocab_type_among(rule->keyword->kinds));
		if (!warn(c, o->resource, rule->source - 1, JSCHEMA_IDLE_KEYWORD, &text))
			return false;
	}
	return true;
}

bool
unknown_settle(struct compiler *c)
{
	const struct jschema_schema *s = c->schema;
	for (uint32_t i = 0; i < s->count; i++) {
		const struct subschema_origin *o = &s->origins[i];
		if (has_other_words(c, o->resource))
			continue;
		if ((i != s->root && !warn_of_forgotten(c, o)) || !warn_of_idle(c, o))
			return false;
		if (!warn_of_other_type(c, i))
			return false;
	}
	return true;
}

/* what has another name now; "definitions" and "dependencies" work as they did */
static const struct {
	const char *name;
	const char *instead;
	/* NULL: wherever it stands */
	bool (*is_meant)(const struct resource *, uint32_t object, uint32_t key);
} of_old[] = {
    {"$recursiveRef", "\"$dynamicRef\"", NULL},
    {"additionalItems", "\"items\" behind \"prefixItems\"", NULL},
    {"disallow", "\"not\"", NULL},
    {"divisibleBy", "\"multipleOf\"", NULL},
    {"extends", "\"allOf\"", NULL},
    {"id", "\"$id\"", is_identifier},
    {"nullable", "\"null\" among the types of \"type\"", would_add_null},
};

static bool
is_of_old(const struct resource *resource, uint32_t object, uint32_t key, size_t i)
{
	struct jschema_value name = {resource->document, key};
	return jschema_string_is(name, of_old[i].name, strlen(of_old[i].name)) &&
	    (!of_old[i].is_meant || of_old[i].is_meant(resource, object, key));
}

/* what keywords are often called; no slip of the finger leads there */
static const struct {
	const char *name;
	const char *meant;
	const char
	    *type; /* another one beside it means something else; NULL: none does */
} by_habit[] = {
    {"additionalProperty", "additionalProperties", NULL},
    {"maxLen", "maxLength", "string"},
    {"minLen", "minLength", "string"},
    {"patternProperty", "patternProperties", NULL},
    {"property", "properties", NULL},
    {"regex", "pattern", "string"},
    {"regexp", "pattern", "string"},
    {"unique", "uniqueItems", "array"},
};

/* a member of an object; any name may ask for one, so that each look counts */
static struct jschema_value
member_of(struct compiler *c, const struct resource *resource, uint32_t object,
    const char *name)
{
	struct jschema_value around = {resource->document, object};
	c->compared += resource->document->nodes[object].size;
	return jschema_member(around, name, strlen(name));
}

static bool
has_other_type(struct compiler *c, const struct resource *resource, uint32_t object,
    const char *type)
{
	const char *beside =
	    type ? vocab_type(member_of(c, resource, object, "type")) : NULL;
	return beside && strcmp(beside, type) != 0;
}

/* NULL: none of them */
static const char *
meant_by_habit(
    struct compiler *c, const struct resource *resource, uint32_t object, uint32_t key)
{
	const struct jschema_document *d = resource->document;
	for (size_t i = 0; i < sizeof by_habit / sizeof *by_habit; i++) {
		if (suggest_is(d, &d->nodes[key], by_habit[i].name, &c->compared) &&
		    !has_other_type(c, resource, object, by_habit[i].type))
			return by_habit[i].meant;
	}
	return NULL;
}

/* the names among which the one may be that was meant; NULL when memory runs out */
static const struct names *
keywords_of(struct compiler *c, uint32_t vocabularies)
{
	struct names *names = &c->keywords[vocabularies];
	return names->count || vocab_names(names, &c->schema->arena, vocabularies) ? names
										   : NULL;
}

static bool
warn_of_slip(
    struct compiler *c, const struct resource *resource, uint32_t object, uint32_t key)
{
	struct words text = {.arena = &c->schema->arena};
	const struct names *names = keywords_of(c, resource->vocabularies);
	if (!names)
		return error_no_memory(c->error);
	const struct name *near = suggest_word(
	    names, resource->document, &resource->document->nodes[key], &c->compared);
	const char *meant = near ? near->text : meant_by_habit(c, resource, object, key);
	const struct keyword *k =
	    meant ? vocab_named(resource, meant, strlen(meant)) : NULL;
	/* what is there as well is not meant */
	if (!k || !could_be(resource, k, key) ||
	    member_of(c, resource, object, meant).document)
		return true;
	if (is_grouped(c, resource, object, key))
		return true;
	words_say(&text, "expected a keyword, got ");
	say_value(&text, resource->document, key);
	words_format(&text, ", which says nothing; did you mean \"%s\"?", meant);
	return warn(c, resource, key, JSCHEMA_UNKNOWN_KEYWORD, &text);
}

bool
unknown_keyword(
    struct compiler *c, const struct resource *resource, uint32_t object, uint32_t key)
{
	struct words said = {.arena = &c->schema->arena};
	if (has_other_words(c, resource) || is_extension(resource, key))
		return true;
	for (size_t i = 0; i < sizeof of_old / sizeof *of_old; i++) {
		if (!is_of_old(resource, object, key, i))
			continue;
		words_format(&said,
		    "\"%s\" is of an older dialect and says nothing here; 2020-12 has %s",
		    of_old[i].name, of_old[i].instead);
		return warn(c, resource, key, JSCHEMA_OLD_KEYWORD, &said);
	}
	return warn_of_slip(c, resource, object, key);
}
