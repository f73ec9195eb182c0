/* A reason in words, on its way from where it is found to where it is told. */
#include "refusal.h"

#include "jose.h"
#include "quote.h"
#include "secrets.h"
#include "texts.h"

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

/* the header of a token is nobody's secret, but may be made to hold another token */
void
refusal_quote(struct buffer *b, struct jschema_value string)
{
	struct buffer characters = {0};
	size_t length = 0;
	const char *text = jschema_text(string, &length);
	text_add(&characters, string);
	bool hidden = characters.length &&
	    (jose_begins_in(characters.text, characters.length) ||
		secrets_are_set_in(characters.text, characters.length));
	free(characters.text);
	if (hidden)
		buffer_say(b, "\"[secret]\"");
	else
		quote_text(b, text, length);
}

void
refusal_free(struct refusal *r)
{
	free(r->message.text);
	*r = (struct refusal){0};
}
