/*
 * A copy of a document in which is masked what nobody should see. A mask has the type of
 * what it stands for, so the copy has the same values in the same order, and whatever is
 * told of a value can be told in the words of the copy. Strings that hold JSON are walked
 * through as well.
 */
#include "redact.h"

#include "jose.h"
#include "mask.h"
#include "normal.h"
#include "secrets.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_LEVELS = 8 }; /* of JSON in strings of JSON */

static const char TOKEN[] = "[JWT]", SECRET[] = "[secret]";

/* a way through a document */
struct walk {
	struct redacted *redacted;
	const char *text;
	struct buffer *out; /* the masked text, as far as `done` */
	size_t done;
	size_t masked; /* strings */
	unsigned level;
	struct jschema_value outer; /* the string that all of it stands in; or no value */
};

/* What is known of a value by the way that leads to it. */
struct place {
	const char *secret; /* the name that makes a secret of it; or NULL */
};

/* ---- what is found ---- */

static void
find(struct walk *w, struct jschema_value at, const char *code, struct buffer message)
{
	struct redacted *r = w->redacted;
	if (w->outer.document)
		at = w->outer;
	buffer_say(&message, "; keep it out of files");
	buffer_add(&message, "", 1);
	if (r->finding_count == r->finding_capacity) {
		r->finding_capacity = r->finding_capacity * 2 + 16;
		r->findings =
		    xrealloc(r->findings, r->finding_capacity, sizeof *r->findings);
	}
	r->findings[r->finding_count++] = (struct finding){at, code, message.text};
}

static void
find_token(struct walk *w, struct jschema_value at, const struct jose *j)
{
	struct buffer message = {0};
	buffer_say(&message, "expected no secret, got one: it contains a JWT (");
	jose_describe(&message, j);
	buffer_say(&message, ")");
	find(w, at, "jwt-in-value", message);
}

static void
find_secret(struct walk *w, struct jschema_value at, const char *name)
{
	struct buffer message = {0};
	buffer_format(&message, "expected no secret, got the value of a member %s", name);
	find(w, at, "secret-member", message);
}

/* ---- one string ---- */

/* a token without its signature signs nobody in */
static bool
is_spent(const struct jose *j)
{
	return mask_is(j->signature, j->signature_length);
}

/* Adds a text with its tokens masked; false where it has none. */
static bool
mask_tokens(struct walk *w, struct jschema_value at, const char *text, size_t length,
    struct buffer *masked)
{
	const char *end = text + length;
	struct jose j;
	size_t found = 0;
	while (jose_find(text, (size_t)(end - text), &j)) {
		buffer_add(masked, text, (size_t)(j.text - text));
		text = j.text + j.length;
		if (is_spent(&j)) {
			buffer_add(masked, j.text, j.length);
			continue;
		}
		if (found++ == 0)
			find_token(w, at, &j);
		buffer_say(masked, TOKEN);
	}
	buffer_add(masked, text, (size_t)(end - text));
	return found > 0;
}

/* what a member holds that has a name for secrets */
static bool
mask_secret(struct walk *w, struct jschema_value at, const char *name, const char *text,
    size_t length, struct buffer *masked)
{
	struct jose j;
	if (secrets_is_stand_in(name, text, length))
		return false;
	bool whole = jose_is(text, length, &j);
	if (whole && is_spent(&j))
		return false;
	if (whole)
		find_token(w, at, &j);
	else
		find_secret(w, at, name);
	buffer_say(masked, whole ? TOKEN : SECRET);
	return true;
}

static void walk(struct walk *, struct jschema_value, struct place);

static size_t
finish(struct walk *w, size_t length)
{
	buffer_add(w->out, w->text + w->done, length - w->done);
	return w->masked;
}

/* Whether a text is JSON; adds it with what is in it masked, where something is. */
static bool
mask_json(struct walk *outer, struct jschema_value at, const char *text, size_t length,
    struct buffer *masked, bool *changed)
{
	size_t blank = strspn(text, " \t\r\n");
	if (outer->level == MOST_LEVELS || blank == length ||
	    (text[blank] != '{' && text[blank] != '['))
		return false;
	struct jschema_document *d = jschema_document_new();
	if (!d || !jschema_document_read(d, text, length, NULL, NULL, NULL)) {
		jschema_document_free(d);
		return false;
	}
	struct walk w = {.redacted = outer->redacted,
	    .text = text,
	    .out = masked,
	    .level = outer->level + 1,
	    .outer = outer->outer.document ? outer->outer : at};
	walk(&w, jschema_root(d), (struct place){NULL});
	*changed = finish(&w, length) > 0;
	jschema_document_free(d);
	return true;
}

/* Adds what stands in the place of some characters; false where they may be seen. */
static bool
mask_characters(struct walk *w, struct jschema_value at, struct place place,
    const char *text, size_t length, struct buffer *masked)
{
	bool changed;
	if (place.secret)
		return mask_secret(w, at, place.secret, text, length, masked);
	if (mask_json(w, at, text, length, masked, &changed))
		return changed;
	if (mask_tokens(w, at, text, length, masked))
		return true;
	masked->length = 0;
	if (!secrets_are_set_in(text, length))
		return false;
	buffer_say(masked, SECRET);
	return true;
}

/* ---- all of them ---- */

static void
add_span(struct redacted *r, size_t start, size_t end)
{
	if (r->span_count == r->span_capacity) {
		r->span_capacity = r->span_capacity * 2 + 16;
		r->spans = xrealloc(r->spans, r->span_capacity, sizeof *r->spans);
	}
	r->spans[r->span_count++] = (struct span){start, end};
}

static void
replace(struct walk *w, const char *raw, size_t length, const struct buffer *masked)
{
	size_t start = (size_t)(raw - w->text);
	buffer_add(w->out, w->text + w->done, start - w->done);
	normal_add(w->out, masked->text, masked->length);
	w->done = start + length;
	w->masked++;
	if (w->level == 0)
		add_span(w->redacted, start, w->done);
}

/* the characters of a string, with a NUL; the caller frees them */
static char *
characters_of(struct jschema_value v, size_t *length)
{
	jschema_text(v, length);
	char *room = xmalloc(*length + 1);
	const char *text = jschema_string(v, room, length);
	if (text != room)
		memcpy(room, text, *length);
	room[*length] = '\0';
	return room;
}

static void
walk_string(struct walk *w, struct jschema_value v, struct place place)
{
	struct buffer masked = {0};
	size_t raw_length, length;
	const char *raw = jschema_text(v, &raw_length);
	char *text = characters_of(v, &length);
	if (length && mask_characters(w, v, place, text, length, &masked))
		replace(w, raw, raw_length, &masked);
	free(text);
	free(masked.text);
}

static const char *
named(struct jschema_value string)
{
	size_t length;
	if (jschema_kind(string) != JSCHEMA_STRING)
		return NULL;
	char *text = characters_of(string, &length);
	const char *name = secrets_named(text, length);
	free(text);
	return name;
}

/* the name in {"name": "authorization", "value": "..."}, as recordings have members */
static const char *
paired(struct jschema_value object)
{
	const char *name = named(jschema_member(object, "name", 4));
	return name ? name : named(jschema_member(object, "key", 3));
}

static void
walk_object(struct walk *w, struct jschema_value v)
{
	const char *pair = paired(v);
	struct jschema_item item;
	for (bool more = jschema_first(v, &item); more; more = jschema_next(&item)) {
		struct place below = {named(item.key)};
		if (pair && jschema_string_is(item.key, "value", 5))
			below.secret = pair;
		walk_string(w, item.key, (struct place){NULL});
		walk(w, item.value, below);
	}
}

static void
walk(struct walk *w, struct jschema_value v, struct place place)
{
	struct jschema_item item;
	switch (jschema_kind(v)) {
	case JSCHEMA_STRING:
		walk_string(w, v, place);
		break;
	case JSCHEMA_OBJECT:
		walk_object(w, v);
		break;
	case JSCHEMA_ARRAY:
		for (bool more = jschema_first(v, &item); more;
		     more = jschema_next(&item))
			walk(w, item.value, place);
		break;
	default:
		break;
	}
}

/* ---- the public door ---- */

void
redact(struct redacted *r, struct jschema_document *d, const char *text, size_t length)
{
	const struct jschema_read_options options = {.max_depth = JSCHEMA_GREATEST_DEPTH};
	struct jschema_error error;
	redacted_clear(r);
	if (!secrets_may_be_in(text, length))
		return;
	struct walk w = {.redacted = r, .text = text, .out = &r->text};
	walk(&w, jschema_root(d), (struct place){NULL});
	if (finish(&w, length) == 0)
		return;
	if (!r->document)
		r->document = jschema_document_new();
	if (!r->document ||
	    !jschema_document_read(
		r->document, r->text.text, r->text.length, &options, NULL, &error) ||
	    !jschema_tell_as(d, r->document))
		die(STATUS_INPUT, "a document cannot be masked: %s",
		    r->document ? error.text : "out of memory");
}

void
redacted_clear(struct redacted *r)
{
	for (size_t i = 0; i < r->finding_count; i++)
		free(r->findings[i].message);
	r->finding_count = r->span_count = r->text.length = 0;
}

void
redacted_free(struct redacted *r)
{
	redacted_clear(r);
	jschema_document_free(r->document);
	free(r->text.text);
	free(r->spans);
	free(r->findings);
	*r = (struct redacted){0};
}

bool
redacted_shows(const struct redacted *r, struct span part)
{
	for (size_t i = 0; i < r->span_count; i++) {
		if (r->spans[i].start < part.end && part.start < r->spans[i].end)
			return false;
	}
	return true;
}
