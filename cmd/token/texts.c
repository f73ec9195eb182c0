/* Strings as their characters. */
#include "texts.h"

#include <stdlib.h>
#include <string.h>

void
text_add(struct buffer *b, struct jschema_value v)
{
	size_t length = 0;
	if (jschema_kind(v) != JSCHEMA_STRING)
		return;
	jschema_text(v, &length);
	char *at = buffer_reserve(b, length + 1);
	const char *text = jschema_string(v, at, &length);
	if (text != at)
		memcpy(at, text, length);
	b->length += length;
}

void
text_tell(struct buffer *b, struct jschema_value v)
{
	text_add(b, jschema_told(v));
}

bool
text_same(struct jschema_value a, struct jschema_value b)
{
	struct buffer text = {0};
	text_add(&text, b);
	bool same = jschema_kind(b) == JSCHEMA_STRING &&
	    jschema_string_is(a, text.length ? text.text : "", text.length);
	free(text.text);
	return same;
}

bool
strings_tell(struct buffer *b, struct jschema_value v)
{
	struct jschema_item item;
	if (jschema_kind(v) == JSCHEMA_STRING) {
		text_tell(b, v);
		return true;
	}
	if (jschema_kind(v) != JSCHEMA_ARRAY)
		return false;
	for (bool more = jschema_first(v, &item); more; more = jschema_next(&item)) {
		if (b->length)
			buffer_say(b, " ");
		text_tell(b, item.value);
	}
	return true;
}

bool
strings_have(struct jschema_value v, struct jschema_value string)
{
	struct jschema_item item;
	if (jschema_kind(v) != JSCHEMA_ARRAY)
		return text_same(v, string);
	for (bool more = jschema_first(v, &item); more; more = jschema_next(&item)) {
		if (text_same(item.value, string))
			return true;
	}
	return false;
}

bool
strings_none(struct jschema_value v)
{
	return jschema_kind(v) == JSCHEMA_ARRAY && jschema_count(v) == 0;
}
