/* What a path of names leads to, in a value and in a schema. */
#include "path.h"

#include "normal.h"

#include <stdlib.h>
#include <string.h>

/* the bytes of the first name of a path, and where the rest begins, NULL: there is none
 */
static size_t
first_name(const char *path, size_t length, const char **rest)
{
	const char *dot = memchr(path, '.', length);
	*rest = dot ? dot + 1 : NULL;
	length = dot ? (size_t)(dot - path) : length;
	if (length > 2 && memcmp(path + length - 2, "[]", 2) == 0)
		length -= 2;
	return length;
}

static void
add_found(struct buffer *b, struct jschema_value v, size_t before)
{
	if (b->length > before)
		buffer_say(b, ", ");
	if (jschema_kind(v) < JSCHEMA_ARRAY) {
		char *text = normal_shown(v);
		buffer_say(b, text);
		free(text);
		return;
	}
	struct buffer json = {0};
	normal_compact(&json, v);
	buffer_safe(b, json.text, json.length);
	free(json.text);
}

/* as deep as the path has names: an array inside an array counts as a value */
static void
follow(struct buffer *b, struct jschema_value v, const char *path, size_t before)
{
	struct jschema_item item;
	const char *rest;
	if (jschema_kind(v) == JSCHEMA_ARRAY) {
		for (bool more = jschema_first(v, &item); more;
		     more = jschema_next(&item)) {
			if (jschema_kind(item.value) == JSCHEMA_OBJECT)
				follow(b, item.value, path, before);
		}
		return;
	}
	struct jschema_value found = jschema_member(v, path, strlen(path));
	if (found.document) {
		add_found(b, found, before);
		return;
	}
	size_t length = first_name(path, strlen(path), &rest);
	found = jschema_member(v, path, length);
	if (!found.document)
		return;
	if (rest)
		follow(b, found, rest, before);
	else
		add_found(b, found, before);
}

bool
path_text(struct buffer *b, struct jschema_value v, const char *path)
{
	size_t before = b->length;
	follow(b, v, path, before);
	return b->length > before;
}

void
path_gaps(struct jschema_value v, const char *path, size_t length, path_visitor *visit,
    void *context)
{
	struct jschema_item item;
	const char *rest;
	if (jschema_member(v, path, length).document)
		return;
	size_t name = first_name(path, length, &rest);
	struct jschema_value found = jschema_member(v, path, name);
	if (!found.document) {
		visit(v, path, name, context);
		return;
	}
	size_t left = rest ? length - (size_t)(rest - path) : 0;
	bool array = rest && jschema_kind(found) == JSCHEMA_ARRAY;
	if (rest && !array)
		path_gaps(found, rest, left, visit, context);
	for (bool more = array && jschema_first(found, &item); more;
	     more = jschema_next(&item))
		path_gaps(item.value, rest, left, visit, context);
}

/* the subschema of the member with that name; false: the list of names has it not */
static bool
step(struct jschema_subschema *at, const char *name, size_t length)
{
	struct jschema_subschema elements = jschema_elements(*at);
	struct word known;
	if (elements.schema)
		*at = elements;
	size_t count = jschema_property_count(*at), i = 0;
	for (; i < count; i++) {
		known.text = jschema_property_name(*at, i, &known.length);
		if (known.text && word_is(&known, name, length))
			break;
	}
	*at = jschema_property_at(*at, i);
	return i < count || count == 0;
}

bool
path_is_known(struct jschema_subschema at, const char *path)
{
	while (path) {
		const char *rest;
		size_t length = first_name(path, strlen(path), &rest);
		if (length == 0)
			return false;
		if (at.schema && !step(&at, path, length))
			return false;
		path = rest;
	}
	return true;
}

void
path_words(struct buffer *b, struct jschema_subschema at)
{
	struct word name, inner;
	for (size_t i = 0; i < jschema_property_count(at); i++) {
		struct jschema_subschema member = jschema_property_at(at, i);
		struct jschema_subschema elements = jschema_elements(member);
		const char *dot = elements.schema ? "[]." : ".";
		name.text = jschema_property_name(at, i, &name.length);
		if (elements.schema)
			member = elements;
		for (size_t k = 0; k < jschema_property_count(member); k++) {
			inner.text = jschema_property_name(member, k, &inner.length);
			buffer_format(b, ", %.*s%s%.*s", (int)name.length, name.text, dot,
			    (int)inner.length, inner.text);
		}
	}
}
