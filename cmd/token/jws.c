/*
 * The guard before every library that verifies: what is not a signed JWT, written in the
 * only way in which that may be, gets no further. libjwt by itself takes junk behind the
 * signature, names that stand twice and extensions it does not know, and a token of some
 * megabytes ends the process. Nothing of the token is in a message but what its header
 * says of algorithms, types and keys, as refusal_quote() tells it.
 */
#include "jws.h"

#include "base64.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

static const char MALFORMED[] = "token-malformed", UNSUPPORTED[] = "token-unsupported";

enum { SEGMENTS = 3 };

struct segment {
	const char *name;
	const char *text;
	size_t length;
};

/* what stands before a token that was taken with more than itself */
static const struct {
	const char *begin;
	const char *got;
} beginnings[] = {
    {"authorization:", "a header around it; take it out"},
    {"bearer ", "\"Bearer \" before it; take that away"},
    {"\xef\xbb\xbf", "a byte order mark before it; take that away"},
    {"\"", "quotation marks around it; take them away, as jq -r does"},
    {"'", "quotation marks around it; take them away"},
    {"{",
	"JSON, as the answer of the token endpoint is; take the token out, as "
	"jq -r .id_token does"},
    {"[", "JSON; take the token out, as jq -r '.[0]' does"},
};

/* nothing of that is taken away here: a token has one form only */
static bool
stands_alone(const char *text, struct refusal *r)
{
	for (size_t i = 0; i < COUNT(beginnings); i++) {
		const char *begin = beginnings[i].begin;
		if (strncasecmp(text, begin, strlen(begin)) != 0)
			continue;
		buffer_format(refusal_begin(r, MALFORMED, ""),
		    "expected the token alone, got %s", beginnings[i].got);
		return false;
	}
	return true;
}

/* the segments between dots; false where there are not three */
static bool
split(const struct jws *j, struct segment segments[SEGMENTS], struct refusal *r)
{
	static const char *const names[SEGMENTS] = {"header", "payload", "signature"};
	size_t count = 0;
	const char *from = j->text;
	for (bool more = true; more; count++) {
		size_t length = strcspn(from, ".");
		if (count < SEGMENTS)
			segments[count] = (struct segment){names[count], from, length};
		more = from[length] == '.';
		from += length + more;
	}
	if (count == SEGMENTS)
		return true;
	struct buffer *b = refusal_begin(r, MALFORMED, "");
	buffer_format(
	    b, "expected three segments with dots between them, got %zu", count);
	if (strpbrk(j->text, " \t\r\n"))
		buffer_say(b, "; there is white space in it, as between two tokens");
	else if (count == 5)
		buffer_say(b, ", as an encrypted token has (JWE, RFC 7516)");
	else if (strncmp(j->text, "v1.", 3) == 0)
		buffer_say(b,
		    "; a refresh token of Auth0 is no JWT: an ID token or an access token "
		    "got by it can be compared");
	return false;
}

/* RFC 7515 section 2: base64url without padding, white space or bits that say nothing */
static bool
decode(struct buffer *b, const struct segment *s, struct refusal *r)
{
	if (base64url_decode(b, s->text, s->length))
		return true;
	size_t plain = strspn(
	    s->text, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");
	const char *reason = plain >= s->length
	    ? s->length % 4 == 1 ? "is cut short" : "ends in bits that are not zero"
	    : s->text[plain] == '=' ? "has padding"
				    : "has a character that is none of base64url";
	struct buffer *message = refusal_begin(r, MALFORMED, "the ");
	buffer_format(message, "%s %s (RFC 7515 section 2)", s->name, reason);
	return false;
}

static bool
read_object(struct jws_object *o, const struct segment *s, struct refusal *r)
{
	struct jschema_error error;
	const char *reason = NULL;
	if (!decode(&o->text, s, r))
		return false;
	o->document = jschema_document_new();
	if (!o->document)
		die_of_memory();
	if (!jschema_document_read(
		o->document, o->text.text, o->text.length, NULL, NULL, &error))
		reason = "is not JSON";
	else if (jschema_kind(jschema_root(o->document)) != JSCHEMA_OBJECT)
		reason = "is no JSON object";
	else if (jschema_duplicates(o->document))
		reason = "has a name twice (RFC 7515 section 4)";
	if (!reason)
		return true;
	buffer_format(refusal_begin(r, MALFORMED, "the "), "%s %s", s->name, reason);
	return false;
}

/* a parameter of the header that has to be a string where it is there */
static bool
take_string(
    const struct jws *j, const char *name, struct jschema_value *value, struct refusal *r)
{
	*value = jschema_member(jschema_root(j->header.document), name, strlen(name));
	if (!value->document || jschema_kind(*value) == JSCHEMA_STRING)
		return true;
	buffer_format(refusal_begin(r, MALFORMED, ""),
	    "%s in the header is no string (RFC 7515 section 4.1)", name);
	return false;
}

static bool
read_header(struct jws *j, struct refusal *r)
{
	static const char *const extensions[] = {"crit", "b64"};
	struct jschema_value header = jschema_root(j->header.document);
	for (size_t i = 0; i < COUNT(extensions); i++) {
		const char *name = extensions[i];
		if (!jschema_member(header, name, strlen(name)).document)
			continue;
		buffer_format(refusal_begin(r, UNSUPPORTED, ""),
		    "%s in the header asks for an extension that is not known here "
		    "(RFC 7515 section 4.1.11)",
		    name);
		return false;
	}
	if (!take_string(j, "alg", &j->alg, r) || !take_string(j, "kid", &j->kid, r) ||
	    !take_string(j, "typ", &j->typ, r))
		return false;
	if (j->alg.document)
		return true;
	return refuse(r, MALFORMED, "the header has no alg (RFC 7515 section 4.1.1)");
}

bool
jws_read(struct jws *j, const char *text, size_t length, struct refusal *r)
{
	struct segment segments[SEGMENTS];
	*j = (struct jws){0};
	if (length == 0)
		return refuse(r, MALFORMED, "there is no token in it");
	if (length > JWS_MOST)
		return refuse(r, MALFORMED, "the token has more than 65536 bytes");
	if (memchr(text, '\0', length))
		return refuse(r, MALFORMED, "the token has a NUL in it");
	j->text = xstrndup(text, length);
	j->length = length;
	if (!stands_alone(j->text, r) || !split(j, segments, r))
		return false;
	j->signed_length = (size_t)(segments[2].text - j->text) - 1;
	return decode(&j->signature, &segments[2], r) &&
	    read_object(&j->header, &segments[0], r) &&
	    read_object(&j->payload, &segments[1], r) && read_header(j, r);
}

void
jws_free(struct jws *j)
{
	jschema_document_free(j->header.document);
	jschema_document_free(j->payload.document);
	free(j->header.text.text);
	free(j->payload.text.text);
	free(j->signature.text);
	free(j->text);
	*j = (struct jws){0};
}

/* RFC 7515 section 4.1.9: a media type, in which case says nothing */
bool
jws_is_type(const struct jws *j, const char *type)
{
	static const char prefix[] = "application/";
	size_t length = 0, before = sizeof prefix - 1;
	const char *text = jschema_text(j->typ, &length);
	if (length > before && strncasecmp(text, prefix, before) == 0) {
		text += before;
		length -= before;
	}
	return text && strlen(type) == length && strncasecmp(text, type, length) == 0;
}

struct jschema_value
jws_claim(const struct jws *j, const char *name)
{
	return jschema_member(jschema_root(j->payload.document), name, strlen(name));
}

bool
jws_has(const struct jws *j, const char *name)
{
	return jws_claim(j, name).document;
}
