/*
 * Dialects (Core 8.1): "$schema" names a metaschema, whose "$vocabulary" says which
 * keywords mean anything. A schema in an unknown language is refused: it would be
 * misread.
 */
#include "dialect.h"

#include "arena.h"
#include "characters.h"
#include "error.h"
#include "phrases.h"
#include "place.h"
#include "uri.h"
#include "vocab.h"

#include <string.h>

enum { METASCHEMA_DEPTH = 8 }; /* of metaschemas that are written in another dialect */

static bool
refuse(struct jschema_error *error, const struct resource *resource, uint32_t node,
    const char *text)
{
	return error_set(
	    place_error(error, resource->document, node), JSCHEMA_BAD_SCHEMA, "%s", text);
}

/* Core 8.1.2: a vocabulary that is needed and unknown makes the schema unusable */
static bool
read_vocabularies(struct resource *resource, const struct resource *meta, uint32_t schema,
    struct jschema_error *error)
{
	struct jschema_value root = {meta->document, meta->root};
	struct jschema_item item;
	struct jschema_value list = jschema_member(root, "$vocabulary", 11);
	if (jschema_kind(list) != JSCHEMA_OBJECT)
		return true;
	resource->vocabularies = VOCAB_CORE;
	for (bool more = jschema_first(list, &item); more; more = jschema_next(&item)) {
		uint32_t bit = vocab_bit(item.key);
		resource->vocabularies |= bit ? bit : VOCAB_OTHER;
		if (bit || !jschema_boolean(item.value))
			continue;
		char shown[SHOWN_REFERENCE];
		size_t length;
		const char *text = jschema_text(jschema_told(item.key), &length);
		jschema_escape(text, length, shown, sizeof shown);
		return error_set(place_error(error, resource->document, schema),
		    JSCHEMA_BAD_SCHEMA,
		    "the metaschema needs the vocabulary \"%s\", which is not known here",
		    shown);
	}
	return true;
}

const char *
dialect_of_document(const struct jschema_document *d)
{
	size_t length;
	struct jschema_value version = jschema_member(jschema_root(d), "openapi", 7);
	const char *text = jschema_text(version, &length);
	if (jschema_kind(version) == JSCHEMA_STRING && length > 4 &&
	    memcmp(text, "3.0.", 4) == 0)
		return DIALECT_OPENAPI_30;
	return DIALECT_DEFAULT;
}

bool
dialect_is_openapi_30(const struct resource *resource)
{
	return strcmp(resource->dialect, DIALECT_OPENAPI_30) == 0;
}

/* those before 2020-12, behind the scheme of their URIs */
static const struct {
	const char *uri;
	const char *name;
} older[] = {
    {"json-schema.org/draft-03/schema", "draft-03"},
    {"json-schema.org/draft-04/schema", "draft-04"},
    {"json-schema.org/draft-06/schema", "draft-06"},
    {"json-schema.org/draft-07/schema", "draft-07"},
    {"json-schema.org/draft/2019-09/schema", "2019-09"},
};

/* "X, got Y" */
static bool
refuse_found(struct registry *r, struct jschema_error *error,
    const struct resource *resource, uint32_t node, const char *expected)
{
	struct words text = {.arena = r->arena};
	words_say(&text, expected);
	say_got(&text, resource->document, node);
	return place_refuse(error, resource->document, node, &text);
}

static bool
refuse_unknown(struct registry *r, struct jschema_error *error,
    const struct resource *resource, uint32_t schema, const char *uri)
{
	struct words text = {.arena = r->arena};
	const char *scheme = strstr(uri, "://");
	size_t i = 0, count = sizeof older / sizeof *older;
	while (i < count && (!scheme || strcmp(scheme + 3, older[i].uri) != 0))
		i++;
	if (i == count)
		return refuse_found(r, error, resource, schema,
		    "\"$schema\" must be " DIALECT_DEFAULT
		    " or the URI of a metaschema that is given");
	words_format(&text,
	    "the schema is of %s, and only 2020-12 is known here: convert it, with the "
	    "\"$schema\" " DIALECT_DEFAULT,
	    older[i].name);
	return place_refuse(error, resource->document, schema, &text);
}

/* the dialect that a "$schema" names, in the form in which they are compared; NULL after
 * an error */
static const char *
read_dialect(struct registry *r, const struct resource *resource, uint32_t schema,
    struct jschema_error *error)
{
	const struct node *n = &resource->document->nodes[schema];
	if (node_kind(n) != JSCHEMA_STRING) {
		refuse_found(
		    r, error, resource, schema, "\"$schema\" must be a URI, a string");
		return NULL;
	}
	char *text;
	size_t length;
	char *uri =
	    registry_uri(r, resource->uri, resource->document, schema, &text, &length);
	/* what names its own document (RFC 3986 section 4.4) would be its own metaschema
	 */
	if (text && (length == 0 || text[0] == '#')) {
		refuse_found(r, error, resource, schema,
		    "\"$schema\" must be a URI, which begins with a scheme");
		return NULL;
	}
	if (!uri) {
		error_no_memory(error);
		return NULL;
	}
	size_t before = uri_before_fragment(uri, strlen(uri));
	if (uri[before] && !uri[before + 1])
		uri[before] = '\0';
	return strcmp(uri, DIALECT_OPENAPI_31) == 0 ? DIALECT_DEFAULT : uri;
}

/* Core 8.1.1 forbids it there; only what would be misread is refused */
bool
dialect_compare(struct registry *r, const struct resource *resource, uint32_t schema,
    struct jschema_error *error)
{
	const char *uri = read_dialect(r, resource, schema, error);
	if (!uri)
		return false;
	if (strcmp(uri, resource->dialect) == 0)
		return place_warning(r, resource, schema, JSCHEMA_BAD_SCHEMA,
			   "\"$schema\" has no place in a schema without \"$id\"; what "
			   "it says holds here anyway") ||
		    error_no_memory(error);
	const char *dialect = resource->dialect;
	const struct name *known = names_find(&r->uris, dialect, strlen(dialect));
	const char *told = known ? r->resources[known->value]->told : dialect;
	char shown[SHOWN_REFERENCE];
	jschema_escape(told, strlen(told), shown, sizeof shown);
	return error_set(place_error(error, resource->document, schema),
	    JSCHEMA_BAD_SCHEMA, "\"$schema\" counts only beside \"$id\"; here %s holds",
	    shown);
}

bool
dialect_set(struct registry *r, struct resource *resource, struct jschema_error *error)
{
	struct jschema_value root = {resource->document, resource->root};
	struct jschema_value schema = jschema_member(root, "$schema", 7);
	/* OpenAPI 3.1: what the schemas of the document are in */
	if (!schema.document && jschema_member(root, "openapi", 7).document)
		schema = jschema_member(root, "jsonSchemaDialect", 17);
	if (!schema.document)
		return true;
	const char *uri = read_dialect(r, resource, schema.node, error);
	if (!uri)
		return false;
	resource->dialect = uri;
	resource->vocabularies = VOCAB_DEFAULT;
	if (strcmp(uri, DIALECT_DEFAULT) == 0)
		return true;
	struct jschema_error why = {0};
	const char *told = registry_told(r, resource, schema.node, uri);
	if (!told)
		return error_no_memory(error);
	if (r->depth == METASCHEMA_DEPTH)
		return refuse(
		    error, resource, schema.node, "metaschemas lead to each other");
	r->depth++;
	const struct resource *meta = registry_find(r, uri, told, &why);
	r->depth--;
	if (!meta && why.code != JSCHEMA_UNRESOLVED) {
		*error = why; /* in the metaschema, or no memory for it */
		return false;
	}
	if (!meta)
		return refuse_unknown(r, error, resource, schema.node, uri);
	return read_vocabularies(resource, meta, schema.node, error);
}
