/* Values in messages, in the words of those of the library. */
#include "quote.h"

enum { SHOWN = 48 }; /* code points */

static void
add_shortened(struct buffer *b, const char *text, size_t length)
{
	size_t end = 0;
	for (unsigned shown = 0; end < length; end++) {
		bool begins = ((unsigned char)text[end] & 0xc0) != 0x80;
		if (begins && shown++ == SHOWN)
			break;
	}
	buffer_safe(b, text, end);
	if (end < length)
		buffer_say(b, "...");
}

void
quote_text(struct buffer *b, const char *text, size_t length)
{
	buffer_say(b, "\"");
	add_shortened(b, text, length);
	buffer_say(b, "\"");
}

void
quote_string(struct buffer *b, struct jschema_value v)
{
	size_t length;
	const char *text = jschema_text(jschema_told(v), &length);
	quote_text(b, text, length);
}

static void
say_count(struct buffer *b, const char *what, size_t count, const char *one)
{
	if (count == 0)
		buffer_format(b, "an empty %s", what);
	else
		buffer_format(
		    b, "an %s of %zu %s%s", what, count, one, count == 1 ? "" : "s");
}

void
quote_value(struct buffer *b, struct jschema_value v)
{
	size_t length = 0;
	const char *text = jschema_text(jschema_told(v), &length);
	switch (jschema_kind(v)) {
	case JSCHEMA_NULL:
		buffer_say(b, "null");
		break;
	case JSCHEMA_BOOLEAN:
		buffer_format(b, "the boolean %.*s", (int)length, text);
		break;
	case JSCHEMA_NUMBER:
		buffer_say(b, "the number ");
		add_shortened(b, text, length);
		break;
	case JSCHEMA_STRING:
		buffer_say(b, "the string ");
		quote_string(b, v);
		break;
	case JSCHEMA_ARRAY:
		say_count(b, "array", jschema_count(v), "element");
		break;
	case JSCHEMA_OBJECT:
		say_count(b, "object", jschema_count(v), "member");
		break;
	}
}
