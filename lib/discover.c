/*
 * What a document makes known (Core 8.2 and 9): a walk over the places where schemas
 * stand, and only those, finds "$id" and "$anchor"; everything else, such as a value of
 * "const" that looks like a schema, is data.
 */
#include "discover.h"

#include "arena.h"
#include "characters.h"
#include "dialect.h"
#include "error.h"
#include "phrases.h"
#include "place.h"
#include "schema.h"
#include "uri.h"
#include "vocab.h"

#include <string.h>

/* a schema that waits to be looked at */
struct waiting {
	struct resource *resource;
	uint32_t node;
	struct waiting *next;
};

static bool
fail_at(struct jschema_error *e, const struct jschema_document *d, uint32_t node,
    const char *text)
{
	return error_set(place_error(e, d, node), JSCHEMA_BAD_SCHEMA, "%s", text);
}

/* "expected X, got Y" */
static bool
fail_expected(struct registry *r, struct jschema_error *e,
    const struct jschema_document *d, uint32_t node, const char *what)
{
	struct words text = {.arena = r->arena};
	words_format(&text, "expected %s", what);
	say_got(&text, d, node);
	return place_refuse(e, d, node, &text);
}

/*
 * One of two equal names is refused: "WHOSE has the WHAT "NAME" already". Schemas are not
 * discovered in the order of the text, of which the second one is at fault.
 */
static bool
fail_twice(struct registry *r, struct jschema_error *e, const struct jschema_document *d,
    uint32_t node, struct jschema_value other, const char *whose, const char *what)
{
	struct words text = {.arena = r->arena};
	if (other.document == d && other.node > node)
		node = other.node;
	words_format(&text, "%s has the %s ", whose, what);
	say_value(&text, d, node);
	words_say(&text, " already");
	return place_refuse(e, d, node, &text);
}

/* the resource that "$id" begins (Core 8.2.1), or the one around it; NULL after an error
 */
static struct resource *
enter_resource(struct registry *r, struct resource *around, uint32_t node, uint32_t id,
    struct jschema_error *error)
{
	const struct jschema_document *d = around->document;
	const struct node *n = &d->nodes[id];
	if (node_kind(n) != JSCHEMA_STRING) {
		fail_expected(r, error, d, id, "a URI reference, a string");
		return NULL;
	}
	char *text;
	size_t length;
	char *uri = registry_uri(r, around->uri, d, id, &text, &length);
	const char *told = uri ? registry_told(r, around, id, uri) : NULL;
	if (!told) {
		error_no_memory(error);
		return NULL;
	}
	size_t before = uri_before_fragment(uri, strlen(uri));
	if (registry_is_published(text, length)) {
		if (place_warning(r, around, id, JSCHEMA_BAD_SCHEMA,
			"\"$id\" has a fragment, which 2020-12 forbids; it is passed "
			"over"))
			return around;
		error_no_memory(error);
		return NULL;
	}
	if (uri[before] && uri[before + 1]) {
		fail_at(error, d, id,
		    "an identifier has no fragment; \"$anchor\" gives a name to a part");
		return NULL;
	}
	uri[before] = '\0';
	if (node == around->root && strcmp(uri, around->uri) == 0)
		return around;
	const struct name *known = names_find(&r->uris, uri, strlen(uri));
	if (known) {
		const struct resource *other = r->resources[known->value];
		struct jschema_value root = {other->document, other->root};
		fail_twice(r, error, d, id, jschema_member(root, "$id", 3),
		    "another schema", "identifier");
		return NULL;
	}
	return registry_add(r, around, d, node, uri, told, error);
}

/* Core 8.2.2 */
static bool
is_anchor(const char *name, size_t length)
{
	static const char letters[] = "abcdefghijklmnopqrstuvwxyz"
				      "ABCDEFGHIJKLMNOPQRSTUVWXYZ_";
	static const char others[] = "0123456789-.";
	for (size_t i = 0; i < length; i++) {
		if (!name[i] ||
		    (!strchr(letters, name[i]) && (i == 0 || !strchr(others, name[i]))))
			return false;
	}
	return length > 0;
}

struct jschema_value
discover_anchor(const struct jschema_document *d, const struct name *name)
{
	struct jschema_value schema = {d, name->value};
	struct jschema_value plain = jschema_member(schema, "$anchor", 7);
	return jschema_string_is(plain, name->text, name->length)
	    ? plain
	    : jschema_member(schema, "$dynamicAnchor", 14);
}

static bool
add_anchor(struct registry *r, struct resource *resource, uint32_t anchor, uint32_t node,
    bool dynamic, struct jschema_error *error)
{
	const struct jschema_document *d = resource->document;
	const struct node *n = &d->nodes[anchor];
	if (node_kind(n) != JSCHEMA_STRING)
		return fail_expected(r, error, d, anchor, "a name, a string");
	char *name = arena_alloc(r->arena, n->size + 1, 1);
	if (!name || !names_reserve(&resource->anchors, r->arena) ||
	    !names_reserve(&resource->dynamic_anchors, r->arena))
		return error_no_memory(error);
	size_t length = characters_decode(d, n, name);
	if (!is_anchor(name, length))
		return fail_at(error, d, anchor,
		    "an anchor is a letter or \"_\", then letters, digits, \"-\", \"_\" "
		    "and "
		    "\".\"");
	const struct name *known = names_find(&resource->anchors, name, length);
	if (known)
		return fail_twice(r, error, d, anchor, discover_anchor(d, known),
		    known->value == node ? "this schema" : "another schema", "anchor");
	names_add(&resource->anchors, name, length, node);
	return !dynamic || names_add(&resource->dynamic_anchors, name, length, node);
}

/* puts the schemas that a keyword's value holds on the list of those that wait */
static bool
enqueue_held(struct registry *r, struct waiting **list, struct resource *resource,
    enum holds holds, uint32_t value)
{
	const struct node *nodes = resource->document->nodes;
	enum jschema_kind kind = node_kind(&nodes[value]);
	bool map = holds == HOLDS_MAP || holds == HOLDS_EITHER;
	uint32_t count = holds == HOLDS_ONE ? 1 : nodes[value].size;
	uint32_t node = holds == HOLDS_ONE ? value : value + 1 + map;
	if ((map && kind != JSCHEMA_OBJECT) ||
	    (holds == HOLDS_LIST && kind != JSCHEMA_ARRAY))
		return true; /* compiling says so */
	for (uint32_t i = 0; i < count; i++, node = nodes[node].next + map) {
		struct waiting *w = arena_alloc(r->arena, 1, sizeof *w);
		if (!w)
			return false;
		*w = (struct waiting){resource, node, *list};
		*list = w;
	}
	return true;
}

/* what a keyword tells of identity, and of other schemas that it holds */
static bool
discover_keyword(struct registry *r, struct waiting **list, struct resource *resource,
    uint32_t node, uint32_t key, struct jschema_error *error)
{
	const struct keyword *keyword =
	    vocab_find(resource, &resource->document->nodes[key]);
	if (!keyword)
		return true;
	bool dynamic = strcmp(keyword->name, "$dynamicAnchor") == 0;
	if (dynamic || strcmp(keyword->name, "$anchor") == 0)
		return add_anchor(r, resource, key + 1, node, dynamic, error);
	if (strcmp(keyword->name, "$schema") == 0 && node != resource->root)
		return dialect_compare(r, resource, key + 1, error);
	return keyword->holds == HOLDS_NONE ||
	    enqueue_held(r, list, resource, keyword->holds, key + 1) ||
	    error_no_memory(error);
}

static bool
discover_one(struct registry *r, struct waiting **list, struct resource *around,
    uint32_t node, struct jschema_error *error)
{
	const struct jschema_document *d = around->document;
	struct jschema_value id =
	    jschema_member((struct jschema_value){d, node}, "$id", 3);
	struct resource *resource =
	    id.document ? enter_resource(r, around, node, id.node, error) : around;
	if (!resource)
		return false;
	resource->source->homes[node] = resource;
	if (node == resource->root && !dialect_set(r, resource, error))
		return false;
	if (resource->root != around->root &&
	    strcmp(resource->dialect, around->dialect) != 0) {
		/* Core 9.3.3: each resource is checked by its own metaschema */
		resource->own_dialect = true;
		if (!registry_check_later(r, resource, node))
			return error_no_memory(error);
	}
	uint32_t key = node + 1;
	for (uint32_t i = 0; i < d->nodes[node].size; i++) {
		if (!discover_keyword(r, list, resource, node, key, error))
			return false;
		key = next_key(d->nodes, key);
	}
	return true;
}

bool
discover(struct registry *r, struct resource *parent, uint32_t node, bool check,
    struct jschema_error *error)
{
	const struct source *s = parent->source;
	struct waiting first = {parent, node, NULL}, *list = &first;
	if (s->homes[node])
		return true;
	while (list) {
		struct waiting *w = list;
		list = w->next;
		if (s->homes[w->node])
			continue;
		s->homes[w->node] = w->resource;
		if (node_kind(&s->document->nodes[w->node]) == JSCHEMA_OBJECT &&
		    !discover_one(r, &list, w->resource, w->node, error))
			return false;
	}
	struct resource *home = s->homes[node];
	/* what has its own dialect is on the list already */
	return !check || (home->own_dialect && home->root == node) ||
	    registry_check_later(r, home, node) || error_no_memory(error);
}
