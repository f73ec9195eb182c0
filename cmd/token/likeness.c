/*
 * A claim gets the mask of the member that it is compared with, so that what is the same
 * is seen to be: each stands by itself in JSON, under the name of that member, and that
 * is redacted as a record is.
 */
#include "likeness.h"

#include "normal.h"

#include <stdlib.h>
#include <string.h>

static void
open_member(struct buffer *b, const char *member, const char *inner)
{
	buffer_say(b, b->length ? "," : "[");
	buffer_format(b, "{\"%s\":", member);
	if (inner)
		buffer_format(b, "{\"%s\":", inner);
}

/* as it stands in its own JSON; null for what is none */
static void
add_string(struct buffer *b, struct jschema_value v)
{
	size_t length;
	if (jschema_kind(v) != JSCHEMA_STRING) {
		buffer_say(b, "null");
		return;
	}
	const char *text = jschema_text(v, &length);
	buffer_say(b, "\"");
	buffer_add(b, text, length);
	buffer_say(b, "\"");
}

static void
add_array(struct buffer *b, struct jschema_value v)
{
	struct jschema_item item;
	const char *before = "[";
	for (bool more = jschema_first(v, &item); more; more = jschema_next(&item)) {
		buffer_say(b, before);
		add_string(b, item.value);
		before = ",";
	}
	buffer_say(b, *before == '[' ? "[]" : "]");
}

void
likeness_add(
    struct likeness *l, const char *member, const char *inner, struct jschema_value v)
{
	struct buffer *b = &l->text;
	open_member(b, member, inner);
	if (v.document && jschema_kind(v) == JSCHEMA_ARRAY)
		add_array(b, v);
	else
		add_string(b, v);
	buffer_say(b, inner ? "}}" : "}");
}

void
likeness_add_text(struct likeness *l, const char *member, const char *text)
{
	struct buffer *b = &l->text;
	open_member(b, member, NULL);
	buffer_say(b, "\"");
	normal_add(b, text, strlen(text));
	buffer_say(b, "\"}");
}

void
likeness_settle(struct likeness *l)
{
	struct jschema_error error;
	buffer_say(&l->text, l->text.length ? "]" : "[]");
	l->document = jschema_document_new();
	if (!l->document)
		die_of_memory();
	if (!jschema_document_read(
		l->document, l->text.text, l->text.length, NULL, NULL, &error))
		die(STATUS_INPUT, "the token cannot be masked: %s", error.text);
	redact(&l->redacted, l->document, l->text.text, l->text.length);
}

/* no value of them is an object, but what it stands in is */
struct jschema_value
likeness_at(const struct likeness *l, size_t i)
{
	struct jschema_item item;
	bool more = jschema_first(jschema_root(l->document), &item);
	while (more && i--)
		more = jschema_next(&item);
	while (more && jschema_kind(item.value) == JSCHEMA_OBJECT)
		jschema_first(item.value, &item);
	return item.value;
}

void
likeness_free(struct likeness *l)
{
	redacted_free(&l->redacted);
	jschema_document_free(l->document);
	free(l->text.text);
	*l = (struct likeness){0};
}
