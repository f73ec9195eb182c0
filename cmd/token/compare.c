/* How a claim is compared with a member, by what the two are. */
#include "compare.h"

#include "clock.h"
#include "quote.h"
#include "texts.h"
#include "word_set.h"

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

static void
tell_next(struct buffer *b, struct jschema_value string)
{
	if (b->length)
		buffer_say(b, " ");
	text_tell(b, string);
}

/* tells the audiences of the record, which the set is to have */
static void
take_audiences(struct meeting *m, struct word_set *recorded)
{
	struct jschema_item item;
	for (bool more = jschema_first(m->member, &item); more;
	     more = jschema_next(&item)) {
		struct jschema_value audience = jschema_member(item.value, "audience", 8);
		tell_next(&m->out->found, audience);
		word_set_add_string(recorded, audience);
	}
	word_set_settle(recorded);
}

/* false where it is no API */
static bool
compare_server(
    struct meeting *m, const struct word_set *recorded, struct jschema_value audience)
{
	struct comparison *c = m->out;
	bool known = word_set_has_string(recorded, audience);
	if (!known && token_is_userinfo(audience))
		return false;
	tell_next(&c->claimed, audience);
	if (known || c->result == RESULT_DIFFERS)
		return true;
	struct buffer text = {0};
	text_tell(&text, audience);
	tell_apart(m, "", &text);
	free(text.text);
	return true;
}

void
compare_servers(struct meeting *m)
{
	struct word_set recorded = {0};
	struct jschema_item item;
	bool compared = false;
	if (jschema_kind(m->member) != JSCHEMA_ARRAY) {
		give_up(m->out, "", m->out->member, " is no array");
		return;
	}
	take_audiences(m, &recorded);
	for (bool more = strings_first(m->claim, &item); more; more = strings_next(&item))
		compared |= compare_server(m, &recorded, item.value);
	word_set_free(&recorded);
	if (strings_none(m->claim))
		give_up(m->out, "", m->out->claim, " of the token is an empty array");
	else if (!strings_first(m->claim, &item))
		give_up(m->out, "", m->out->claim, " of the token is no string");
	else if (!compared)
		give_up(m->out, "the token is for no API but ", "/userinfo", "");
}

/* ---- scopes ---- */

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

static void
add_words(struct word_set *s, struct jschema_value string)
{
	struct buffer words = {0};
	text_add(&words, string);
	const char *at = words.text, *end = at + words.length;
	for (size_t length; at < end; at += length + 1) {
		length = word_length(at, end);
		word_set_add(s, at, length);
	}
	free(words.text);
}

/*
 * Tells the scopes of the servers that the token is for, and adds them as they are; false
 * where none of these has any, which is not the same as an empty string.
 */
static bool
take_scopes(struct meeting *m, struct word_set *granted)
{
	struct word_set audiences = {0};
	struct jschema_value audience = jws_claim(m->claims->jws, "aud");
	struct jschema_item item;
	bool any = false;
	for (bool more = strings_first(audience, &item); more; more = strings_next(&item))
		word_set_add_string(&audiences, item.value);
	word_set_settle(&audiences);
	for (bool more = jschema_first(m->member, &item); more;
	     more = jschema_next(&item)) {
		struct jschema_value scopes = jschema_member(item.value, "scopes", 6);
		if (jschema_kind(scopes) != JSCHEMA_STRING ||
		    !word_set_has_string(
			&audiences, jschema_member(item.value, "audience", 8)))
			continue;
		tell_next(&m->out->found, scopes);
		add_words(granted, scopes);
		any = true;
	}
	word_set_settle(granted);
	word_set_free(&audiences);
	return any;
}

/* the first scope that was not granted; false where all of them were */
static bool
find_excess(
    const struct buffer *asked, const struct word_set *granted, struct buffer *word)
{
	const char *at = asked->text, *end = at + asked->length;
	for (size_t length; at < end; at += length + 1) {
		length = word_length(at, end);
		if (!length || is_of_openid(at, length) ||
		    word_set_has(granted, at, length))
			continue;
		*word = (struct buffer){(char *)at, length, 0};
		return true;
	}
	return false;
}

/* what is masked of all that is claimed is not to be seen in one scope either */
static void
compare_granted(struct meeting *m, const struct word_set *granted)
{
	struct comparison *c = m->out;
	struct buffer asked = {0}, word;
	text_add(&asked, m->claim);
	text_tell(&c->claimed, m->claim);
	if (find_excess(&asked, granted, &word)) {
		bool seen =
		    has_word(c->claimed.text, c->claimed.length, word.text, word.length);
		tell_apart(m, "", seen ? &word : &c->claimed);
	}
	free(asked.text);
}

void
compare_scopes(struct meeting *m)
{
	struct comparison *c = m->out;
	struct word_set granted = {0};
	if (jschema_kind(m->claim) != JSCHEMA_STRING)
		give_up(c, "", c->claim, " of the token is no string");
	else if (!take_scopes(m, &granted))
		give_up(c, c->member, "", " has no scopes for an aud of the token");
	else
		compare_granted(m, &granted);
	word_set_free(&granted);
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
	if (!text_is(jws_claim(m->claims->jws, "gty"), "refresh_token"))
		give_up(m->out, "gty of the token is not ", "refresh_token", "");
	else if (take_instants(m, &issued, &exchanged) && issued > exchanged + leeway)
		tell_apart(m, "no earlier time than ", &m->out->claimed);
}
