/*
 * The metaschemas of 2020-12 (Core 8.1.1, appendix of the specification), embedded, and
 * the check of schemas by the library itself: a metaschema is a schema like any other.
 */
#include "metaschema.h"

#include "dialect.h"
#include "error.h"
#include "pointer.h"

#include <string.h>

static const unsigned char text_schema[] = {
#include "metaschema/schema.inc"
};
static const unsigned char text_core[] = {
#include "metaschema/core.inc"
};
static const unsigned char text_applicator[] = {
#include "metaschema/applicator.inc"
};
static const unsigned char text_unevaluated[] = {
#include "metaschema/unevaluated.inc"
};
static const unsigned char text_validation[] = {
#include "metaschema/validation.inc"
};
static const unsigned char text_meta_data[] = {
#include "metaschema/meta-data.inc"
};
static const unsigned char text_format_annotation[] = {
#include "metaschema/format-annotation.inc"
};
static const unsigned char text_format_assertion[] = {
#include "metaschema/format-assertion.inc"
};
static const unsigned char text_content[] = {
#include "metaschema/content.inc"
};

static const char start[] = "https://json-schema.org/draft/2020-12/";

static const struct {
	const char *name; /* behind the start of its URI */
	const unsigned char *text;
	size_t length;
} metaschemas[] = {
    {"schema", text_schema, sizeof text_schema},
    {"meta/core", text_core, sizeof text_core},
    {"meta/applicator", text_applicator, sizeof text_applicator},
    {"meta/unevaluated", text_unevaluated, sizeof text_unevaluated},
    {"meta/validation", text_validation, sizeof text_validation},
    {"meta/meta-data", text_meta_data, sizeof text_meta_data},
    {"meta/format-annotation", text_format_annotation, sizeof text_format_annotation},
    {"meta/format-assertion", text_format_assertion, sizeof text_format_assertion},
    {"meta/content", text_content, sizeof text_content},
};

const struct jschema_document *
metaschema_read(struct registry *r, const char *uri, struct jschema_error *error)
{
	size_t i = 0, count = sizeof metaschemas / sizeof *metaschemas;
	if (strncmp(uri, start, sizeof start - 1) != 0)
		return NULL;
	while (i < count && strcmp(metaschemas[i].name, uri + sizeof start - 1) != 0)
		i++;
	if (i == count)
		return NULL;
	struct owned_document *owned = arena_alloc(r->arena, 1, sizeof *owned);
	struct jschema_document *d = owned ? jschema_document_new() : NULL;
	if (!d) {
		error_no_memory(error);
		return NULL;
	}
	*owned = (struct owned_document){d, r->documents};
	r->documents = owned;
	if (!jschema_document_read(d, (const char *)metaschemas[i].text,
		metaschemas[i].length, NULL, NULL, error))
		return NULL;
	return d;
}

/* ---- the check ---- */

/* a compiled metaschema, of which a schema seldom needs more than one */
struct checker {
	const char *dialect;
	struct jschema_schema *schema;
	struct checker *next;
};

/* a metaschema, which may be a part of a document; NULL after an error */
static struct jschema_schema *
compile_metaschema(struct compiler *c, const char *dialect)
{
	struct registry *r = &c->schema->registry;
	const struct resource *meta = registry_find(r, dialect, dialect, c->error);
	if (!meta)
		return NULL;
	struct words entry = {.arena = r->arena};
	pointer_write(&entry, meta->document, 0, meta->root);
	const char *pointer = words_text(&entry);
	if (!pointer) {
		error_no_memory(c->error);
		return NULL;
	}
	struct jschema_compile_options options = {
	    .entry = pointer,
	    .base = meta->root ? meta->source->homes[0]->uri : dialect,
	    .load = r->load,
	    .context = r->context,
	    .trusted = true,
	};
	return jschema_compile(meta->document, &options, c->error);
}

static struct checker *
find_checker(struct compiler *c, struct checker **list, const char *dialect)
{
	for (struct checker *known = *list; known; known = known->next) {
		if (strcmp(known->dialect, dialect) == 0)
			return known;
	}
	struct checker *made = arena_alloc(&c->schema->arena, 1, sizeof *made);
	if (!made)
		error_no_memory(c->error);
	struct jschema_schema *schema = made ? compile_metaschema(c, dialect) : NULL;
	if (!schema)
		return NULL;
	*made = (struct checker){dialect, schema, *list};
	*list = made;
	return made;
}

/*
 * Leaves a resource with a dialect of its own out of what the metaschemas of others see:
 * in a copy of the nodes the schema "true" stands there, from which a walk goes on behind
 * the resource (Core 9.3.3). False when memory runs out.
 */
static bool
mask(struct arena *arena, const struct resource *resource)
{
	struct source *s = resource->source;
	if (!s->masked) {
		struct jschema_document *copy = arena_alloc(arena, 1, sizeof *copy);
		struct node *nodes =
		    arena_alloc(arena, s->document->count, sizeof *nodes);
		if (!copy || !nodes)
			return false;
		memcpy(nodes, s->document->nodes, s->document->count * sizeof *nodes);
		*copy = *s->document;
		copy->nodes = nodes;
		s->masked = copy;
	}
	s->masked->nodes[resource->root].about = JSCHEMA_BOOLEAN | NODE_TRUE;
	return true;
}

/* a mask is not to blame, and the "$id" of a published component is told as a warning */
static bool
is_forgiven(const struct source *source, const struct jschema_fault *fault)
{
	size_t length;
	uint32_t node = fault->value.node;
	if (fault->value.document->nodes[node].about !=
	    source->document->nodes[node].about)
		return true;
	const char *text = jschema_text(fault->value, &length);
	struct jschema_value key = {fault->value.document, fault->value.node - 1};
	return strcmp(fault->keyword, "pattern") == 0 && fault->value.node > 0 &&
	    jschema_string_is(key, "$id", 3) && registry_is_published(text, length);
}

/* the first fault of a schema becomes the error; true when all are forgiven */
static bool
tell_fault(struct compiler *c, const struct checker *checker,
    const struct resource *resource, struct jschema_value value,
    struct jschema_error *why)
{
	struct jschema_result *result = jschema_explain(checker->schema, value, 0, why);
	const struct jschema_fault *fault;
	size_t i = 0;
	if (!result)
		return false;
	while ((fault = jschema_result_fault(result, i)) &&
	    is_forgiven(resource->source, fault))
		i++;
	if (fault)
		compile_fail(
		    c, resource, fault->value.node, JSCHEMA_BAD_SCHEMA, fault->message);
	jschema_result_free(result);
	return !fault;
}

static bool
check_one(struct compiler *c, struct checker **list, const struct unchecked *u)
{
	const struct source *s = u->resource->source;
	const struct resource *home = s->homes[u->node];
	struct jschema_value value = {s->masked ? s->masked : s->document, u->node};
	if (dialect_is_openapi_30(home))
		return true;
	const struct checker *checker = find_checker(c, list, home->dialect);
	if (!checker)
		return false;
	uint32_t about = value.document->nodes[u->node].about;
	if (s->masked)
		s->masked->nodes[u->node].about = s->document->nodes[u->node].about;
	struct jschema_error why = {0};
	enum jschema_verdict verdict = jschema_check(checker->schema, value, &why);
	bool good = verdict == JSCHEMA_VALID ||
	    (verdict == JSCHEMA_INVALID && tell_fault(c, checker, home, value, &why));
	if (why.code == JSCHEMA_NO_MEMORY)
		error_no_memory(c->error);
	else if (why.code != JSCHEMA_OK)
		compile_fail(c, home, u->node, why.code, why.text);
	if (s->masked)
		s->masked->nodes[u->node].about = about;
	return good;
}

bool
metaschema_check(struct compiler *c)
{
	const struct registry *r = &c->schema->registry;
	struct checker *list = NULL;
	for (uint32_t i = 0; i < r->count; i++) {
		if (r->resources[i]->own_dialect && !mask(r->arena, r->resources[i]))
			return error_no_memory(c->error);
	}
	bool good = true;
	for (const struct unchecked *u = r->unchecked; u && good; u = u->next)
		good = check_one(c, &list, u);
	for (; list; list = list->next)
		jschema_schema_free(list->schema);
	return good;
}
