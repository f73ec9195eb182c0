/*
 * Which URI is which schema (Core 8.2 and 9): a walk over the places where schemas stand,
 * and only those, finds "$id" and "$anchor"; everything else, such as a value of "const"
 * that looks like a schema, is data. A target of a reference outside of those places, as
 * in an OpenAPI document, is discovered when it is first referred to.
 */
#include "registry.h"

#include "arena.h"
#include "characters.h"
#include "dialect.h"
#include "error.h"
#include "metaschema.h"
#include "pointer.h"
#include "schema.h"
#include "uri.h"
#include "vocab.h"

#include <string.h>

/*
 * Components of OpenAPI documents are published in files of their own with the pointer to
 * them as "$id". Nothing can be resolved against that.
 */
static const char PUBLISHED[] = "#/components/";

enum { MANY_MEMBERS = 64 }; /* from here on an object gets a table */

/* a schema that waits to be looked at */
struct waiting {
	struct resource *resource;
	uint32_t node;
	struct waiting *next;
};

static bool
is_continuation(char byte)
{
	return (byte & 0xC0) == 0x80;
}

void
registry_place(struct jschema_error *e, const struct jschema_document *d, uint32_t node)
{
	if (!e)
		return;
	struct jschema_place place = {0, 1, 1};
	jschema_move(&place, d->text, node_offset(&d->nodes[node]));
	e->document = d;
	e->offset = place.offset;
	e->line = place.line;
	e->column = place.column;
	struct arena arena = {0};
	struct words pointer = {.arena = &arena};
	pointer_write(&pointer, d, 0, node);
	const char *text = words_text(&pointer);
	size_t length = text ? strlen(text) : 0;
	size_t size = sizeof e->pointer, half = size / 2 - 4;
	const char *tail = length < size ? "" : text + length - half;
	if (length < size) {
		memcpy(e->pointer, text ? text : "", length + 1);
	} else {
		/* no character is cut in two */
		while (is_continuation(text[half]))
			half--;
		while (is_continuation(*tail))
			tail++;
		memcpy(e->pointer, text, half);
		memcpy(e->pointer + half, "...", 3);
		memcpy(e->pointer + half + 3, tail, strlen(tail) + 1);
	}
	arena_free(&arena);
}

static bool
fail_at(struct jschema_error *e, const struct jschema_document *d, uint32_t node,
    enum jschema_code code, const char *text)
{
	bool first = e && e->code == JSCHEMA_OK;
	error_set(e, code, "%s", text);
	if (first)
		registry_place(e, d, node);
	return false;
}

bool
registry_warn(
    struct registry *r, const struct jschema_document *d, uint32_t node, const char *text)
{
	struct warning *w = arena_alloc(r->arena, 1, sizeof *w);
	if (!w)
		return false;
	error_set(&w->error, JSCHEMA_BAD_SCHEMA, "%s", text);
	registry_place(&w->error, d, node);
	*(r->last_warning ? &r->last_warning->next : &r->warnings) = w;
	r->last_warning = w;
	return true;
}

static bool
add_source(struct registry *r, const struct jschema_document *d)
{
	if (registry_source(r, d))
		return true;
	struct source *s = arena_alloc(r->arena, 1, sizeof *s);
	if (!s)
		return false;
	s->document = d;
	s->subschemas = arena_alloc(r->arena, d->count, sizeof *s->subschemas);
	s->discovered = arena_alloc(r->arena, d->count, sizeof *s->discovered);
	s->homes = arena_alloc(r->arena, d->count, sizeof *s->homes);
	s->next = r->sources;
	r->sources = s;
	return s->subschemas && s->discovered && s->homes;
}

struct source *
registry_source(const struct registry *r, const struct jschema_document *d)
{
	struct source *s = r->sources;
	while (s && s->document != d)
		s = s->next;
	return s;
}

static bool
reserve_resource(struct registry *r)
{
	if (r->count < r->capacity)
		return true;
	uint32_t capacity = r->capacity * 2 + 4;
	struct resource **more = arena_alloc(r->arena, capacity, sizeof *more);
	if (!more)
		return false;
	if (r->count)
		memcpy(more, r->resources, r->count * sizeof *more);
	r->resources = more;
	r->capacity = capacity;
	return true;
}

struct resource *
registry_add(struct registry *r, const struct jschema_document *d, uint32_t root,
    const char *uri, struct jschema_error *error)
{
	struct resource *around = registry_resource(r, d, root);
	struct resource *resource = arena_alloc(r->arena, 1, sizeof *resource);
	if (!resource || !reserve_resource(r) || !names_reserve(&r->uris, r->arena) ||
	    !add_source(r, d)) {
		error_no_memory(error);
		return NULL;
	}
	*resource = (struct resource){
	    .document = d,
	    .uri = uri,
	    .root = root,
	    .vocabularies = around ? around->vocabularies : VOCAB_DEFAULT,
	    .dialect = around ? around->dialect : dialect_of_document(d),
	};
	if (d->duplicate_count) {
		fail_at(error, d, d->duplicates[0].again, JSCHEMA_BAD_SCHEMA,
		    "the same name stands twice in this object");
		return NULL;
	}
	if (!names_add(&r->uris, uri, strlen(uri), r->count)) {
		fail_at(error, d, root, JSCHEMA_BAD_SCHEMA,
		    "another schema has this identifier already");
		return NULL;
	}
	r->resources[r->count++] = resource;
	return resource;
}

/* another name for what is known */
static bool
add_name(struct registry *r, const struct resource *resource, const char *uri,
    struct jschema_error *error)
{
	uint32_t i = 0;
	while (r->resources[i] != resource)
		i++;
	return (names_reserve(&r->uris, r->arena) &&
		   names_add(&r->uris, uri, strlen(uri), i)) ||
	    error_no_memory(error);
}

/*
 * The resource of a document that is asked for by one name and known by a URI, most often
 * the same; NULL when there is none.
 */
static struct resource *
load(struct registry *r, const char *asked, const char *uri, struct jschema_error *error)
{
	const struct jschema_document *d = metaschema_read(r, asked, error);
	if (!d && r->load)
		d = r->load(asked, r->context);
	if (!d || !d->count)
		return NULL;
	struct resource *resource = registry_resource(r, d, 0);
	if (resource) /* the same document again */
		return add_name(r, resource, uri, error) ? resource : NULL;
	resource = registry_add(r, d, 0, uri, error);
	if (!resource || !registry_discover(r, resource, 0, true, error))
		return NULL;
	/* its "$id" may give it another name, which is its base (Core 9.1.2) */
	return registry_resource(r, d, 0);
}

struct resource *
registry_find(
    struct registry *r, const char *uri, size_t length, struct jschema_error *error)
{
	const struct name *known = names_find(&r->uris, uri, length);
	if (known) {
		const struct resource *resource = r->resources[known->value];
		return registry_resource(r, resource->document, resource->root);
	}
	char *copy = arena_copy(r->arena, uri, length), shown[SHOWN_REFERENCE];
	if (!copy) {
		error_no_memory(error);
		return NULL;
	}
	struct resource *resource = load(r, copy, copy, error);
	if (!resource) {
		jschema_escape(uri, length, shown, sizeof shown);
		error_set(
		    error, JSCHEMA_UNRESOLVED, "no schema is known as \"%s\"", shown);
	}
	return resource;
}

void
registry_free(struct registry *r)
{
	for (struct owned_document *o = r->documents; o; o = o->next)
		jschema_document_free(o->document);
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
		fail_at(error, d, id, JSCHEMA_BAD_SCHEMA,
		    "expected a URI reference, a string");
		return NULL;
	}
	char *text = arena_alloc(r->arena, n->size + 1, 1);
	size_t length = text ? characters_decode(d, n, text) : 0;
	char *uri = text ? uri_resolve(r->arena, around->uri, text, length) : NULL;
	if (!uri) {
		error_no_memory(error);
		return NULL;
	}
	size_t before = uri_before_fragment(uri, strlen(uri));
	if (length > sizeof PUBLISHED - 1 &&
	    memcmp(text, PUBLISHED, sizeof PUBLISHED - 1) == 0) {
		if (registry_warn(r, d, id,
			"\"$id\" has a fragment, which 2020-12 forbids; it is passed "
			"over"))
			return around;
		error_no_memory(error);
		return NULL;
	}
	if (uri[before] && uri[before + 1]) {
		fail_at(error, d, id, JSCHEMA_BAD_SCHEMA,
		    "an identifier has no fragment; \"$anchor\" gives a name to a part");
		return NULL;
	}
	uri[before] = '\0';
	if (node == around->root && strcmp(uri, around->uri) == 0)
		return around;
	if (names_find(&r->uris, uri, strlen(uri))) {
		fail_at(error, d, id, JSCHEMA_BAD_SCHEMA,
		    "another schema has this identifier already");
		return NULL;
	}
	return registry_add(r, d, node, uri, error);
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

static bool
add_anchor(struct registry *r, struct resource *resource, uint32_t anchor, uint32_t node,
    bool dynamic, struct jschema_error *error)
{
	const struct jschema_document *d = resource->document;
	const struct node *n = &d->nodes[anchor];
	if (node_kind(n) != JSCHEMA_STRING)
		return fail_at(
		    error, d, anchor, JSCHEMA_BAD_SCHEMA, "expected a name, a string");
	char *name = arena_alloc(r->arena, n->size + 1, 1);
	if (!name || !names_reserve(&resource->anchors, r->arena) ||
	    !names_reserve(&resource->dynamic_anchors, r->arena))
		return error_no_memory(error);
	size_t length = characters_decode(d, n, name);
	if (!is_anchor(name, length))
		return fail_at(error, d, anchor, JSCHEMA_BAD_SCHEMA,
		    "an anchor is a letter or \"_\", then letters, digits, \"-\", \"_\" "
		    "and "
		    "\".\"");
	if (!names_add(&resource->anchors, name, length, node))
		return fail_at(error, d, anchor, JSCHEMA_BAD_SCHEMA,
		    "another schema has this anchor already");
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

static bool
discover_one(struct registry *r, struct waiting **list, struct resource *resource,
    uint32_t node, struct jschema_error *error)
{
	const struct jschema_document *d = resource->document;
	struct jschema_value id =
	    jschema_member((struct jschema_value){d, node}, "$id", 3);
	if (id.document)
		resource = enter_resource(r, resource, node, id.node, error);
	if (!resource || (node == resource->root && !dialect_set(r, resource, error)))
		return false;
	registry_source(r, d)->homes[node] = resource;
	uint32_t key = node + 1;
	for (uint32_t i = 0; i < d->nodes[node].size;
	     i++, key = next_key(d->nodes, key)) {
		const struct keyword *keyword = vocab_find(resource, &d->nodes[key]);
		if (!keyword)
			continue;
		bool dynamic = strcmp(keyword->name, "$dynamicAnchor") == 0;
		if ((dynamic || strcmp(keyword->name, "$anchor") == 0) &&
		    !add_anchor(r, resource, key + 1, node, dynamic, error))
			return false;
		if (keyword->holds != HOLDS_NONE &&
		    !enqueue_held(r, list, resource, keyword->holds, key + 1))
			return error_no_memory(error);
	}
	return true;
}

bool
registry_check_later(struct registry *r, struct resource *resource, uint32_t node)
{
	struct unchecked *u = arena_alloc(r->arena, 1, sizeof *u);
	if (!u)
		return false;
	*u = (struct unchecked){resource, node, r->unchecked};
	r->unchecked = u;
	return true;
}

bool
registry_discover(struct registry *r, struct resource *parent, uint32_t node, bool check,
    struct jschema_error *error)
{
	struct source *s = registry_source(r, parent->document);
	struct waiting first = {parent, node, NULL}, *list = &first;
	if (check && !s->discovered[node] && !registry_check_later(r, parent, node))
		return error_no_memory(error);
	while (list) {
		struct waiting *w = list;
		list = w->next;
		if (s->discovered[w->node])
			continue;
		s->discovered[w->node] = true;
		if (node_kind(&s->document->nodes[w->node]) == JSCHEMA_OBJECT &&
		    !discover_one(r, &list, w->resource, w->node, error))
			return false;
	}
	return true;
}

struct resource *
registry_resource(
    const struct registry *r, const struct jschema_document *d, uint32_t node)
{
	const struct source *s = registry_source(r, d);
	if (s && s->homes[node])
		return s->homes[node];
	struct resource *innermost = NULL;
	for (uint32_t i = 0; i < r->count; i++) {
		struct resource *candidate = r->resources[i];
		if (candidate->document == d && candidate->root <= node &&
		    node < d->nodes[candidate->root].next &&
		    (!innermost || innermost->root <= candidate->root))
			innermost = candidate;
	}
	return innermost;
}

/* a table of the members of a large object, which thousands of references may go through
 */
static const struct names *
index_of(struct registry *r, const struct jschema_document *d, uint32_t object)
{
	struct object_index *index = r->indexes;
	while (index && (index->document != d || index->object != object))
		index = index->next;
	if (index)
		return &index->names;
	index = arena_alloc(r->arena, 1, sizeof *index);
	if (!index || !names_init(&index->names, r->arena, d->nodes[object].size))
		return NULL;
	uint32_t key = object + 1;
	for (uint32_t i = 0; i < d->nodes[object].size;
	     i++, key = next_key(d->nodes, key)) {
		char *name = arena_alloc(r->arena, (size_t)d->nodes[key].size + 1, 1);
		if (!name)
			return NULL;
		names_add(&index->names, name, characters_decode(d, &d->nodes[key], name),
		    key + 1);
	}
	index->document = d;
	index->object = object;
	index->next = r->indexes;
	r->indexes = index;
	return &index->names;
}

static bool
resolve_pointer(struct registry *r, const struct resource *resource, const char *pointer,
    size_t length, uint32_t *node)
{
	const struct jschema_document *d = resource->document;
	const char *at = pointer, *end = pointer + length;
	*node = resource->root;
	while (at < end && (at == pointer || *node)) {
		size_t size;
		const char *token = pointer_token(&at, end, &size);
		const struct node *n = &d->nodes[*node];
		bool many = n->size >= MANY_MEMBERS && node_kind(n) == JSCHEMA_OBJECT;
		const struct names *index = token && many && !memchr(token, '~', size)
		    ? index_of(r, d, *node)
		    : NULL;
		if (!token)
			return false;
		if (!index) {
			*node = pointer_step(d, *node, token, size);
			continue;
		}
		const struct name *name = names_find(index, token, size);
		*node = name ? name->value : 0;
	}
	return length == 0 || *node != 0;
}

/* the node that a fragment names in a resource: "", a pointer or an anchor */
static bool
resolve_fragment(struct registry *r, const struct resource *resource,
    const char *fragment, size_t length, uint32_t *node)
{
	if (length == 0 || fragment[0] == '/')
		return resolve_pointer(r, resource, fragment, length, node);
	const struct name *anchor = names_find(&resource->anchors, fragment, length);
	if (anchor)
		*node = anchor->value;
	return anchor != NULL;
}

/*
 * A component in a file of its own refers to what it was cut out of: the caller may know.
 * The document gets a URI that nothing else has, for its own references.
 */
static struct resource *
find_given(
    struct registry *r, const char *reference, size_t length, struct jschema_error *error)
{
	struct words uri = {.arena = r->arena};
	words_say(&uri, "component:");
	words_add(&uri, reference + 1, length - 1);
	char *asked = arena_copy(r->arena, reference, length);
	if (uri.failed || !asked) {
		error_no_memory(error);
		return NULL;
	}
	const struct name *known = names_find(&r->uris, uri.text, uri.length);
	return known ? r->resources[known->value] : load(r, asked, uri.text, error);
}

struct resource *
registry_resolve(struct registry *r, const struct resource *from, const char *reference,
    size_t length, uint32_t *node, struct jschema_error *error)
{
	char *uri = uri_resolve(r->arena, from->uri, reference, length);
	size_t whole = uri ? strlen(uri) : 0,
	       before = uri ? uri_before_fragment(uri, whole) : 0;
	size_t decoded = 0;
	char shown[SHOWN_REFERENCE];
	const char *fragment = !uri ? NULL
	    : before < whole
	    ? uri_decode(r->arena, uri + before + 1, whole - before - 1, &decoded)
	    : "";
	if (!fragment) {
		error_no_memory(error);
		return NULL;
	}
	struct resource *resource = registry_find(r, uri, before, error);
	if (!resource)
		return NULL;
	if (resolve_fragment(r, resource, fragment, decoded, node))
		return registry_resource(r, resource->document, *node);
	*node = 0;
	if (length > 1 && memcmp(reference, "#/", 2) == 0) {
		struct resource *given = find_given(r, reference, length, error);
		if (given || (error && error->code != JSCHEMA_OK))
			return given;
	}
	jschema_escape(reference, length, shown, sizeof shown);
	error_set(error, JSCHEMA_UNRESOLVED, "the reference \"%s\" leads nowhere", shown);
	return NULL;
}
