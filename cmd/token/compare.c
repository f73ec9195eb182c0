/* How a claim is compared with a member, by what the two are. */
#include "compare.h"

#include "clock.h"
#include "quote.h"
#include "texts.h"

#include <stdlib.h>
#include <string.h>

/* ---- times ---- */

#define GREATEST_SECOND 9007199254740992.0 /* 2^53, up to which all are apart */

bool
seconds_read(struct jschema_value v, double *seconds)
{
	char digits[64];
	size_t length;
	const char *text = jschema_text(v, &length);
	*seconds = 0; /* for those who know already that it is a number */
	if (jschema_kind(v) != JSCHEMA_NUMBER || length >= sizeof digits)
		return false;
	memcpy(digits, text, length);
	digits[length] = '\0';
	*seconds = strtod(digits, NULL);
	return *seconds >= 0 && *seconds <= GREATEST_SECOND;
}

/* nothing is issued for as long, and milliseconds of today are 50,000 years away */
bool
seconds_far(double seconds, int64_t now)
{
	return seconds - (double)now > 100 * 365.25 * 86400;
}

void
seconds_add(struct buffer *b, struct jschema_value v)
{
	char instant[CLOCK_INSTANT];
	double seconds;
	size_t length = 0;
	const char *text = jschema_text(v, &length);
	if (seconds_read(v, &seconds) && clock_write((int64_t)seconds, instant))
		buffer_say(b, instant);
	else
		buffer_add(b, text, length);
}

/* ---- what a comparison says ---- */

void
give_up(struct comparison *c, const char *before, const char *name, const char *behind)
{
	c->result = RESULT_NOT_COMPARABLE;
	c->claimed.length = c->found.length = c->text.length = 0;
	buffer_format(&c->text, "%s%s%s", before, name, behind);
	buffer_add(&c->text, "", 1);
}

void
quote_buffer(struct buffer *b, const struct buffer *text)
{
	quote_text(b, text->length ? text->text : "", text->length);
}

/* "expected WORDS "x", the sub of the token, got "y"; MORE" */
static void
tell_apart(struct meeting *m, const char *words, const struct buffer *claimed)
{
	struct comparison *c = m->out;
	struct buffer *b = &c->message;
	c->result = RESULT_DIFFERS;
	buffer_format(b, "expected %s", words);
	if (strings_none(m->claim))
		buffer_say(b, "none (an empty array)");
	else
		quote_buffer(b, claimed);
	buffer_format(b, ", the %s of the token, got ", c->claim);
	quote_buffer(b, &c->found);
	buffer_format(b, "; %s", m->more);
	buffer_add(b, "", 1);
}

/* ---- strings ---- */

void
compare_text(struct meeting *m)
{
	if (jschema_kind(m->claim) == JSCHEMA_ARRAY)
		give_up(m->out, "", m->out->claim, " of the token is no string");
	else
		compare_audience(m);
}

void
compare_audience(struct meeting *m)
{
	struct comparison *c = m->out;
	if (!strings_tell(&c->claimed, m->claim)) {
		give_up(c, "", c->claim, " of the token is no string");
		return;
	}
	if (jschema_kind(m->member) != JSCHEMA_STRING) {
		give_up(c, "", c->member, " is no string");
		return;
	}
	text_tell(&c->found, m->member);
	bool several = jschema_count(m->claim) > 0;
	if (!strings_have(m->claim, m->member))
		tell_apart(m, several ? "one of " : "", &c->claimed);
}

/* ---- resource servers ---- */

/* the entry of an audience among the resource servers, or no value */
static struct jschema_value
server_of(struct jschema_value servers, struct jschema_value audience)
{
	struct jschema_item item;
	for (bool more = jschema_first(servers, &item); more;
	     more = jschema_next(&item)) {
		if (text_same(jschema_member(item.value, "audience", 8), audience))
			return item.value;
	}
	return (struct jschema_value){NULL, 0};
}

static void
add_audiences(struct buffer *b, struct jschema_value servers)
{
	struct jschema_item item;
	for (bool more = jschema_first(servers, &item); more;
	     more = jschema_next(&item)) {
		if (b->length)
			buffer_say(b, " ");
		text_tell(b, jschema_member(item.value, "audience", 8));
	}
}

static void
compare_server(struct meeting *m, struct jschema_value audience)
{
	struct comparison *c = m->out;
	if (token_is_userinfo(audience) || jschema_kind(audience) != JSCHEMA_STRING)
		return;
	if (c->claimed.length)
		buffer_say(&c->claimed, " ");
	text_tell(&c->claimed, audience);
	if (server_of(m->member, audience).document || c->result == RESULT_DIFFERS)
		return;
	struct buffer text = {0};
	text_tell(&text, audience);
	tell_apart(m, "", &text);
	free(text.text);
}

void
compare_servers(struct meeting *m)
{
	struct jschema_item item;
	if (jschema_kind(m->member) != JSCHEMA_ARRAY) {
		give_up(m->out, "", m->out->member, " is no array");
		return;
	}
	add_audiences(&m->out->found, m->member);
	compare_server(m, m->claim);
	if (jschema_kind(m->claim) == JSCHEMA_ARRAY) {
		for (bool more = jschema_first(m->claim, &item); more;
		     more = jschema_next(&item))
			compare_server(m, item.value);
	}
	if (strings_none(m->claim))
		give_up(m->out, "", m->out->claim, " of the token is an empty array");
	else if (m->out->claimed.length == 0)
		give_up(m->out, "the token is for no API but ", "/userinfo", "");
}

/* adds the scopes of the servers that a token is for, as they are or are told */
static void
add_scopes(struct buffer *b, struct jschema_value servers, struct jschema_value audience,
    void (*add)(struct buffer *, struct jschema_value))
{
	struct jschema_item item;
	if (jschema_kind(audience) == JSCHEMA_ARRAY) {
		for (bool more = jschema_first(audience, &item); more;
		     more = jschema_next(&item))
			add_scopes(b, servers, item.value, add);
		return;
	}
	struct jschema_value server = server_of(servers, audience);
	if (!server.document)
		return;
	if (b->length)
		buffer_say(b, " ");
	add(b, jschema_member(server, "scopes", 6));
}

/* the bytes of a word, of which there is another one where a blank stands before it */
static size_t
word_length(const char *at, const char *end)
{
	const char *blank = memchr(at, ' ', (size_t)(end - at));
	return blank ? (size_t)(blank - at) : (size_t)(end - at);
}

static bool
has_word(const char *words, size_t words_length, const char *word, size_t length)
{
	const char *end = words + words_length;
	for (size_t found; words < end; words += found + 1) {
		found = word_length(words, end);
		if (found == length && memcmp(words, word, length) == 0)
			return true;
	}
	return false;
}

/* scopes of OpenID Connect are of no API (OpenID Connect Core 1.0 sections 5.4 and 11) */
static bool
is_of_openid(const char *word, size_t length)
{
	static const char scopes[] = "openid profile email address phone offline_access";
	return has_word(scopes, sizeof scopes - 1, word, length);
}

/* the first scope that was not granted; false where all of them were */
static bool
find_excess(const struct buffer *asked, const struct buffer *granted, struct buffer *word)
{
	const char *at = asked->text, *end = at + asked->length;
	for (size_t length; at < end; at += length + 1) {
		length = word_length(at, end);
		if (!length || is_of_openid(at, length) ||
		    has_word(granted->text, granted->length, at, length))
			continue;
		*word = (struct buffer){(char *)at, length, 0};
		return true;
	}
	return false;
}

/* what is masked of all that is claimed is not to be seen in one scope either */
void
compare_scopes(struct meeting *m)
{
	struct comparison *c = m->out;
	struct buffer asked = {0}, granted = {0}, word;
	struct jschema_value audience = jws_claim(m->claims->jws, "aud");
	if (jschema_kind(m->claim) != JSCHEMA_STRING) {
		give_up(c, "", c->claim, " of the token is no string");
		return;
	}
	add_scopes(&granted, m->member, audience, text_add);
	if (granted.length == 0) {
		give_up(c, c->member, "", " has no scopes for an aud of the token");
		return;
	}
	text_add(&asked, m->claim);
	text_tell(&c->claimed, m->claim);
	add_scopes(&c->found, m->member, audience, text_tell);
	if (find_excess(&asked, &granted, &word)) {
		bool seen =
		    has_word(c->claimed.text, c->claimed.length, word.text, word.length);
		tell_apart(m, "", seen ? &word : &c->claimed);
	}
	free(asked.text);
	free(granted.text);
}

/* ---- times ---- */

/* the instant of a member; false where it has none */
static bool
take_instants(struct meeting *m, double *issued, double *recorded)
{
	struct comparison *c = m->out;
	int64_t seconds;
	if (!clock_instant(m->member, &seconds)) {
		give_up(c, "", c->member, " is no date-time");
		return false;
	}
	seconds_read(m->claim, issued);
	if (seconds_far(*issued, m->claims->now)) {
		give_up(c, "", c->claim, " of the token is over 100 years ahead");
		return false;
	}
	*recorded = (double)seconds;
	seconds_add(&c->claimed, m->claim);
	text_tell(&c->found, m->member);
	return true;
}

void
compare_created(struct meeting *m)
{
	double issued, created, leeway = (double)m->claims->options->leeway;
	if (take_instants(m, &issued, &created) && issued < created - leeway)
		tell_apart(m, "no later time than ", &m->out->claimed);
}

void
compare_exchanged(struct meeting *m)
{
	double issued, exchanged, leeway = (double)m->claims->options->leeway;
	if (!jschema_string_is(jws_claim(m->claims->jws, "gty"), "refresh_token",
		sizeof "refresh_token" - 1))
		give_up(m->out, "gty of the token is not ", "refresh_token", "");
	else if (take_instants(m, &issued, &exchanged) && issued > exchanged + leeway)
		tell_apart(m, "no earlier time than ", &m->out->claimed);
}
