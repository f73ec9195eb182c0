/*
 * Claims beside the members of a record. Which are compared, and how much it says that
 * they differ, is the table at the end. The claims are read from the payload that the
 * guard has read, never by a library that has verified what it read itself.
 */
#include "claims.h"

#include "clock.h"
#include "compare.h"
#include "quote.h"
#include "texts.h"

#include <stdlib.h>
#include <string.h>

const char *const result_names[RESULTS] = {
    [RESULT_MATCH] = "match",
    [RESULT_DIFFERS] = "differs",
    [RESULT_NOT_COMPARABLE] = "not comparable",
};

static bool
has(const struct jws *j, const char *name)
{
	return jws_claim(j, name).document;
}

static double
seconds_of(const struct claims *c, const char *claim)
{
	double seconds = 0;
	seconds_read(jws_claim(c->jws, claim), &seconds);
	return seconds;
}

bool
claims_open(
    struct claims *c, const struct jws *j, const struct options *o, struct refusal *r)
{
	static const char *const times[] = {"exp", "nbf", "iat"};
	double seconds;
	*c = (struct claims){.jws = j,
	    .options = o,
	    .kind = token_kind_of(j),
	    .now = o->has_now ? o->now : clock_now()};
	for (size_t i = 0; i < COUNT(times); i++) {
		if (!has(j, times[i]) || seconds_read(jws_claim(j, times[i]), &seconds))
			continue;
		buffer_format(refusal_begin(r, "token-malformed", ""),
		    "%s of the token is no number of seconds since 1970 (RFC 7519 section "
		    "2)",
		    times[i]);
		return false;
	}
	return true;
}

static struct comparison *
add(struct comparisons *list, const char *claim, const char *member, const char *code)
{
	struct comparison *c = &list->list[list->count++];
	*c = (struct comparison){.claim = claim, .member = member, .code = code};
	return c;
}

/* ---- what the token is by itself ---- */

static void
say_time(struct comparison *c, const struct claims *claims, const char *words)
{
	char now[CLOCK_INSTANT] = "";
	struct buffer *b = &c->message;
	c->result = RESULT_DIFFERS;
	clock_write(claims->now, now);
	buffer_format(b, "the token %s ", words);
	buffer_safe(b, c->claimed.text, c->claimed.length);
	buffer_format(
	    b, " (as of %s, with a leeway of %zu s)", now, claims->options->leeway);
	buffer_add(b, "", 1);
}

/* RFC 7519 sections 4.1.4 and 4.1.5 */
static void
check_time(const struct claims *claims, struct comparisons *list)
{
	double now = (double)claims->now, leeway = (double)claims->options->leeway;
	char instant[CLOCK_INSTANT] = "";
	struct comparison *c = add(list, "exp", "--now", "token-time");
	clock_write(claims->now, instant);
	if (!has(claims->jws, "exp")) {
		give_up(c, "the token has no exp", "", "");
		c->severity = WARNING;
		buffer_say(&c->message, "the token has no exp: it never ends");
		buffer_add(&c->message, "", 1);
	} else {
		seconds_add(&c->claimed, jws_claim(claims->jws, "exp"));
		buffer_say(&c->found, instant);
		if (seconds_of(claims, "exp") <= now - leeway)
			say_time(c, claims, "expired at");
	}
	if (!has(claims->jws, "nbf"))
		return;
	c = add(list, "nbf", "--now", "token-time");
	seconds_add(&c->claimed, jws_claim(claims->jws, "nbf"));
	buffer_say(&c->found, instant);
	if (seconds_of(claims, "nbf") > now + leeway)
		say_time(c, claims, "is not valid before");
}

static void
check_option(const struct claims *claims, struct comparisons *list, const char *claim,
    const char *option, const char *wanted, const char *code,
    bool (*equals)(struct jschema_value, const char *, size_t))
{
	struct jschema_value v = jws_claim(claims->jws, claim);
	if (!wanted)
		return;
	struct comparison *c = add(list, claim, option, code);
	strings_add(&c->claimed, v);
	buffer_say(&c->found, wanted);
	if (equals(v, wanted, strlen(wanted)))
		return;
	c->result = RESULT_DIFFERS;
	buffer_format(&c->message, "expected %s ", claim);
	quote_text(&c->message, wanted, strlen(wanted));
	buffer_format(&c->message, ", as %s has it, got ", option);
	if (v.document)
		quote_text(&c->message, c->claimed.length ? c->claimed.text : "",
		    c->claimed.length);
	else
		buffer_say(&c->message, "none");
	buffer_add(&c->message, "", 1);
}

void
claims_check(const struct claims *c, struct comparisons *list)
{
	check_time(c, list);
	check_option(c, list, "iss", "--issuer", c->options->issuer, "token-issuer",
	    jschema_string_is);
	check_option(c, list, "aud", "--audience", c->options->audience, "token-audience",
	    strings_have);
}

/* ---- the table ---- */

enum {
	ACCESS = KIND_ACCESS,
	ACCESS_9068 = KIND_ACCESS_9068,
	APPLICATION = KIND_APPLICATION,
	ANY_ACCESS = ACCESS | ACCESS_9068,
	OF_LOGIN = KIND_ID | KIND_LOGOUT,
	ALL = OF_LOGIN | ANY_ACCESS,
};

static const struct row {
	const char *claim;
	const char *member;
	unsigned kinds;
	bool ties;
	const char *code;
	enum severity severity; /* OFF: that of the code */
	void (*compare)(struct meeting *);
	const char *more;
} rows[] = {
    {"sub", "user_id", ALL | APPLICATION, true, "token-user", OFF, compare_text,
	"they are of two users"},
    {"sid", "session_id", OF_LOGIN, true, "token-session", OFF, compare_text,
	"they are of two sessions, and the token may be of a newer one"},
    {"aud", "client_id", OF_LOGIN, false, "token-client", OFF, compare_audience,
	"they were issued to two applications"},
    {"azp", "client_id", ACCESS | APPLICATION, false, "token-client", OFF, compare_text,
	"they were issued to two applications"},
    {"client_id", "client_id", ACCESS_9068, false, "token-client", OFF, compare_text,
	"they were issued to two applications"},
    {"aud", "resource_servers", ANY_ACCESS, false, "token-servers", OFF, compare_servers,
	"a policy of the application may allow it"},
    {"scope", "resource_servers", ANY_ACCESS, false, "token-scope", OFF, compare_scopes,
	"a policy of the application may allow more"},
    {"iat", "created_at", ALL, false, "token-issued", OFF, compare_created,
	"it was issued before the refresh token was made"},
    {"iat", "last_exchanged_at", ACCESS, false, "token-issued", HINT, compare_exchanged,
	"it was issued after the last exchange"},
};

_Static_assert(COUNT(rows) + 4 <= MOST_COMPARISONS, "MOST_COMPARISONS");

static void
compare_row(const struct claims *claims, const struct row *row,
    struct jschema_value record, struct comparisons *list)
{
	struct comparison *c = add(list, row->claim, row->member, row->code);
	struct meeting m = {.claims = claims,
	    .claim = jws_claim(claims->jws, row->claim),
	    .member = jschema_member(record, row->member, strlen(row->member)),
	    .out = c,
	    .more = row->more};
	c->ties = row->ties;
	c->severity = row->severity;
	c->at = m.member;
	if (claims->kind->incomparable)
		give_up(c, claims->kind->incomparable, "", "");
	else if (!m.claim.document)
		give_up(c, "the token has no ", row->claim, "");
	else if (!m.member.document)
		give_up(c, "the record has no ", row->member, "");
	else if (jschema_kind(m.member) == JSCHEMA_NULL)
		give_up(c, row->member, "", " is null");
	else
		row->compare(&m);
}

void
claims_compare(
    const struct claims *c, struct jschema_value record, struct comparisons *list)
{
	for (size_t i = 0; i < COUNT(rows); i++) {
		if (rows[i].kinds & c->kind->bit)
			compare_row(c, &rows[i], record, list);
	}
}

void
comparisons_free(struct comparisons *list)
{
	for (size_t i = 0; i < list->count; i++) {
		free(list->list[i].claimed.text);
		free(list->list[i].found.text);
		free(list->list[i].text.text);
		free(list->list[i].message.text);
	}
	*list = (struct comparisons){0};
}
