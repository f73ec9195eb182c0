/*
 * What anybody may see: a table of members whose values say nothing of anybody, as far as
 * they have the form that is usual there. All else is masked, also what is new.
 */
#include "harmless.h"

#include <string.h>

/* ---- forms ---- */

static bool
is_date(const char *text, size_t length)
{
	int64_t seconds;
	uint32_t nanoseconds;
	return jschema_date_time(text, length, &seconds, &nanoseconds);
}

static bool
is_any(const char *text, size_t length)
{
	(void)text;
	(void)length;
	return true;
}

static bool
is_count(const char *text, size_t length)
{
	size_t digits = 0;
	while (digits < length && text[digits] >= '0' && text[digits] <= '9')
		digits++;
	return digits == length && digits <= 10;
}

static bool
is_status(const char *text, size_t length)
{
	return length == 3 && text[0] >= '1' && text[0] <= '5' && is_count(text, length);
}

static bool
is_among(const char *const *words, size_t count, const char *text, size_t length)
{
	size_t i = 0;
	while (i < count &&
	    (strlen(words[i]) != length || memcmp(words[i], text, length) != 0))
		i++;
	return i < count;
}

static bool
is_scheme(const char *text, size_t length)
{
	static const char *const schemes[] = {"Bearer", "bearer", "DPoP", "N_A"};
	return is_among(schemes, COUNT(schemes), text, length);
}

/* "invalid_grant", or the words of a status (RFC 9110 section 15) */
static bool
is_error(const char *text, size_t length)
{
	static const char *const phrases[] = {"Bad Request", "Unauthorized",
	    "Payment Required", "Forbidden", "Not Found", "Method Not Allowed",
	    "Not Acceptable", "Request Timeout", "Conflict", "Gone", "Content Too Large",
	    "Payload Too Large", "Unsupported Media Type", "Unprocessable Content",
	    "Unprocessable Entity", "Too Many Requests", "Internal Server Error",
	    "Not Implemented", "Bad Gateway", "Service Unavailable", "Gateway Timeout"};
	size_t i = 0, bars = 0;
	for (; i < length && (text[i] == '_' || (text[i] >= 'a' && text[i] <= 'z')); i++)
		bars += text[i] == '_';
	return (i == length && bars && length <= 40) ||
	    is_among(phrases, COUNT(phrases), text, length);
}

static bool
is_method(const char *text, size_t length)
{
	static const char *const methods[] = {
	    "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "ANY"};
	return is_among(methods, COUNT(methods), text, length);
}

/* ---- the table ---- */

static const struct known {
	const char *parent; /* NULL: any */
	const char *name;
	enum jschema_kind kind;
	bool (*fits)(const char *text, size_t length);
} knowns[] = {
    {NULL, "created_at", JSCHEMA_STRING, is_date},
    {NULL, "idle_expires_at", JSCHEMA_STRING, is_date},
    {NULL, "expires_at", JSCHEMA_STRING, is_date},
    {NULL, "last_exchanged_at", JSCHEMA_STRING, is_date},
    {"resource_servers", "audience", JSCHEMA_STRING, is_any},
    {"resource_servers", "scopes", JSCHEMA_STRING, is_any},
    {NULL, "token_type", JSCHEMA_STRING, is_scheme},
    {NULL, "expires_in", JSCHEMA_NUMBER, is_count},
    {NULL, "statusCode", JSCHEMA_NUMBER, is_status},
    {NULL, "statusCode", JSCHEMA_STRING, is_status},
    {NULL, "error", JSCHEMA_STRING, is_error},
    {NULL, "errorCode", JSCHEMA_STRING, is_error},
    /* of recordings, so that they stay some */
    {NULL, "method", JSCHEMA_STRING, is_method},
    {NULL, "status", JSCHEMA_NUMBER, is_status},
    {NULL, "code", JSCHEMA_NUMBER, is_status},
};

static bool
is_named(struct jschema_value name, const char *text)
{
	return jschema_string_is(name, text, strlen(text));
}

bool
harmless_is(
    const struct place *place, enum jschema_kind kind, const char *text, size_t length)
{
	for (size_t i = 0; i < COUNT(knowns) && !place->closed; i++) {
		const struct known *k = &knowns[i];
		if (k->kind == kind && is_named(place->name, k->name) &&
		    (!k->parent || is_named(place->parent, k->parent)) &&
		    k->fits(text, length))
			return true;
	}
	return false;
}

enum mask_form
harmless_form(const struct place *place)
{
	if (is_named(place->name, "user_id"))
		return MASK_USER;
	return is_named(place->name, "initial_asn") || is_named(place->name, "last_asn")
	    ? MASK_NUMBER
	    : MASK_USUAL;
}

/* "refresh_token_metadata", "user_metadata", whose members have names of their own */
bool
harmless_closes(struct jschema_value name)
{
	static const char end[] = "metadata";
	size_t length, least = sizeof end - 1;
	const char *text = jschema_text(name, &length);
	return length >= least && memcmp(text + length - least, end, least) == 0;
}
