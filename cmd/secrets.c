/*
 * What a secret is known by: its form, if it is a JWT (see jose.c), and else only the
 * name of its member. Most documents have neither, which is to be known at little cost.
 */
#include "secrets.h"

#include "jose.h"
#include "mask.h"

#include <string.h>
#include <strings.h>

enum {
	SHORTEST_VALUE = 8,
	LONGEST_WORD = 64,
	STRIDE = 64,  /* bytes that are looked at together */
	LONGEST = 16, /* a name and what is behind it, or an escape */
};

/* RFC 6749 and RFC 9110 section 11.6.2, and what Auth0 has beside them */
static const char *const names[] = {"access_token", "refresh_token", "id_token",
    "mfa_token", "authorization", "client_secret"};

static bool
is_word(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	    (c >= '0' && c <= '9') || c == '_';
}

const char *
secrets_named(const char *name, size_t length)
{
	for (size_t i = 0; i < COUNT(names); i++) {
		if (strlen(names[i]) == length &&
		    strncasecmp(names[i], name, length) == 0)
			return names[i];
	}
	return NULL;
}

/* ---- in texts ---- */

/*
 * Whether there may be a name, or a letter that is escaped, among some bytes: each has
 * three letters that are rare together. Compilers make vectors of this.
 */
static bool
is_worth_a_look(const unsigned char *at)
{
	unsigned char found = 0;
	for (size_t i = 0; i < STRIDE; i++) {
		unsigned char a = at[i] | 0x20, b = at[i + 1] | 0x20,
			      c = at[i + 2] | 0x20, d = at[i + 3] | 0x20;
		/* ...token, but not tokens and token_... */
		found |= (a == 'k') & (b == 'e') & (c == 'n') & (d != 's') & (d != 0x7f);
		found |= (a == 'z') & (b == 'a') & (c == 't') & (d == 'i');
		found |= (a == 'c') & (b == 'r') & (c == 'e') & (d == 't');
		found |= (a == 0x7c) & (b == 'u') & (c == '0') & (d == '0');
	}
	return found;
}

/* the end of a name that begins somewhere in a text, or NULL; refresh_tokens is another
 */
static const char *
end_of_name(const char *at, const char *end)
{
	for (size_t i = 0; i < COUNT(names); i++) {
		if ((*at | 0x20) != names[i][0])
			continue;
		size_t length = strlen(names[i]);
		if (length <= (size_t)(end - at) &&
		    strncasecmp(at, names[i], length) == 0 &&
		    (at + length == end || !is_word(at[length])))
			return at + length;
	}
	return NULL;
}

/* behind a name: what may stand around a sign that gives it a value */
static const char *
skip_around(const char *at, const char *end)
{
	while (at < end && (*at == ' ' || *at == '\t' || *at == '\\' || *at == '"'))
		at++;
	return at;
}

/* what has digits and is not short is no word of a sentence */
static bool
is_set(const char *at, const char *end)
{
	static const char scheme[] = "Bearer ";
	bool has_digit = false;
	at = skip_around(at, end);
	if (at == end || (*at != '=' && *at != ':'))
		return false;
	at = skip_around(at + 1, end);
	if ((size_t)(end - at) >= sizeof scheme &&
	    strncasecmp(at, scheme, sizeof scheme - 1) == 0)
		at += sizeof scheme - 1;
	const char *start = at;
	while (at < end && (is_word(*at) || (*at && strchr("-.~+/%", *at)))) {
		has_digit = has_digit || (*at >= '0' && *at <= '9');
		at++;
	}
	bool masked = at - start >= MASK_LENGTH && mask_is(at - MASK_LENGTH, MASK_LENGTH);
	return has_digit && at - start >= SHORTEST_VALUE && !masked;
}

/* whether there is a name in a text, one with a value where that is asked for */
static bool
has_name(const char *text, size_t length, bool with_value)
{
	const char *end = text + length;
	for (const char *at = text; at < end; at++) {
		const char *found = end_of_name(at, end);
		if (found && (!with_value || is_set(found, end)))
			return true;
	}
	return false;
}

bool
secrets_are_set_in(const char *text, size_t length)
{
	return has_name(text, length, true);
}

/* RFC 8259 section 7: a letter that is escaped hides from all that looks at the text */
static bool
has_escaped_letter(const char *text, size_t length)
{
	const char *end = text + length;
	while ((text = memchr(text, '\\', (size_t)(end - text)))) {
		if (end - text > 4 && memcmp(text + 1, "u00", 3) == 0 && text[4] >= '2' &&
		    text[4] <= '7')
			return true;
		text++;
	}
	return false;
}

static bool
has_hint(const char *text, size_t length)
{
	return has_name(text, length, false) || has_escaped_letter(text, length);
}

/* around some bytes, as far as what is found there may reach over them */
static bool
has_hint_near(const char *text, size_t length, size_t at)
{
	size_t from = at < LONGEST ? 0 : at - LONGEST, to = at + STRIDE + LONGEST;
	return has_hint(text + from, (to < length ? to : length) - from);
}

bool
secrets_may_be_in(const char *text, size_t length)
{
	struct jose unused;
	if (length < STRIDE + 3)
		return has_hint(text, length) || jose_find(text, length, &unused);
	for (size_t at = 0, last = length - STRIDE - 3;; at += STRIDE) {
		if (at > last)
			at = last;
		if (is_worth_a_look((const unsigned char *)text + at) &&
		    has_hint_near(text, length, at))
			return true;
		if (at == last)
			break;
	}
	return jose_find(text, length, &unused);
}

/* as tokens and bodies in base64 have it */
static bool
has_long_word(const char *text, size_t length)
{
	size_t run = 0;
	for (size_t i = 0; i < length && run < LONGEST_WORD; i++) {
		bool part = is_word(text[i]) || (text[i] && strchr("-+/", text[i]));
		run = part ? run + 1 : 0;
	}
	return run == LONGEST_WORD;
}

bool
secrets_in_line(const char *text, size_t length)
{
	return has_hint(text, length) || has_long_word(text, length) ||
	    jose_begins_in(text, length);
}

/* ---- what is none ---- */

/* "[removed]", "<token>", "{{token}}", "${TOKEN}", "***" */
static bool
is_placeholder(const char *value, size_t length)
{
	static const char brackets[][2] = {
	    {'[', ']'}, {'<', '>'}, {'{', '}'}, {'$', '}'}};
	for (size_t i = 0; length > 1 && i < COUNT(brackets); i++) {
		if (value[0] == brackets[i][0] && value[length - 1] == brackets[i][1])
			return true;
	}
	while (length && strchr("*.xX-", value[length - 1]) && value[length - 1])
		length--;
	return length == 0;
}

bool
secrets_is_stand_in(const char *name, const char *value, size_t length)
{
	static const char scheme[] = "Bearer ", redacted[] = "redacted";
	if (length >= sizeof scheme - 1 &&
	    strncasecmp(value, scheme, sizeof scheme - 1) == 0) {
		value += sizeof scheme - 1;
		length -= sizeof scheme - 1;
	}
	/* an example that says its own name */
	bool own = strlen(name) == length && strncasecmp(value, name, length) == 0;
	bool word =
	    length == sizeof redacted - 1 && strncasecmp(value, redacted, length) == 0;
	return own || word || is_placeholder(value, length) || mask_is(value, length);
}
