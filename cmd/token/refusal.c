/* A reason in words, on its way from where it is found to where it is told. */
#include "refusal.h"

#include "base64.h"
#include "jose.h"
#include "likeness.h"
#include "quote.h"
#include "secrets.h"
#include "texts.h"

#include <stdlib.h>
#include <string.h>

enum { LONGEST_NAME = 24 }; /* "application/secevent+jwt" */

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

/* as the names of RFC 7518 and of media types are, and few things of anybody else */
static bool
is_plain(const char *text, size_t length)
{
	bool plain = length && length <= LONGEST_NAME;
	for (size_t i = 0; plain && i < length; i++)
		plain = base64_is_url(text[i]) || text[i] == '+' || text[i] == '/';
	return plain;
}

/* also one that is cut, which no mask of a value is for */
static bool
has_secret(struct jschema_value string)
{
	struct buffer text = {0};
	text_add(&text, string);
	bool has = text.length &&
	    (jose_begins_in(text.text, text.length) ||
		secrets_are_set_in(text.text, text.length));
	free(text.text);
	return has;
}

/* the header of a token is nobody's secret, but may be made to hold anything */
void
refusal_quote(struct buffer *b, const char *name, struct jschema_value string)
{
	struct likeness likeness = {0};
	size_t length = 0;
	const char *text = jschema_text(string, &length);
	if (has_secret(string)) {
		buffer_say(b, "\"[secret]\"");
	} else if (strcmp(name, "kid") != 0 && is_plain(text, length)) {
		quote_text(b, text, length);
	} else {
		likeness_add(&likeness, name, NULL, string);
		likeness_settle(&likeness);
		quote_string(b, likeness_at(&likeness, 0));
		likeness_free(&likeness);
	}
}

void
refusal_free(struct refusal *r)
{
	free(r->message.text);
	*r = (struct refusal){0};
}
