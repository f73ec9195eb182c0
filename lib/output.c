/*
 * The output formats of the specification (Core 12.4) and its annotations, built as
 * json_t from one tree of units: each format only chooses which of them to show.
 */
#include "collect.h"
#include "error.h"
#include "uri.h"
#include "vocab.h"

struct writer {
	const struct jschema_placer *placer;
	struct jschema_place place; /* moves along the text */
	bool failed;
};

/* both take a new value over, and note where memory ran out */
static void
set(struct writer *w, json_t *object, const char *key, json_t *value)
{
	w->failed |= json_object_set_new_nocheck(object, key, value) != 0;
}

static void
append(struct writer *w, json_t *array, json_t *value)
{
	w->failed |= json_array_append_new(array, value) != 0;
}

/* ---- annotations (Core 7.7) ---- */

/* the member that a child unit is about; several patterns have units side by side */
static json_t *
members_of(struct writer *w, const struct unit *u)
{
	json_t *names = json_array();
	uint32_t last = 0;
	for (const struct unit *child = u->first; child; child = child->next) {
		struct jschema_value key = {child->value.document, child->value.node - 1};
		if (child->value.node != last)
			append(
			    w, names, jschema_document_to_json(jschema_told(key), NULL));
		last = child->value.node;
	}
	return names;
}

static json_t *
matches_of(struct writer *w, const struct unit *u)
{
	json_t *indexes = json_array();
	size_t all = jschema_count(u->value);
	for (const struct unit *child = u->first; child; child = child->next) {
		if (child->valid)
			append(w, indexes, json_integer(child->token));
	}
	if (all && json_array_size(indexes) == all) {
		json_decref(indexes);
		return json_true();
	}
	return indexes;
}

/* NULL for a keyword that was applied to nothing, or without memory */
static json_t *
annotation_of(struct writer *w, const struct unit *u)
{
	struct jschema_value value = {u->rule->resource->document, u->rule->source};
	switch (u->rule->keyword->annotates) {
	case ITS_VALUE:
		return document_to_json_spelled(jschema_told(value), NULL);
	case ITS_MEMBERS:
		return members_of(w, u);
	case ITS_PREFIX:
		return u->last->token + 1 == jschema_count(u->value)
		    ? json_true()
		    : json_integer(u->last->token);
	case ITS_REST:
		return json_true();
	case ITS_MATCHES:
		return matches_of(w, u);
	default:
		return NULL;
	}
}

/* what a keyword says that passed; one for elements says nothing of none */
static bool
has_annotation(const struct unit *u)
{
	enum annotates annotates = u->rule ? u->rule->keyword->annotates : NOTHING;
	bool needs_element = annotates == ITS_PREFIX || annotates == ITS_REST;
	return u->valid && annotates != NOTHING && (u->first || !needs_element);
}

/* ---- one unit ---- */

/* line and column of the value in its text: not of the specification, but of use */
static void
set_position(struct writer *w, json_t *object, struct jschema_value v)
{
	if (w->placer)
		w->place = w->placer->place(jschema_offset(v), w->placer->context);
	else
		jschema_move(&w->place, v.document->text, jschema_offset(v));
	set(w, object, "instancePosition",
	    json_pack("[I, I]", (json_int_t)w->place.line, (json_int_t)w->place.column));
}

static json_t *
write_unit(struct writer *w, const struct unit *u)
{
	json_t *object = json_object();
	set(w, object, "valid", json_boolean(u->valid));
	set(w, object, "keywordLocation",
	    json_stringn_nocheck(u->keyword_location, u->keyword_length));
	/* Core 9.1.1: where nobody gives a base, there is one all the same */
	const char *base = uri_is_absolute(u->schema_location) ? "" : JSCHEMA_NO_BASE;
	set(w, object, "absoluteKeywordLocation",
	    json_sprintf("%s%s", base, u->schema_location));
	set(w, object, "instanceLocation",
	    json_stringn_nocheck(u->instance_location, u->instance_length));
	set_position(w, object, u->value);
	if (u->error)
		set(w, object, "error", json_string_nocheck(u->error));
	if (has_annotation(u))
		set(w, object, "annotation", annotation_of(w, u));
	return object;
}

/* ---- flat: the units that say something, of one kind ---- */

static bool
says(const struct unit *u, bool valid)
{
	if (!valid)
		return u->error != NULL;
	/* what "propertyNames" says is about no value */
	const struct node *n = &u->value.document->nodes[u->value.node];
	return has_annotation(u) && !(n->about & NODE_KEY);
}

/* the subschema of "if", whose failure is none (Core 10.2.2.1) */
static bool
is_condition(const struct unit *u)
{
	const struct rule *around = u->parent->rule;
	return around && around->keyword->is_condition && u == u->parent->first;
}

/* in a failure only what fails counts, and in a success only what passes (Core 7.7.1) */
static bool
counts(const struct unit *u, bool valid)
{
	if (u->valid != valid)
		return false;
	return valid || !(u->parent->error || is_condition(u));
}

static void
flatten(struct writer *w, json_t *list, const struct unit *u, bool valid)
{
	if (!counts(u, valid))
		return;
	if (says(u, valid))
		append(w, list, write_unit(w, u));
	for (const struct unit *child = u->first; child; child = child->next)
		flatten(w, list, child, valid);
}

static json_t *
write_basic(struct writer *w, const struct unit *root)
{
	json_t *object = write_unit(w, root), *list = json_array();
	flatten(w, list, root, root->valid);
	if (!root->valid || json_array_size(list))
		set(w, object, root->valid ? "annotations" : "errors", list);
	else
		json_decref(list);
	return object;
}

/* ---- trees ---- */

static json_t *write_detailed(struct writer *, const struct unit *, bool valid);

/* the children that say something, those with a single child replaced by it (Core 12.4.3)
 */
static void
add_detailed(struct writer *w, json_t *list, const struct unit *u, bool valid)
{
	for (const struct unit *child = u->first; child; child = child->next) {
		json_t *unit =
		    counts(child, valid) ? write_detailed(w, child, valid) : NULL;
		if (unit)
			append(w, list, unit);
	}
}

static json_t *
write_detailed(struct writer *w, const struct unit *u, bool valid)
{
	json_t *list = json_array(), *object;
	add_detailed(w, list, u, valid);
	size_t count = json_array_size(list);
	object =
	    says(u, valid) || count > 1 || !u->parent->parent ? write_unit(w, u) : NULL;
	if (!object && count == 1)
		object = json_incref(json_array_get(list, 0));
	else if (object && count)
		set(w, object, valid ? "annotations" : "errors", json_incref(list));
	json_decref(list);
	return object;
}

static json_t *
write_verbose(struct writer *w, const struct unit *u)
{
	json_t *object = write_unit(w, u), *errors = json_array(),
	       *annotations = json_array();
	for (const struct unit *child = u->first; child; child = child->next)
		append(w, child->valid ? annotations : errors, write_verbose(w, child));
	if (json_array_size(errors))
		set(w, object, "errors", json_incref(errors));
	if (json_array_size(annotations))
		set(w, object, "annotations", json_incref(annotations));
	json_decref(errors);
	json_decref(annotations);
	return object;
}

/* ---- the public door ---- */

static json_t *
write_flag(const struct jschema_schema *schema, struct jschema_value value,
    struct jschema_error *error)
{
	enum jschema_verdict verdict = jschema_check(schema, value, error);
	if (verdict == JSCHEMA_UNDECIDED)
		return NULL;
	json_t *json = json_pack("{s:b}", "valid", verdict == JSCHEMA_VALID);
	if (!json)
		error_no_memory(error);
	return json;
}

json_t *
jschema_output(const struct jschema_schema *schema, struct jschema_value value,
    enum jschema_format format, const struct jschema_placer *placer,
    struct jschema_error *error)
{
	struct writer w = {.placer = placer, .place = {0, 1, 1}};
	struct arena arena = {0};
	json_t *json = NULL;
	if (format == JSCHEMA_FLAG)
		return write_flag(schema, value, error);
	if (!error_begin(error, value))
		return NULL;
	struct unit *root = collect(schema, value, &arena, error);
	if (root && format == JSCHEMA_BASIC)
		json = write_basic(&w, root);
	else if (root && format == JSCHEMA_DETAILED)
		json = write_detailed(&w, root, root->valid);
	else if (root)
		json = write_verbose(&w, root);
	arena_free(&arena);
	if (root && (!json || w.failed)) {
		error_no_memory(error);
		json_decref(json);
		json = NULL;
	}
	return json;
}
