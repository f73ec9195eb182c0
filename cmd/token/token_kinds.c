/* Kinds of tokens, by what is in them: most have the same typ. */
#include "token_kinds.h"

#include "texts.h"

#include <stdlib.h>
#include <string.h>

static bool
ends_with(struct jschema_value v, const char *end)
{
	struct buffer text = {0};
	size_t length = strlen(end);
	text_add(&text, v);
	bool ends = text.length >= length &&
	    memcmp(text.text + text.length - length, end, length) == 0;
	free(text.text);
	return ends;
}

bool
token_is_userinfo(struct jschema_value audience)
{
	return ends_with(audience, "/userinfo");
}

static bool
is_logout(const struct jws *j)
{
	static const char event[] = "http://schemas.openid.net/event/backchannel-logout";
	return jws_is_type(j, "logout+jwt") ||
	    jschema_member(jws_claim(j, "events"), event, sizeof event - 1).document;
}

/*
 * As the callers of the Management API have them; where no user is involved, sub is the
 * application (RFC 9068 section 2.2).
 */
static bool
is_of_application(const struct jws *j)
{
	struct jschema_value subject = jws_claim(j, "sub");
	return ends_with(subject, "@clients") ||
	    text_same(subject, jws_claim(j, "client_id")) ||
	    text_is(jws_claim(j, "gty"), "client-credentials");
}

static bool
is_rfc_9068(const struct jws *j)
{
	return jws_is_type(j, "at+jwt");
}

/* an ID token has no scope, and an azp only where that is its audience */
static bool
is_access(const struct jws *j)
{
	struct jschema_value audience = jws_claim(j, "aud");
	struct jschema_item item;
	if (jws_has(j, "scope") || jws_has(j, "gty") || jws_has(j, "permissions"))
		return true;
	for (bool more = jschema_first(audience, &item); more;
	     more = jschema_next(&item)) {
		if (token_is_userinfo(item.value))
			return true;
	}
	return jws_has(j, "azp") && !jws_has(j, "nonce") && !jws_has(j, "sid") &&
	    !jws_has(j, "at_hash") && !text_same(audience, jws_claim(j, "azp"));
}

/* the first that fits */
static const struct token_kind kinds[] = {
    {"logout token", KIND_LOGOUT, NULL, is_logout},
    {"client-credentials token", KIND_APPLICATION,
	"the token is of an application, not of a user", is_of_application},
    {"RFC 9068 access token", KIND_ACCESS_9068, NULL, is_rfc_9068},
    {"access token", KIND_ACCESS, NULL, is_access},
    {"ID token", KIND_ID, NULL, NULL},
};

const struct token_kind *
token_kind_of(const struct jws *j)
{
	size_t i = 0;
	while (kinds[i].is && !kinds[i].is(j))
		i++;
	return &kinds[i];
}
