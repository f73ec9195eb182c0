/*
 * Recognition: a table of forms, of which the first one that fits counts. The published
 * schema allows nearly everything, so what is no answer at all has to be known here.
 */
#include "shape.h"

#include "builtin.h"
#include "jose.h"
#include "quote.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* ---- what tells forms apart ---- */

enum mark {
	REFRESH_TOKENS,
	TOKENS,
	MARKS_OF_API,
	STATUS_CODE = MARKS_OF_API,
	MESSAGE,
	ERROR_NAME,
	ERROR_DESCRIPTION,
	ACCESS_TOKEN,
	REFRESH_TOKEN,
	ID_TOKEN,
	TOKEN_TYPE,
	GRANT_TYPE,
	CLIENT_SECRET,
	TOKEN,
	TOKEN_TYPE_HINT,
	MARKS,
};

static const struct jschema_name names[MARKS] = {
    [REFRESH_TOKENS] = {"refresh_tokens", 14},
    [TOKENS] = {"tokens", 6},
    [STATUS_CODE] = {"statusCode", 10},
    [MESSAGE] = {"message", 7},
    [ERROR_NAME] = {"error", 5},
    [ERROR_DESCRIPTION] = {"error_description", 17},
    [ACCESS_TOKEN] = {"access_token", 12},
    [REFRESH_TOKEN] = {"refresh_token", 13},
    [ID_TOKEN] = {"id_token", 8},
    [TOKEN_TYPE] = {"token_type", 10},
    [GRANT_TYPE] = {"grant_type", 10},
    [CLIENT_SECRET] = {"client_secret", 13},
    [TOKEN] = {"token", 5},
    [TOKEN_TYPE_HINT] = {"token_type_hint", 15},
};

/* the members of a document that tell what it is, found in one pass */
struct marks {
	struct jschema_value document;
	struct jschema_value values[MARKS];
};

static bool
has(const struct marks *m, enum mark mark)
{
	return m->values[mark].document;
}

static bool
is_kind(const struct marks *m, enum mark mark, enum jschema_kind kind)
{
	return has(m, mark) && jschema_kind(m->values[mark]) == kind;
}

static bool
has_string(const struct marks *m, enum mark mark)
{
	return is_kind(m, mark, JSCHEMA_STRING);
}

bool
shape_has_identity(struct jschema_value v)
{
	return jschema_member(v, "id", 2).document ||
	    jschema_member(v, "user_id", 7).document;
}

/* what nothing of the token endpoint has */
static bool
has_identity(const struct marks *m)
{
	return shape_has_identity(m->document);
}

/* ---- answers of the Management API ---- */

static bool
is_array(const struct marks *m)
{
	return jschema_kind(m->document) == JSCHEMA_ARRAY;
}

/* a page without an array is a page that fails, unless it is a token that has more */
static bool
holds_rows(const struct marks *m, enum mark mark)
{
	return is_kind(m, mark, JSCHEMA_ARRAY) || (has(m, mark) && !has_identity(m));
}

static bool
is_page(const struct marks *m)
{
	return holds_rows(m, REFRESH_TOKENS);
}

static bool
is_list(const struct marks *m)
{
	return holds_rows(m, TOKENS);
}

static bool
is_any(const struct marks *m)
{
	(void)m;
	return true;
}

/* ---- strangers ---- */

/*
 * "statusCode" is also seen as a string, and "error" is not always there. A gateway
 * before the API says no more than one thing.
 */
static bool
is_error(const struct marks *m)
{
	bool status =
		 is_kind(m, STATUS_CODE, JSCHEMA_NUMBER) || has_string(m, STATUS_CODE),
	     message = has_string(m, MESSAGE);
	if (jschema_count(m->document) == 1)
		return status || message;
	return status && (message || has_string(m, ERROR_NAME));
}

/* RFC 6749 section 5.2: the description may be left out */
static bool
is_token_error(const struct marks *m)
{
	return has_string(m, ERROR_NAME) &&
	    (has_string(m, ERROR_DESCRIPTION) || !has_identity(m));
}

/*
 * RFC 6749 section 5.1; one of its tokens alone is as secret. What has an identity, and
 * is not said to be an answer, is a refresh token with a secret too much.
 */
static bool
is_token_answer(const struct marks *m)
{
	bool has_token = has_string(m, ACCESS_TOKEN) || has_string(m, REFRESH_TOKEN) ||
	    has_string(m, ID_TOKEN);
	return has_token && (has_string(m, TOKEN_TYPE) || !has_identity(m));
}

/* RFC 6749 section 6 */
static bool
is_token_request(const struct marks *m)
{
	return (has_string(m, GRANT_TYPE) || has_string(m, CLIENT_SECRET)) &&
	    !has_identity(m);
}

/* RFC 7009 section 2.1; alone, a token may be anything */
static bool
is_revocation(const struct marks *m)
{
	bool sent = has(m, TOKEN_TYPE_HINT) ||
	    jschema_member(m->document, "client_id", 9).document;
	return has_string(m, TOKEN) && sent && !has_identity(m);
}

static bool
is_token(const struct marks *m)
{
	struct jose unused;
	size_t length;
	if (jschema_kind(m->document) != JSCHEMA_STRING)
		return false;
	const char *text = jschema_text(m->document, &length);
	return jose_is(text, length, &unused);
}

/* the members of an error that say what has happened */
static void
say_members(struct buffer *b, struct jschema_value v, const enum mark *marks)
{
	size_t length, said = 0;
	for (; *marks < MARKS; marks++) {
		struct jschema_value found = jschema_told(
		    jschema_member(v, names[*marks].text, names[*marks].length));
		const char *text = jschema_text(found, &length);
		if (!text)
			continue;
		buffer_say(b, said++ ? ", " : "");
		if (jschema_kind(found) == JSCHEMA_STRING)
			quote_string(b, found);
		else
			buffer_safe(b, text, length);
	}
}

static void
describe_error(struct buffer *b, struct jschema_value v)
{
	static const enum mark marks[] = {STATUS_CODE, ERROR_NAME, MESSAGE, MARKS};
	buffer_say(b, "expected refresh tokens, got an Auth0 error: ");
	say_members(b, v, marks);
	buffer_say(b, "; the request has failed, so make it anew");
}

static void
describe_token_error(struct buffer *b, struct jschema_value v)
{
	static const enum mark marks[] = {ERROR_NAME, ERROR_DESCRIPTION, MESSAGE, MARKS};
	buffer_say(
	    b, "expected refresh tokens, got an error, as the token endpoint answers: ");
	say_members(b, v, marks);
	buffer_say(b, "; check what the Management API answers");
}

static void
describe_token_answer(struct buffer *b, struct jschema_value v)
{
	(void)v;
	buffer_say(b,
	    "expected refresh tokens, got an answer of the token endpoint, which holds "
	    "live secrets; keep it out of files, and check what GET /refresh-tokens/{id} "
	    "answers");
}

static void
describe_token_request(struct buffer *b, struct jschema_value v)
{
	(void)v;
	buffer_say(b,
	    "expected refresh tokens, got what is sent to the token endpoint, which holds "
	    "live secrets; keep it out of files, and check what GET /refresh-tokens/{id} "
	    "answers");
}

static void
describe_revocation(struct buffer *b, struct jschema_value v)
{
	(void)v;
	buffer_say(b,
	    "expected refresh tokens, got what is sent to revoke one, which holds it; "
	    "keep it out of files, and check what GET /refresh-tokens/{id} answers");
}

static void
describe_token(struct buffer *b, struct jschema_value v)
{
	size_t length;
	const char *text = jschema_text(v, &length);
	shape_describe_jwt(b, text, length);
}

bool
shape_describe_jwt(struct buffer *b, const char *text, size_t length)
{
	struct jose j;
	if (!jose_is(text, length, &j))
		return false;
	buffer_say(b, "expected refresh tokens, got a JWT (");
	jose_describe(b, &j);
	buffer_say(b, "); it is a token and not the record of one; keep it out of files");
	return true;
}

enum { USUAL = 9 }; /* of these: what an object without any mark is */

static const struct shape shapes[] = {
    {"array", "an array of refresh tokens", NULL, "array", .rows = "", .fits = is_array},
    {"page", "a page", "an array refresh_tokens", "page", .rows = "refresh_tokens",
	.fits = is_page},
    {"list", "a list", "an array tokens", "list", .rows = "tokens", .fits = is_list},
    {"error", "an Auth0 error", NULL, "update", .code = "error-body", .fits = is_error,
	.describe = describe_error},
    {"token-error", "an error of the token endpoint", NULL, "update",
	.code = "error-body", .fits = is_token_error, .describe = describe_token_error},
    {"token-request", "a request to the token endpoint", NULL, "update",
	.code = "token-request", .tells_secrets = true, .fits = is_token_request,
	.describe = describe_token_request},
    {"revocation", "a request to revoke a token", NULL, "update", .code = "token-request",
	.tells_secrets = true, .fits = is_revocation, .describe = describe_revocation},
    {"token-answer", "an answer of the token endpoint", NULL, "update",
	.code = "token-answer", .tells_secrets = true, .fits = is_token_answer,
	.describe = describe_token_answer},
    {"jwt", "a JWT", NULL, "update", .code = "bare-jwt", .tells_secrets = true,
	.fits = is_token, .describe = describe_token},
    [USUAL] = {"update", "one refresh token", NULL, "update", .fits = is_any},
    {"get", "one refresh token", NULL, "get", .fits = NULL},
    {"request", "the request of a PATCH", NULL, "request", .fits = NULL},
    {"device", "the device of a refresh token", NULL, "device", .member = "device"},
    {"server", "a resource server of a refresh token", NULL, "server",
	.member = "resource_servers"},
    {"servers", "the resource servers of a refresh token", NULL,
	"UpdateRefreshTokenResponseContent/properties/resource_servers",
	.member = "resource_servers", .is_list = true},
    {"metadata", "the metadata of a refresh token", NULL, "metadata",
	.member = "refresh_token_metadata"},
};

/* ---- the public door ---- */

const struct shape *
shape_of(struct jschema_value v, bool strangers)
{
	const struct shape *shape = shapes;
	struct marks marks;
	size_t found =
	    jschema_members(v, names, strangers ? MARKS : MARKS_OF_API, marks.values);
	if (found == 0 && jschema_kind(v) == JSCHEMA_OBJECT)
		return shape_usual();
	marks.document = v;
	while (!shape->fits || (shape->code && !strangers) || !shape->fits(&marks))
		shape++;
	return shape;
}

const struct shape *
shape_usual(void)
{
	return &shapes[USUAL];
}

/* whether a pointer leads to a member of that name, or to an element of it */
static bool
leads_to(const char *pointer, const char *member)
{
	size_t length = strlen(pointer), wanted = strlen(member);
	length -= length && pointer[length - 1] == '#';
	const char *end = pointer + length, *at = end;
	while (at > pointer && at[-1] >= '0' && at[-1] <= '9')
		at--;
	if (at < end && at > pointer && at[-1] == '/')
		end = at - 1;
	length = (size_t)(end - pointer);
	return length > wanted && end[-1 - (ptrdiff_t)wanted] == '/' &&
	    memcmp(end - wanted, member, wanted) == 0;
}

/* metadata has names of its own, and so is whatever stands there */
static bool
is_known(struct jschema_value v, struct jschema_subschema part)
{
	struct jschema_subschema elements = jschema_elements(part);
	struct jschema_item item;
	bool more = jschema_first(v, &item), empty = !more;
	if (elements.schema) /* as the first of them is */
		return jschema_kind(v) == JSCHEMA_ARRAY &&
		    (empty || is_known(item.value, elements));
	if (jschema_property_count(part) == 0)
		return true;
	if (jschema_kind(v) != JSCHEMA_OBJECT || shape_has_identity(v))
		return false;
	while (more && !jschema_property(part, item.key, NULL).schema)
		more = jschema_next(&item);
	return more || empty;
}

const struct shape *
shape_of_part(const char *pointer, struct jschema_value v)
{
	/* a whole document is none, as nearly all are */
	for (size_t i = 0; pointer[0] && i < COUNT(shapes); i++) {
		if (shapes[i].member && leads_to(pointer, shapes[i].member) &&
		    is_known(v,
			jschema_schema_root(builtin_compiled(shapes[i].component, true))))
			return &shapes[i];
	}
	return NULL;
}

/* whether the command line can name it */
static bool
is_nameable(const struct shape *shape)
{
	return !shape->code && !shape->member;
}

const struct shape *
shape_named(const char *name)
{
	for (size_t i = 0; i < COUNT(shapes); i++) {
		if (is_nameable(&shapes[i]) && strcmp(shapes[i].name, name) == 0)
			return &shapes[i];
	}
	return NULL;
}

bool
shape_has(const char *code)
{
	for (size_t i = 0; i < COUNT(shapes); i++) {
		if (shapes[i].code && strcmp(shapes[i].code, code) == 0)
			return true;
	}
	return false;
}

void
shape_names(struct buffer *b)
{
	const char *before = "";
	for (size_t i = 0; i < COUNT(shapes); i++) {
		if (!is_nameable(&shapes[i]))
			continue;
		buffer_format(b, "%s%s", before, shapes[i].name);
		before = ", ";
	}
}

struct jschema_value
shape_rows(const struct shape *shape, struct jschema_value v)
{
	struct jschema_value none = {NULL, 0};
	if (!shape->rows)
		return none;
	if (shape->rows[0])
		v = jschema_member(v, shape->rows, strlen(shape->rows));
	return jschema_kind(v) == JSCHEMA_ARRAY ? v : none;
}
