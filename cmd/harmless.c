/*
 * What anybody may see: a table of members whose values say nothing of anybody, as far as
 * they have the form that is usual there. All else is masked, also what is new.
 */
#include "harmless.h"

#include "base64.h"
#include "harmless_http.h"
#include "normal.h"

#include <stdlib.h>
#include <string.h>

/* ---- forms ---- */

static bool
is_date(const char *text, size_t length)
{
	int64_t seconds;
	uint32_t nanoseconds;
	return jschema_date_time(text, length, &seconds, &nanoseconds);
}

/*
 * The identifier of an API, or a scope: nothing in it that a URL has a user, a password
 * or a query in, nor what is in the middle of a mail address or a user_id.
 */
static bool
is_identifier(const char *text, size_t length)
{
	size_t i = 0;
	while (i < length && text[i] &&
	    (base64_is_url(text[i]) || strchr(".:/~*+", text[i])))
		i++;
	return i == length;
}

/* how far the next space is away, or the end */
static size_t
word_length(const char *text, size_t length)
{
	const char *space = length ? memchr(text, ' ', length) : NULL;
	return space ? (size_t)(space - text) : length;
}

static void
add_scope(struct buffer *b, const char *text, size_t length)
{
	if (is_identifier(text, length))
		buffer_add(b, text, length);
	else
		mask_add(b, text, length, MASK_USUAL);
}

/* RFC 6749 section 3.3 */
static bool
is_scopes(const char *text, size_t length)
{
	size_t word;
	for (; (word = word_length(text, length)) < length; length -= word + 1) {
		if (!is_identifier(text, word))
			return false;
		text += word + 1;
	}
	return is_identifier(text, length);
}

static bool
is_count(const char *text, size_t length)
{
	size_t digits = 0;
	while (digits < length && text[digits] >= '0' && text[digits] <= '9')
		digits++;
	return digits == length;
}

/* seconds, of which three years have as many digits; telephone numbers have more */
static bool
is_lifetime(const char *text, size_t length)
{
	return length <= 8 && is_count(text, length);
}

static bool
is_scheme(const char *text, size_t length)
{
	static const char *const schemes[] = {"Bearer", "bearer", "DPoP", "N_A"};
	return words_have(schemes, COUNT(schemes), text, length);
}

/* the only one that stays everywhere, so that what is in base64 is known to be */
static bool
is_encoding(const char *text, size_t length)
{
	static const char *const encodings[] = {"base64"};
	return words_have(encodings, COUNT(encodings), text, length);
}

/* of Postman, which takes no other for a collection */
static bool
is_collection(const char *text, size_t length)
{
	static const char *const schemas[] = {
	    "https://schema.getpostman.com/json/collection/v2.0.0/collection.json",
	    "https://schema.getpostman.com/json/collection/v2.1.0/collection.json"};
	return words_have(schemas, COUNT(schemas), text, length);
}

/* what a mock server is told in these words */
static bool
is_play(const char *text, size_t length)
{
	static const char *const words[] = {"Started", "response-template",
	    "CONNECTION_RESET_BY_PEER", "EMPTY_RESPONSE", "MALFORMED_RESPONSE_CHUNK",
	    "RANDOM_DATA_THEN_CLOSE", "raw", "urlencoded", "formdata"};
	return words_have(words, COUNT(words), text, length);
}

/* RFC 6749 sections 4.1.2.1 and 5.2, RFC 6750 section 3.1, RFC 7009 section 2.2.1, RFC
 * 8628 section 3.5, OpenID Connect Core 3.1.2.6, and those of Auth0 */
static bool
is_error_code(const char *text, size_t length)
{
	static const char *const codes[] = {"access_denied", "account_selection_required",
	    "authorization_pending", "bad_request", "consent_required", "expired_token",
	    "feature_not_enabled", "forbidden", "inexistent_client",
	    "inexistent_refresh_token", "inexistent_session", "inexistent_user",
	    "insufficient_scope", "interaction_required", "internal_error",
	    "invalid_body", "invalid_client", "invalid_client_metadata", "invalid_grant",
	    "invalid_query_string", "invalid_request", "invalid_request_object",
	    "invalid_scope", "invalid_target", "invalid_token", "invalid_uri",
	    "invalid_user_password", "login_required", "mfa_required", "not_found",
	    "operation_not_supported", "password_leaked", "server_error", "slow_down",
	    "temporarily_unavailable", "too_many_attempts", "too_many_requests",
	    "unauthorized", "unauthorized_client", "unsupported_grant_type",
	    "unsupported_response_type", "unsupported_token_type"};
	return words_have(codes, COUNT(codes), text, length);
}

static bool
is_error(const char *text, size_t length)
{
	return is_error_code(text, length) || http_is_reason(text, length);
}

/* ---- the table ---- */

static const struct known {
	const char *parent; /* NULL: any */
	const char *name;   /* NULL: any */
	bool (*fits)(const char *text, size_t length);
	enum jschema_kind kind;
	bool is_open; /* also where nothing is known */
} knowns[] = {
    {NULL, "created_at", is_date, JSCHEMA_STRING, false},
    {NULL, "idle_expires_at", is_date, JSCHEMA_STRING, false},
    {NULL, "expires_at", is_date, JSCHEMA_STRING, false},
    {NULL, "last_exchanged_at", is_date, JSCHEMA_STRING, false},
    {"resource_servers", "audience", is_identifier, JSCHEMA_STRING, false},
    {"resource_servers", "scopes", is_scopes, JSCHEMA_STRING, false},
    {NULL, "token_type", is_scheme, JSCHEMA_STRING, false},
    {NULL, "expires_in", is_lifetime, JSCHEMA_NUMBER, false},
    {NULL, "statusCode", http_is_status, JSCHEMA_NUMBER, false},
    {NULL, "statusCode", http_is_status, JSCHEMA_STRING, false},
    {NULL, "error", is_error, JSCHEMA_STRING, false},
    {NULL, "errorCode", is_error_code, JSCHEMA_STRING, false},
    {NULL, NULL, is_encoding, JSCHEMA_STRING, true},
    /* of recordings, so that they stay some that can be played */
    {NULL, NULL, http_is_words, JSCHEMA_STRING, false},
    {NULL, "method", http_is_method, JSCHEMA_STRING, false},
    {NULL, "status", http_is_status, JSCHEMA_NUMBER, false},
    {NULL, "code", http_is_status, JSCHEMA_NUMBER, false},
    {NULL, "status", http_is_reason, JSCHEMA_STRING, false},
    {NULL, "statusText", http_is_reason, JSCHEMA_STRING, false},
    {NULL, "statusMessage", http_is_reason, JSCHEMA_STRING, false},
    {NULL, "scheme", http_is_scheme, JSCHEMA_STRING, false},
    {NULL, "protocol", http_is_scheme, JSCHEMA_STRING, false},
    {NULL, "port", http_is_port, JSCHEMA_STRING, false},
    {NULL, "port", http_is_port, JSCHEMA_NUMBER, false},
    {"headers", "name", http_is_header, JSCHEMA_STRING, false},
    {"headers", "key", http_is_header, JSCHEMA_STRING, false},
    {"header", "key", http_is_header, JSCHEMA_STRING, false},
    {NULL, "rawHeaders", http_is_header, JSCHEMA_STRING, false},
    {"queryString", "name", http_is_parameter, JSCHEMA_STRING, false},
    {"query", "key", http_is_parameter, JSCHEMA_STRING, false},
    {"params", "name", http_is_parameter, JSCHEMA_STRING, false},
    {"urlencoded", "key", http_is_parameter, JSCHEMA_STRING, false},
    {"take", "equalTo", http_is_setting, JSCHEMA_STRING, false},
    {"page", "equalTo", http_is_setting, JSCHEMA_STRING, false},
    {"per_page", "equalTo", http_is_setting, JSCHEMA_STRING, false},
    {"include_totals", "equalTo", http_is_setting, JSCHEMA_STRING, false},
    {"include_fields", "equalTo", http_is_setting, JSCHEMA_STRING, false},
    {NULL, "requiredScenarioState", is_play, JSCHEMA_STRING, false},
    {NULL, "newScenarioState", is_play, JSCHEMA_STRING, false},
    {NULL, "transformers", is_play, JSCHEMA_STRING, false},
    {NULL, "fault", is_play, JSCHEMA_STRING, false},
    {"body", "mode", is_play, JSCHEMA_STRING, false},
    {"info", "schema", is_collection, JSCHEMA_STRING, false},
    {"log", "version", http_is_version, JSCHEMA_STRING, false},
    {"creator", "version", http_is_version, JSCHEMA_STRING, false},
    {NULL, "startedDateTime", is_date, JSCHEMA_STRING, false},
    {"timings", NULL, http_is_measure, JSCHEMA_NUMBER, false},
    {NULL, "time", http_is_measure, JSCHEMA_NUMBER, false},
    {NULL, "responseTime", http_is_measure, JSCHEMA_NUMBER, false},
    {NULL, "size", http_is_measure, JSCHEMA_NUMBER, false},
    {NULL, "headersSize", http_is_measure, JSCHEMA_NUMBER, false},
    {NULL, "bodySize", http_is_measure, JSCHEMA_NUMBER, false},
    {NULL, "fixedDelayMilliseconds", http_is_measure, JSCHEMA_NUMBER, false},
    {NULL, "priority", http_is_setting, JSCHEMA_NUMBER, false},
};

static bool
is_named(struct jschema_value name, const char *text)
{
	return jschema_string_is(name, text, strlen(text));
}

static bool
is_at(const struct known *k, const struct place *place)
{
	return (k->is_open || !place->closed) &&
	    (!k->name || is_named(place->name, k->name)) &&
	    (!k->parent || is_named(place->parent, k->parent));
}

/* most names differ in their first character, unless that is escaped */
static bool
may_be(const struct known *k, char first)
{
	return !k->name || k->name[0] == first || first == '\\';
}

bool
harmless_is(
    const struct place *place, enum jschema_kind kind, const char *text, size_t length)
{
	size_t i = 0, name_length;
	const char *name = jschema_text(place->name, &name_length);
	char first = name_length ? name[0] : '\0';
	while (i < COUNT(knowns) &&
	    !(knowns[i].kind == kind && may_be(&knowns[i], first) &&
		is_at(&knowns[i], place) && knowns[i].fits(text, length)))
		i++;
	return i < COUNT(knowns);
}

bool
harmless_words(
    struct buffer *b, const struct place *place, const char *text, size_t length)
{
	size_t i = 0, word;
	while (i < COUNT(knowns) &&
	    !(knowns[i].fits == is_scopes && is_at(&knowns[i], place)))
		i++;
	if (i == COUNT(knowns))
		return false;
	for (; (word = word_length(text, length)) < length; length -= word + 1) {
		add_scope(b, text, word);
		buffer_say(b, " ");
		text += word + 1;
	}
	add_scope(b, text, length);
	return true;
}

/* a mail address, a user_id or a telephone number (E.164) is that of a person */
bool
harmless_as_name(const char *name, size_t length)
{
	size_t i = length && *name == '+';
	bool calls = i;
	for (; i < length; i++) {
		if (name[i] == '@' || name[i] == '|')
			return false;
		calls = calls && name[i] && strchr("0123456789 -.()", name[i]);
	}
	return !calls || length == 1;
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
	const char *plain = jschema_string(name, NULL, &length);
	char *text = plain ? NULL : normal_characters(name, &length);
	const char *last = (plain ? plain : text) + length;
	bool closes = length >= least && memcmp(last - least, end, least) == 0;
	free(text);
	return closes;
}
