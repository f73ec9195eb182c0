/* A reason in words, on its way from where it is found to where it is told. */
#include "refusal.h"

#include "quote.h"

#include <stdlib.h>

struct buffer *
refusal_begin(struct refusal *r, const char *code, const char *message)
{
	r->code = code;
	r->message.length = 0;
	buffer_say(&r->message, message);
	return &r->message;
}

bool
refuse(struct refusal *r, const char *code, const char *message)
{
	refusal_begin(r, code, message);
	return false;
}

void
refusal_quote(struct buffer *b, struct jschema_value string)
{
	size_t length = 0;
	const char *text = jschema_text(string, &length);
	quote_text(b, text, length);
}

void
refusal_free(struct refusal *r)
{
	free(r->message.text);
	*r = (struct refusal){0};
}
