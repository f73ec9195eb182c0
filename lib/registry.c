/*
 * Which URI is which schema (Core 8.2): the resources that are known, and where a
 * reference leads. A target outside of the places where schemas stand, as in an OpenAPI
 * document, is discovered when it is first referred to; see discover.c.
 */
#include "registry.h"

#include "arena.h"
#include "characters.h"
#include "dialect.h"
#include "discover.h"
#include "error.h"
#include "metaschema.h"
#include "nowhere.h"
#include "place.h"
#include "pointer.h"
#include "schema.h"
#include "uri.h"
#include "vocab.h"

#include <string.h>

enum { MANY_MEMBERS = 64 }; /* from here on an object gets a table */

/* what is known of a document, which may be nothing yet; NULL when memory runs out */
static struct source *
find_source(struct registry *r, const struct jschema_document *d)
{
	struct source *s = r->sources;
	while (s && s->document != d)
		s = s->next;
	if (s || !(s = arena_alloc(r->arena, 1, sizeof *s)))
		return s;
	s->document = d;
	s->number = r->sources ? r->sources->number + 1 : 0;
	s->subschemas = arena_alloc(r->arena, d->count, sizeof *s->subschemas);
	s->homes = arena_alloc(r->arena, d->count, sizeof *s->homes);
	s->parents = pointer_parents(r->arena, d);
	s->next = r->sources;
	r->sources = s;
	return s->subschemas && s->homes && s->parents ? s : NULL;
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
registry_add(struct registry *r, const struct resource *around,
    const struct jschema_document *d, uint32_t root, const char *uri, const char *told,
    struct jschema_error *error)
{
	struct resource *resource = arena_alloc(r->arena, 1, sizeof *resource);
	struct source *source = around ? around->source : find_source(r, d);
	if (!resource || !source || !reserve_resource(r) ||
	    !names_reserve(&r->uris, r->arena)) {
		error_no_memory(error);
		return NULL;
	}
	*resource = (struct resource){
	    .document = d,
	    .uri = uri,
	    .told = told,
	    .root = root,
	    .vocabularies = around ? around->vocabularies : VOCAB_DEFAULT,
	    .dialect = around ? around->dialect : dialect_of_document(d),
	    .source = source,
	};
	if (d->duplicate_count) {
		error_set(place_error(error, d, d->duplicates[0].again),
		    JSCHEMA_BAD_SCHEMA, "the same name stands twice in this object");
		return NULL;
	}
	names_add(
	    &r->uris, uri, strlen(uri), r->count); /* nobody has it: they have looked */
	r->resources[r->count++] = resource;
	return resource;
}

/* another name for what is known */
static bool
add_name(struct registry *r, const struct resource *resource, const char *uri,
    struct jschema_error *error)
{
	const struct name *known =
	    names_find(&r->uris, resource->uri, strlen(resource->uri));
	return (names_reserve(&r->uris, r->arena) &&
		   names_add(&r->uris, uri, strlen(uri), known->value)) ||
	    error_no_memory(error);
}

/*
 * The resource of a document that is asked for by one name and known by a URI, most often
 * the same; NULL when there is none.
 */
static struct resource *
load_resource(struct registry *r, const char *asked, const char *uri, const char *told,
    struct jschema_error *error)
{
	const struct jschema_document *d = metaschema_read(r, asked, error);
	if (!d && r->load)
		d = r->load(asked, r->context);
	if (!d || !d->count)
		return NULL;
	struct source *source = find_source(r, d);
	if (!source) {
		error_no_memory(error);
		return NULL;
	}
	if (source->homes[0]) /* the same document again */
		return add_name(r, source->homes[0], uri, error) ? source->homes[0]
								 : NULL;
	struct resource *resource = registry_add(r, NULL, d, 0, uri, told, error);
	if (!resource || !discover(r, resource, 0, true, error))
		return NULL;
	/* its "$id" may give it another name, which is its base (Core 9.1.2) */
	return source->homes[0];
}

char *
registry_uri(struct registry *r, const char *base, const struct jschema_document *d,
    uint32_t node, char **text, size_t *length)
{
	*text = arena_alloc(r->arena, (size_t)d->nodes[node].size + 1, 1);
	*length = *text ? characters_decode(d, &d->nodes[node], *text) : 0;
	return *text ? uri_resolve(r->arena, base, *text, *length) : NULL;
}

const char *
registry_told(
    struct registry *r, const struct resource *from, uint32_t node, const char *uri)
{
	const struct jschema_document *d = document_told(from->document);
	char *text;
	size_t length;
	if (d == from->document && from->told == from->uri)
		return uri;
	char *told = registry_uri(r, from->told, d, node, &text, &length);
	if (told)
		told[uri_before_fragment(told, strlen(told))] = '\0';
	return told;
}

struct resource *
registry_find(
    struct registry *r, const char *uri, const char *told, struct jschema_error *error)
{
	const struct name *known = names_find(&r->uris, uri, strlen(uri));
	if (known) {
		const struct resource *resource = r->resources[known->value];
		return resource->source->homes[resource->root];
	}
	struct resource *resource = load_resource(r, uri, uri, told, error);
	if (!resource) {
		char shown[SHOWN_REFERENCE];
		jschema_escape(told, strlen(told), shown, sizeof shown);
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

bool
registry_owns(const struct registry *r, const struct jschema_document *d)
{
	const struct owned_document *o = r->documents;
	while (o && o->document != d)
		o = o->next;
	return o != NULL;
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
registry_is_published(const char *id, size_t length)
{
	static const char pointer[] = "#/components/";
	const size_t size = sizeof pointer - 1;
	return length > size && memcmp(id, pointer, size) == 0;
}

/* a table of the members of a large object, which thousands of references may go through;
 * NULL when memory runs out */
static const struct names *
members_of(struct registry *r, struct source *s, uint32_t object)
{
	const struct jschema_document *d = s->document;
	if (!s->members &&
	    !(s->members = arena_alloc(r->arena, d->count, sizeof *s->members)))
		return NULL;
	if (s->members[object])
		return s->members[object];
	struct names *names = arena_alloc(r->arena, 1, sizeof *names);
	if (!names || !names_init(names, r->arena, d->nodes[object].size))
		return NULL;
	uint32_t key = object + 1;
	for (uint32_t i = 0; i < d->nodes[object].size;
	     i++, key = next_key(d->nodes, key)) {
		char *name = arena_alloc(r->arena, (size_t)d->nodes[key].size + 1, 1);
		if (!name)
			return NULL;
		names_add(
		    names, name, characters_decode(d, &d->nodes[key], name), key + 1);
	}
	s->members[object] = names;
	return names;
}

/* the child that a token of a pointer names; 0 where there is none */
static uint32_t
child_of(
    struct registry *r, struct source *s, uint32_t node, const char *token, size_t length)
{
	const struct node *n = &s->document->nodes[node];
	const struct names *members = NULL;
	char *decoded = NULL;
	if (n->size >= MANY_MEMBERS && node_kind(n) == JSCHEMA_OBJECT)
		members = members_of(r, s, node);
	if (members)
		decoded = arena_alloc(r->arena, length, 1);
	if (!decoded)
		return pointer_step(s->document, node, token, length);
	length = pointer_decode(token, length, decoded);
	const struct name *name = names_find(members, decoded, length);
	return name ? name->value : 0;
}

struct resource *
registry_walk(struct registry *r, const struct resource *from, const char *pointer,
    size_t length, uint32_t *node)
{
	struct source *s = from->source;
	struct resource *home = s->homes[from->root];
	const char *at = pointer, *end = pointer + length;
	*node = from->root;
	while (at < end) {
		size_t size;
		const char *token = pointer_token(&at, end, &size);
		if (!token)
			return NULL;
		*node = child_of(r, s, *node, token, size);
		if (*node == 0)
			return NULL;
		/* what stands between schemas belongs to the one around it */
		if (s->homes[*node])
			home = s->homes[*node];
	}
	return home;
}

/* what a fragment names in a resource: "", a pointer or an anchor */
static struct resource *
resolve_fragment(struct registry *r, const struct resource *resource,
    const char *fragment, size_t length, uint32_t *node)
{
	if (length == 0 || fragment[0] == '/')
		return registry_walk(r, resource, fragment, length, node);
	const struct name *anchor = names_find(&resource->anchors, fragment, length);
	if (!anchor)
		return NULL;
	*node = anchor->value;
	return resource->source->homes[*node];
}

/*
 * A component in a file of its own refers to what it was cut out of: the caller may know.
 * The document gets a URI that nothing else has, for its own references.
 */
static struct resource *
find_given(struct registry *r, const char *reference, size_t length, bool masked,
    struct jschema_error *error)
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
	return known
	    ? r->resources[known->value]
	    : load_resource(r, asked, uri.text, masked ? "component:" : uri.text, error);
}

struct resource *
registry_resolve(struct registry *r, const struct resource *from, uint32_t source,
    uint32_t *node, struct jschema_error *error)
{
	char *reference;
	size_t length, decoded = 0;
	char *uri =
	    registry_uri(r, from->uri, from->document, source, &reference, &length);
	const char *told = uri ? registry_told(r, from, source, uri) : NULL;
	size_t whole = told ? strlen(uri) : 0,
	       before = told ? uri_before_fragment(uri, whole) : 0;
	const char *fragment = !told ? NULL
	    : before < whole
	    ? uri_decode(r->arena, uri + before + 1, whole - before - 1, &decoded)
	    : "";
	if (!fragment) {
		error_no_memory(error);
		return NULL;
	}
	uri[before] = '\0';
	const struct resource *resource = registry_find(r, uri, told, error);
	if (!resource)
		return NULL;
	struct resource *found = resolve_fragment(r, resource, fragment, decoded, node);
	if (found)
		return found;
	*node = 0;
	if (length > 1 && memcmp(reference, "#/", 2) == 0) {
		struct resource *given = find_given(
		    r, reference, length, document_masks(from->document, source), error);
		if (given || (error && error->code != JSCHEMA_OK))
			return given;
	}
	struct words why = {.arena = r->arena};
	if (!nowhere_say(&why, resource, reference, length, fragment, decoded))
		error_no_memory(error);
	error_set(error, JSCHEMA_UNRESOLVED, "%s", why.text);
	return NULL;
}
