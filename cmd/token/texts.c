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
text_is(struct jschema_value v, const char *text)
{
	return jschema_string_is(v, text, strlen(text));
}

bool
text_same(struct jschema_value a, struct jschema_value b)
{
	return jschema_kind(a) == JSCHEMA_STRING && strings_have(a, b);
}

/* an element that is no string is none of an audience (RFC 7519 section 4.1.3) */
static bool
skip_others(struct jschema_item *item)
{
	while (jschema_kind(item->value) != JSCHEMA_STRING) {
		if (!jschema_next(item))
			return false;
	}
	return true;
}

bool
strings_first(struct jschema_value v, struct jschema_item *item)
{
	if (jschema_kind(v) == JSCHEMA_ARRAY)
		return jschema_first(v, item) && skip_others(item);
	*item = (struct jschema_item){.value = v};
	return skip_others(item);
}

bool
strings_next(struct jschema_item *item)
{
	return jschema_next(item) && skip_others(item);
}

bool
strings_tell(struct buffer *b, struct jschema_value v)
{
	struct jschema_item item;
	const char *before = "";
	for (bool more = strings_first(v, &item); more; more = strings_next(&item)) {
		buffer_say(b, before);
		text_tell(b, item.value);
		before = " ";
	}
	return *before || strings_none(v);
}

bool
strings_have(struct jschema_value v, struct jschema_value string)
{
	struct jschema_item item;
	struct buffer text = {0};
	bool found = false;
	text_add(&text, string);
	for (bool more =
		 jschema_kind(string) == JSCHEMA_STRING && strings_first(v, &item);
	     more && !found; more = strings_next(&item))
		found = jschema_string_is(
		    item.value, text.length ? text.text : "", text.length);
	free(text.text);
	return found;
}

bool
strings_none(struct jschema_value v)
{
	return jschema_kind(v) == JSCHEMA_ARRAY && jschema_count(v) == 0;
}
