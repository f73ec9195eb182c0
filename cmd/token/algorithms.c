/* The algorithms that are verified. Those that are not in the table do not exist. */
#include "algorithms.h"

#include "texts.h"

#include <string.h>
#include <strings.h>

static const struct algorithm algorithms[] = {
    {"RS256", "RSA", NULL, "SHA256", false, 0},
    {"RS384", "RSA", NULL, "SHA384", false, 0},
    {"RS512", "RSA", NULL, "SHA512", false, 0},
    {"PS256", "RSA", NULL, "SHA256", true, 0},
    {"PS384", "RSA", NULL, "SHA384", true, 0},
    {"PS512", "RSA", NULL, "SHA512", true, 0},
    {"ES256", "EC", "P-256", "SHA256", false, 32},
    {"ES384", "EC", "P-384", "SHA384", false, 48},
    {"ES512", "EC", "P-521", "SHA512", false, 66},
};

static const char UNSUPPORTED[] = "token-unsupported";

static bool
refuse_unknown(struct jschema_value alg, struct refusal *r)
{
	size_t length;
	const char *name = jschema_text(alg, &length);
	if (length == 4 && strncasecmp(name, "none", length) == 0)
		return refuse(r, UNSUPPORTED,
		    "alg none: a token that nobody has signed is refused");
	struct buffer *b = refusal_begin(r, UNSUPPORTED, "alg ");
	refusal_quote(b, "alg", alg);
	if (length > 1 && strncasecmp(name, "HS", 2) == 0) {
		buffer_say(b,
		    ": a secret that verifies can forge as well, and a public key is "
		    "none; only RS, PS and ES are verified");
		return false;
	}
	buffer_say(b, " is none of");
	for (size_t i = 0; i < COUNT(algorithms); i++)
		buffer_format(b, "%s %s", i ? "," : "", algorithms[i].name);
	return false;
}

bool
algorithm_find(const struct algorithm **a, const struct jws *j, struct refusal *r)
{
	for (size_t i = 0; i < COUNT(algorithms); i++) {
		*a = &algorithms[i];
		if (text_is(j->alg, (*a)->name))
			return true;
	}
	*a = NULL;
	return refuse_unknown(j->alg, r);
}

bool
algorithm_fits(const struct algorithm *a, const struct key_kind *k)
{
	return strcmp(a->kty, k->kty) == 0 &&
	    (!a->curve || (k->curve && strcmp(a->curve, k->curve) == 0)) &&
	    (!k->alg.document || text_is(k->alg, a->name));
}

bool
algorithm_refuse(const struct algorithm *a, const struct key_kind *k, struct refusal *r)
{
	struct buffer *b = refusal_begin(r, UNSUPPORTED, "alg ");
	buffer_format(b, "%s of the token is none for this key, which is ", a->name);
	if (k->alg.document) {
		buffer_say(b, "for ");
		refusal_quote(b, "alg", k->alg);
	} else {
		buffer_format(
		    b, "%s%s%s", k->kty, k->curve ? " " : "", k->curve ? k->curve : "");
	}
	return false;
}
