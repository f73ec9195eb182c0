/*
 * Claims beside the members of a record. Which are compared, and how much it says that
 * they differ, is the table below. The claims are read from the payload that the
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

/* ---- the tables ---- */

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
	const char *inner; /* of the elements of that; or NULL */
	unsigned kinds;
	bool ties;
	const char *code;
	enum severity severity; /* OFF: that of the code */
	void (*compare)(struct meeting *);
	const char *more;
} rows[] = {
    {"sub", "user_id", NULL, ALL | APPLICATION, true, "token-user", OFF, compare_text,
	"they are of two users"},
    {"sid", "session_id", NULL, OF_LOGIN, true, "token-session", OFF, compare_text,
	"they are of two sessions, and the token may be of a newer one"},
    {"aud", "client_id", NULL, OF_LOGIN, false, "token-client", OFF, compare_audience,
	"they were issued to two applications"},
    {"azp", "client_id", NULL, ACCESS | APPLICATION, false, "token-client", OFF,
	compare_text, "they were issued to two applications"},
    {"client_id", "client_id", NULL, ACCESS_9068, false, "token-client", OFF,
	compare_text, "they were issued to two applications"},
    {"aud", "resource_servers", "audience", ANY_ACCESS, false, "token-servers", OFF,
	compare_servers, "a policy of the application may allow it"},
    {"scope", "resource_servers", "scopes", ANY_ACCESS, false, "token-scope", OFF,
	compare_scopes, "a policy of the application may allow more"},
    {"iat", "created_at", NULL, ALL, false, "token-issued", OFF, compare_created,
	"it was issued before the refresh token was made"},
    {"iat", "last_exchanged_at", NULL, ACCESS, false, "token-issued", HINT,
	compare_exchanged, "it was issued after the last exchange"},
};

_Static_assert(COUNT(rows) + 5 <= MOST_COMPARISONS, "MOST_COMPARISONS");

/* what an option may demand; behind the rows in the likeness, the claim and the option */
static const struct demand {
	const char *claim;
	const char *option;
	const char *code;
	bool (*equals)(struct jschema_value claim, struct jschema_value wanted);
} demands[] = {
    {"iss", "--issuer", "token-issuer", text_same},
    {"aud", "--audience", "token-audience", strings_have},
};

static const char *
wanted(const struct options *o, size_t i)
{
	const char *const given[COUNT(demands)] = {o->issuer, o->audience};
	return given[i];
}

/* ---- the claims ---- */

static double
seconds_of(const struct claims *c, const char *claim)
{
	double seconds = 0;
	seconds_read(jws_claim(c->jws, claim), &seconds);
	return seconds;
}

static void
liken(struct claims *c)
{
	struct likeness *l = &c->likeness;
	for (size_t i = 0; i < COUNT(rows); i++)
		likeness_add(
		    l, rows[i].member, rows[i].inner, jws_claim(c->jws, rows[i].claim));
	for (size_t i = 0; i < COUNT(demands); i++) {
		const char *claim = demands[i].claim, *text = wanted(c->options, i);
		likeness_add(l, claim, NULL, jws_claim(c->jws, claim));
		likeness_add_text(l, claim, text ? text : "");
	}
	likeness_settle(l);
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
		if (!jws_has(j, times[i]) ||
		    seconds_read(jws_claim(j, times[i]), &seconds))
			continue;
		buffer_format(refusal_begin(r, "token-malformed", ""),
		    "%s of the token is no number of seconds since 1970 (RFC 7519 section "
		    "2)",
		    times[i]);
		return false;
	}
	liken(c);
	return true;
}

void
claims_close(struct claims *c)
{
	likeness_free(&c->likeness);
}

static struct comparison *
add(struct comparisons *list, const char *claim, const char *member, const char *code)
{
	struct comparison *c = &list->list[list->count++];
	*c = (struct comparison){.claim = claim, .member = member, .code = code};
	return c;
}

/* what nobody asks for says neither that they match nor that they differ */
static void
leave_out(const struct claims *claims, struct comparisons *list)
{
	for (size_t i = 0; i < list->count; i++) {
		struct comparison *c = &list->list[i];
		if (c->result == RESULT_NOT_COMPARABLE ||
		    options_severity_of(
			claims->options, code_find(c->code), c->severity) != OFF)
			continue;
		give_up(c, "-W ", c->code, "=off");
		c->message.length = 0;
	}
}

/* ---- what the token is by itself ---- */

static const char FAR[] = ", over 100 years ahead, which looks like milliseconds; "
			  "RFC 7519 section 2 has seconds";

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
	if (seconds_far(seconds_of(claims, c->claim), claims->now))
		buffer_say(b, FAR);
	buffer_add(b, "", 1);
}

/* what is no time of these days says nothing about them */
static void
say_far(struct comparison *c)
{
	struct buffer *b = &c->message;
	buffer_format(b, "%s of the token is ", c->claim);
	buffer_safe(b, c->claimed.text, c->claimed.length);
	buffer_say(b, FAR);
	buffer_add(b, "", 1);
	give_up(c, "", c->claim, " of the token is over 100 years ahead");
	c->severity = WARNING;
}

/* a comparison with the present */
static struct comparison *
add_time(const struct claims *claims, struct comparisons *list, const char *claim)
{
	char instant[CLOCK_INSTANT] = "";
	struct comparison *c = add(list, claim, "--now", "token-time");
	clock_write(claims->now, instant);
	seconds_add(&c->claimed, jws_claim(claims->jws, claim));
	buffer_say(&c->found, instant);
	return c;
}

/* RFC 7519 sections 4.1.4 and 4.1.5 */
static void
check_time(const struct claims *claims, struct comparisons *list)
{
	double now = (double)claims->now, leeway = (double)claims->options->leeway;
	struct comparison *c;
	if (!jws_has(claims->jws, "exp")) {
		c = add(list, "exp", "--now", "token-time");
		give_up(c, "the token has no exp", "", "");
		c->severity = WARNING;
		buffer_say(&c->message, "the token has no exp: it never ends");
		buffer_add(&c->message, "", 1);
	} else {
		c = add_time(claims, list, "exp");
		if (seconds_of(claims, "exp") <= now - leeway)
			say_time(c, claims, "expired at");
		else if (seconds_far(seconds_of(claims, "exp"), claims->now))
			say_far(c);
	}
	if (jws_has(claims->jws, "nbf")) {
		c = add_time(claims, list, "nbf");
		if (seconds_of(claims, "nbf") > now + leeway)
			say_time(c, claims, "is not valid before");
	}
	/* an iat is judged beside a record, but for one that cannot be */
	if (seconds_far(seconds_of(claims, "iat"), claims->now))
		say_far(add_time(claims, list, "iat"));
}

static void
check_option(const struct claims *claims, struct comparisons *list, size_t i)
{
	const struct demand *d = &demands[i];
	struct jschema_value claim = likeness_at(&claims->likeness, COUNT(rows) + 2 * i),
			     text =
				 likeness_at(&claims->likeness, COUNT(rows) + 2 * i + 1);
	struct comparison *c = add(list, d->claim, d->option, d->code);
	bool told = strings_tell(&c->claimed, claim);
	text_tell(&c->found, text);
	if (d->equals(claim, text))
		return;
	c->result = RESULT_DIFFERS;
	buffer_format(&c->message, "expected %s ", d->claim);
	quote_buffer(&c->message, &c->found);
	buffer_format(&c->message, ", as %s has it, got ", d->option);
	if (strings_none(claim))
		buffer_say(&c->message, "none (an empty array)");
	else if (told)
		quote_buffer(&c->message, &c->claimed);
	else
		buffer_say(&c->message,
		    jws_has(claims->jws, d->claim) ? "what is no string" : "none");
	buffer_add(&c->message, "", 1);
}

void
claims_check(const struct claims *c, struct comparisons *list)
{
	check_time(c, list);
	for (size_t i = 0; i < COUNT(demands); i++) {
		if (wanted(c->options, i))
			check_option(c, list, i);
	}
	leave_out(c, list);
}

/* ---- beside a record ---- */

/* as its member looks, where that can be a string */
static struct jschema_value
claim_of(const struct claims *c, size_t i)
{
	struct jschema_value v = likeness_at(&c->likeness, i);
	return jschema_kind(v) == JSCHEMA_NULL ? jws_claim(c->jws, rows[i].claim) : v;
}

static void
compare_row(const struct claims *claims, size_t i, struct jschema_value record,
    struct comparisons *list)
{
	const struct row *row = &rows[i];
	struct comparison *c = add(list, row->claim, row->member, row->code);
	struct meeting m = {.claims = claims,
	    .claim = claim_of(claims, i),
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
			compare_row(c, i, record, list);
	}
	leave_out(c, list);
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
