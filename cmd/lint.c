/*
 * What the schema cannot say: walks the objects of a document, one pass over the members
 * of each, and asks the rules that look at them. Members mostly come in the order of the
 * schema, so the name that is expected next is tried first.
 */
#include "lint.h"

#include "builtin.h"
#include "quote.h"
#include "required.h"
#include "rules.h"

#include <stdlib.h>
#include <string.h>

/* by the short names of their schemas; metadata has names of its own */
static const char *const components[OBJECTS] = {
    [OBJECT_RESPONSE] = "update",
    [OBJECT_REQUEST] = "request",
    [OBJECT_PAGE] = "page",
    [OBJECT_LIST] = "list",
    [OBJECT_DEVICE] = "device",
    [OBJECT_SERVER] = "server",
    [OBJECT_METADATA] = "metadata",
};

/* of what a response holds, the member that it is or that has it as elements */
static const char *const parts[OBJECTS] = {
    [OBJECT_DEVICE] = "device",
    [OBJECT_SERVER] = "resource_servers",
    [OBJECT_METADATA] = "refresh_token_metadata",
};

/* ---- names ---- */

static unsigned char
position(const struct listing *names, const char *name)
{
	size_t i = listing_find(names, name, strlen(name));
	if (i == names->count)
		die(STATUS_SCHEMA, "the built-in schemas have no member '%s'", name);
	return (unsigned char)i;
}

/* the same of one that there may be, and else what stands behind the names */
static unsigned char
position_or(const struct listing *names, const char *name, size_t behind)
{
	return name ? position(names, name) : (unsigned char)(names->count + behind);
}

static void
find_rules(struct lint *l, enum object object)
{
	struct kind *kind = &l->kinds[object];
	kind->device = listing_find(kind->names, "device", 6);
	kind->servers = listing_find(kind->names, "resource_servers", 16);
	kind->metadata = listing_find(kind->names, "refresh_token_metadata", 22);
	for (size_t i = 0; i < rule_count; i++) {
		if (rules[i].object != object)
			continue;
		if (!kind->end_rule)
			kind->first_rule = i;
		kind->end_rule = i + 1;
		const struct code *code = code_find(rules[i].code);
		l->codes[i] = (char)code_index(code);
		l->severities[i] =
		    options_severity_of(l->options, code, rules[i].severity);
		l->members[i] = position_or(kind->names, rules[i].member, ITSELF);
		l->others[i] = position_or(kind->names, rules[i].other, NOWHERE);
		if (l->severities[i] == OFF)
			l->members[i] = position_or(kind->names, NULL, NOWHERE);
	}
}

/* what a response holds needs no other schema than that of the response */
static struct jschema_subschema
find_schema(struct lint *l, enum object object)
{
	if (!parts[object])
		return jschema_schema_root(
		    builtin_compiled(components[object], !l->options->no_format));
	const struct listing *names = lint_names(l, OBJECT_RESPONSE);
	struct jschema_subschema part =
	    names->members[position(names, parts[object])].subschema;
	struct jschema_subschema elements = jschema_elements(part);
	return elements.schema ? elements : part;
}

/* not inlined, because all but the first find it there */
static void __attribute__((noinline)) find_kind(struct lint *l, enum object object)
{
	struct kind *kind = &l->kinds[object];
	kind->names = listing_of(&l->listings, find_schema(l, object));
	if (kind->names->count > MOST_NAMES)
		die(STATUS_SCHEMA, "the built-in schemas: over %d members", MOST_NAMES);
	find_rules(l, object);
}

static const struct kind *
kind_of(struct lint *l, enum object object)
{
	const struct kind *kind = &l->kinds[object];
	if (!kind->names)
		find_kind(l, object);
	return kind;
}

const struct listing *
lint_names(struct lint *l, enum object object)
{
	return kind_of(l, object)->names;
}

const char *
lint_decoded(struct lint *l, struct jschema_value v, size_t *length)
{
	if (jschema_kind(v) != JSCHEMA_STRING)
		return NULL;
	jschema_text(v, length);
	l->scratch.length = 0;
	return jschema_string(v, buffer_reserve(&l->scratch, *length + 1), length);
}

const char *
lint_pointer(struct lint *l, struct jschema_value v)
{
	if (!l->pointers)
		l->pointers = jschema_pointers_new(v.document);
	const char *pointer = l->pointers ? jschema_pointers_to(l->pointers, v) : NULL;
	if (!pointer)
		die_of_memory();
	return pointer;
}

bool
lint_is_absent(const struct sight *s, const char *name)
{
	size_t i = listing_find(s->names, name, strlen(name));
	return !s->frame->values[i].document;
}

bool
lint_has(const struct code *code)
{
	size_t i = 0;
	while (i < rule_count && strcmp(rules[i].code, code->name) != 0)
		i++;
	return i < rule_count;
}

/* ---- what is found ---- */

bool
lint_counts(const struct sight *s)
{
	struct lint *l = s->lint;
	if (l->shows_hints || l->severities[s->rule - rules] != HINT)
		return false;
	buffer_add(&l->remarks->unseen, &l->codes[s->rule - rules], 1);
	return true;
}

void
lint_tell(const struct sight *s, struct jschema_value at, struct buffer message)
{
	buffer_add(&message, "", 1);
	remarks_add(s->lint->remarks,
	    (struct remark){.code = s->rule->code,
		.severity = s->rule->severity,
		.at = at,
		.message = message.text});
}

void
lint_say(const struct sight *s, struct jschema_value at, const char *expected,
    const char *to_do)
{
	struct buffer message = {0};
	if (lint_counts(s))
		return;
	buffer_format(&message, "expected %s, got ", expected);
	quote_value(&message, at);
	if (to_do)
		buffer_format(&message, "; %s", to_do);
	lint_tell(s, at, message);
}

/* ---- objects ---- */

static void
fill(const struct listing *names, struct frame *f)
{
	f->unknown = jschema_listing_members(names->finder, f->object, f->values);
	f->known = jschema_count(f->object) - f->unknown;
	f->values[names->count + NOWHERE].document = NULL;
	f->values[names->count + ITSELF] = f->object;
	f->asked = f->dated = 0;
}

static void
ask_rules(struct lint *l, const struct kind *kind, struct frame *f)
{
	struct sight s = {.lint = l, .frame = f, .names = kind->names};
	const size_t end = kind->end_rule;
	for (size_t i = kind->first_rule; i < end; i++) {
		s.rule = &rules[i];
		s.value = f->values[l->members[i]];
		if (s.value.document)
			s.rule->look(&s);
	}
}

static bool
open_frame(struct lint *l, enum object object, struct jschema_value v, struct frame *f)
{
	if (jschema_kind(v) != JSCHEMA_OBJECT)
		return false;
	f->object = v;
	fill(lint_names(l, object), f);
	return true;
}

static void
look_into(struct lint *l, enum object object, struct jschema_value v)
{
	struct frame f;
	if (open_frame(l, object, v, &f))
		ask_rules(l, kind_of(l, object), &f);
}

/* each of its members on its own */
static void
walk_metadata(struct lint *l, struct jschema_value metadata)
{
	struct jschema_item item;
	const struct kind *kind = kind_of(l, OBJECT_METADATA);
	struct sight s = {.lint = l, .names = kind->names};
	if (jschema_kind(metadata) != JSCHEMA_OBJECT)
		return;
	for (bool more = jschema_first(metadata, &item); more;
	     more = jschema_next(&item)) {
		s.key = item.key;
		s.value = item.value;
		for (size_t i = kind->first_rule; i < kind->end_rule; i++) {
			s.rule = &rules[i];
			s.rule->look(&s);
		}
	}
}

static void
walk_servers(struct lint *l, struct jschema_value servers)
{
	struct jschema_item item;
	if (jschema_kind(servers) != JSCHEMA_ARRAY)
		return;
	for (bool more = jschema_first(servers, &item); more; more = jschema_next(&item))
		look_into(l, OBJECT_SERVER, item.value);
}

static void
walk_token(struct lint *l, enum object object, struct frame *f)
{
	const struct kind *kind = kind_of(l, object);
	ask_rules(l, kind, f);
	look_into(l, OBJECT_DEVICE, f->values[kind->device]);
	walk_servers(l, f->values[kind->servers]);
	walk_metadata(l, f->values[kind->metadata]);
}

/* ---- strangers ---- */

/* takes over the message; of a stranger nothing else is told */
static void
tell_stranger(struct lint *l, const struct shape *shape, const char *code,
    struct jschema_value v, struct buffer message)
{
	buffer_add(&message, "", 1);
	remarks_add(l->remarks,
	    (struct remark){
		.code = code, .at = v, .stranger = shape, .message = message.text});
}

/* of a document as a whole */
static void
tell_strange(struct lint *l, const struct subject *subject)
{
	const struct shape *shape = subject->shape;
	struct buffer message = {0};
	if (subject->claim.as)
		claim_say(&message, &subject->claim, subject->value);
	else
		shape->describe(&message, subject->value);
	tell_stranger(l, shape, subject->claim.as ? "not-as-named" : shape->code,
	    subject->value, message);
}

static void
tell_unread(struct lint *l, const struct subject *subject)
{
	struct buffer message = {0};
	buffer_format(&message,
	    "expected one document, got %s, of which no answer is checked; --as %s checks "
	    "each",
	    subject->unread->noun, subject->unread->name);
	buffer_add(&message, "", 1);
	remarks_add(l->remarks,
	    (struct remark){.code = "unread-recording",
		.at = subject->value,
		.message = message.text});
}

/* of a row, which is a string, or has members that the schema does not know */
static bool
tell_strange_row(struct lint *l, struct jschema_value v)
{
	const struct shape *shape = shape_of(v, true);
	struct buffer message = {0};
	if (!shape->code || options_severity(l->options, code_find(shape->code)) == OFF)
		return false;
	shape->describe(&message, v);
	tell_stranger(l, shape, shape->code, v, message);
	return true;
}

/* ---- documents ---- */

static enum object
find_object(const struct shape *shape)
{
	for (size_t i = 0; i < OBJECTS; i++) {
		if (strcmp(components[i], shape->component) == 0)
			return (enum object)i;
	}
	return OBJECT_RESPONSE;
}

/* the kind of objects that a document is, as most are of one shape */
static enum object
object_of(struct lint *l, const struct shape *shape)
{
	if (l->shape != shape)
		l->object = find_object(shape);
	l->shape = shape;
	return l->object;
}

static bool
is_same(struct jschema_value a, struct jschema_value b)
{
	return a.document == b.document && a.node == b.node;
}

static void
look_at(struct lint *l, enum object object, struct jschema_value v)
{
	struct frame own, *f = is_same(l->document.object, v) ? &l->document : &own;
	bool data = options_know_data(l->options);
	bool open = data && (f != &own || open_frame(l, object, v, f));
	bool may_be_strange = open ? f->unknown : jschema_kind(v) == JSCHEMA_STRING;
	if (l->in_rows && data && may_be_strange && tell_strange_row(l, v))
		return;
	if (data && object == OBJECT_METADATA)
		walk_metadata(l, v);
	else if (open)
		walk_token(l, object, f);
	required_check(l->options, v, l->remarks);
}

/* the resource servers of a token, without it */
static void
look_at_servers(struct lint *l, struct jschema_value servers)
{
	struct jschema_item item;
	const struct kind *kind = kind_of(l, OBJECT_RESPONSE);
	struct sight s = {.lint = l, .names = kind->names, .value = servers};
	bool data = options_know_data(l->options);
	for (size_t i = kind->first_rule; data && i < kind->end_rule; i++) {
		s.rule = &rules[i];
		if (l->members[i] == kind->servers)
			s.rule->look(&s);
	}
	if (data)
		walk_servers(l, servers);
	for (bool more = jschema_first(servers, &item); more; more = jschema_next(&item))
		required_check(l->options, item.value, l->remarks);
}

bool
lint_recognises(struct lint *l, struct subject *subject)
{
	struct frame *f = &l->document;
	const struct options *o = l->options;
	static const struct jschema_value none = {NULL, 0};
	f->object = none;
	if (!options_know_data(o) || o->as ||
	    !open_frame(l, OBJECT_RESPONSE, subject->value, f))
		return false;
	bool known = f->known && !f->unknown;
	if (known)
		subject->shape = shape_usual();
	else
		f->object = none;
	return known;
}

static void
look_through(struct lint *l, const struct subject *subject)
{
	const struct shape *shape = subject->shape;
	struct jschema_value v = subject->value;
	struct jschema_item item;
	struct jschema_value rows = shape_rows(shape, v);
	enum object object = object_of(l, shape);
	l->suggestions = 0;
	l->is_whole = !subject->pointer[0];
	l->in_rows = rows.document;
	l->is_request = object == OBJECT_REQUEST;
	if (rows.document && options_know_data(l->options))
		look_into(l, object, v);
	for (bool more = jschema_first(rows, &item); more; more = jschema_next(&item))
		look_at(l, OBJECT_RESPONSE, item.value);
	if (rows.document)
		required_check_none(l->options, rows, l->remarks);
	if (shape->is_list && jschema_kind(v) == JSCHEMA_ARRAY)
		look_at_servers(l, v);
	/* a page without rows has failed by its schema */
	else if (!rows.document && (!shape->rows || l->options->schema))
		look_at(l, object, v);
}

void
lint(struct lint *l, const struct subject *subject, struct remarks *remarks)
{
	const struct options *o = l->options;
	bool strange = subject_is_stranger(subject);
	l->remarks = remarks;
	if (strange)
		tell_strange(l, subject);
	else if (subject->unread)
		tell_unread(l, subject);
	if (!strange && (options_know_data(o) || o->required_count))
		look_through(l, subject);
	l->document.object = (struct jschema_value){NULL, 0};
	jschema_pointers_free(l->pointers);
	l->pointers = NULL;
}

void
lint_free(struct lint *l)
{
	listings_free(&l->listings);
	free(l->scratch.text);
}
