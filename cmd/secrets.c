/*
 * What a secret is known by: its form, if it is a JWT (see jose.c), and else only the
 * name that it stands beside (see secret_names.c).
 */
#include "secrets.h"

#include "jose.h"
#include "mask.h"
#include "percent.h"
#include "secret_names.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum {
	SHORTEST_VALUE = 8,
	LONGEST_WORD = 64,
	LONGEST_PLAIN = 20,
	LEAST_STARS = 4,
	MOST_LEFT = 4,
	UPPER = 1,
	LOWER = 2,
	DIGIT = 4,
};

/* ---- in texts ---- */

/* behind a name: what may stand around a sign that gives it a value */
static const char *
skip_around(const char *at, const char *end)
{
	while (at < end && (*at == ' ' || *at == '\t' || *at == '\\' || *at == '"'))
		at++;
	return at;
}

/* the end of what may be a secret, or NULL: what has digits and is not short is no word
 * of a sentence */
static const char *
end_of_secret(const char *at, const char *end)
{
	bool has_digit = false;
	const char *start = at;
	while (at < end && (secret_is_word(*at) || (*at && strchr("-.~+/%", *at)))) {
		has_digit = has_digit || (*at >= '0' && *at <= '9');
		at++;
	}
	bool masked = at - start >= MASK_LENGTH && mask_is(at - MASK_LENGTH, MASK_LENGTH);
	return has_digit && at - start >= SHORTEST_VALUE && !masked ? at : NULL;
}

static bool
is_set(const char *at, const char *end)
{
	at = skip_around(at, end);
	if (at == end || (*at != '=' && *at != ':'))
		return false;
	at = skip_around(at + 1, end);
	return end_of_secret(secret_skip_scheme(at, end), end);
}

/* "Bearer ..." and nothing else; a token is known by its own form */
static bool
is_credentials(const char *text, const char *end)
{
	struct jose unused;
	const char *value = secret_skip_scheme(text, end);
	const char *at = value == text ? NULL : end_of_secret(value, end);
	while (at && at < end && *at == '=')
		at++;
	return at == end && at && !jose_is(text, (size_t)(end - text), &unused);
}

/* the same within a text, where a short word behind "basic" may be any */
static bool
has_credentials(const char *text, const char *end)
{
	struct jose unused;
	for (const char *at = text; at < end; at++) {
		if ((*at | 0x20) != 'b' || (at > text && secret_is_word(at[-1])))
			continue;
		const char *value = secret_skip_scheme(at, end);
		const char *behind = value == at ? NULL : end_of_secret(value, end);
		if (behind && behind - value > LONGEST_PLAIN &&
		    !jose_is(value, (size_t)(behind - value), &unused))
			return true;
	}
	return false;
}

static bool
are_set_in(const char *text, size_t length)
{
	const char *end = text + length;
	if (length && (is_credentials(text, end) || has_credentials(text, end)))
		return true;
	bool is_name;
	while ((text = secret_name_end(text, end, &is_name)) &&
	    !(is_name && is_set(text, end)))
		;
	return text;
}

bool
secrets_are_set_in(const char *text, size_t length)
{
	struct buffer plain = {0};
	bool set = are_set_in(text, length);
	if (!set && memchr(text, '%', length)) {
		percent_decode(&plain, text, length);
		set = are_set_in(plain.text, plain.length);
	}
	free(plain.text);
	return set;
}

/* what hides from all that looks at a text as long as it is escaped: a letter of a name
 * or a token, and what escapes one again; programs escape "&", "<", "=" and ":" */
static bool
hides(int c)
{
	return c > 0 && (secret_is_word((char)c) || strchr("-.\\%", c));
}

/* RFC 8259 section 7 */
static bool
has_escaped_letter(const char *text, size_t length)
{
	const char *end = text + length;
	while ((text = memchr(text, '\\', (size_t)(end - text)))) {
		if (end - text > 5 && memcmp(text + 1, "u00", 3) == 0 &&
		    hides(hex_digit(text[4]) * 16 + hex_digit(text[5])))
			return true;
		text++;
	}
	return false;
}

/* RFC 3986 section 2.1 */
static bool
has_encoded_letter(const char *text, size_t length)
{
	const char *end = text + length;
	while ((text = memchr(text, '%', (size_t)(end - text)))) {
		if (hides(percent_byte(text, end)))
			return true;
		text++;
	}
	return false;
}

static bool
has_hint(const char *text, size_t length)
{
	bool unused;
	return secret_name_end(text, text + length, &unused) ||
	    has_escaped_letter(text, length) || has_encoded_letter(text, length);
}

bool
secrets_may_be_in(const char *text, size_t length)
{
	struct jose unused;
	return has_hint(text, length) || jose_find(text, length, &unused);
}

static unsigned
kind_of(char c)
{
	return c >= 'A' && c <= 'Z' ? UPPER
	    : c >= 'a' && c <= 'z'  ? LOWER
	    : c >= '0' && c <= '9'  ? DIGIT
				    : 0;
}

/* as tokens and bodies in base64 have it, with letters of both kinds and digits, which
 * digests and most paths have not */
static bool
has_long_word(const char *text, size_t length)
{
	size_t run = 0;
	unsigned kinds = 0;
	for (size_t i = 0; i < length; i++) {
		char c = text[i];
		bool part = secret_is_word(c) || c == '-' || c == '+' || c == '/';
		run = part ? run + 1 : 0;
		kinds = part ? kinds | kind_of(c) : 0;
		if (run >= LONGEST_WORD && kinds == (UPPER | LOWER | DIGIT))
			return true;
	}
	return false;
}

bool
secrets_in_line(const char *text, size_t length)
{
	return has_hint(text, length) || has_long_word(text, length) ||
	    jose_begins_in(text, length);
}

/* what a name has no value in, behind it and the quote that ends it: it is in a sentence
 */
static bool
is_mentioned(const char *at, const char *end)
{
	if (at < end && (*at == '"' || *at == '\\'))
		return false;
	while (at < end && (*at == ' ' || *at == '\t' || *at == '\r' || *at == '\n'))
		at++;
	return at < end && *at != ':' && *at != '=';
}

/*
 * Where the value of a name ends, or NULL: not before the end of the text. A string that
 * its line does not end is broken, and nobody knows where it ends. The comma behind a
 * name that is a value itself, as in a list of headers, ends nothing.
 */
static const char *
end_of_value(const char *at, const char *end)
{
	size_t depth = 0;
	bool in_string = false, is_value = false, has_any = false;
	at += at < end && *at == '\\';
	at += at < end && *at == '"';
	for (; at < end; at++) {
		if (in_string && *at == '\n')
			return NULL;
		if (*at == '\\' && end - at > 1 && at[1] != '\n')
			at++;
		else if (*at == '"')
			in_string = !in_string;
		else if (in_string)
			continue;
		else if (*at == '{' || *at == '[')
			depth++;
		else if ((*at == '}' || *at == ']') && depth-- == 0)
			return at;
		else if (*at == ',' && depth == 0 && has_any && !is_value)
			return at;
		is_value = is_value || (*at == ',' && !has_any);
		has_any = has_any || (*at && !strchr(" \t\r\n", *at));
	}
	return NULL;
}

bool
secrets_reach_behind(const char *text, size_t length)
{
	const char *end = text + length;
	bool unused;
	while ((text = secret_name_end(text, end, &unused))) {
		if (!is_mentioned(text, end) && !(text = end_of_value(text, end)))
			return true;
	}
	return false;
}

/* ---- what is none ---- */

/* as far as it has no digit */
static bool
is_plain(const char *value, size_t length)
{
	size_t i = 0;
	while (i < length && !(value[i] >= '0' && value[i] <= '9') &&
	    (secret_is_word(value[i]) || secret_is_join(value[i]) || value[i] == '/'))
		i++;
	return length && length <= LONGEST_PLAIN && i == length;
}

bool
secrets_is_word(const char *value, size_t length)
{
	const char *end = value + length;
	value = secret_skip_scheme(value, end);
	return is_plain(value, (size_t)(end - value));
}

/* names have no digits, or are short, or have words in them; and a URL is no secret */
const char *
secrets_expected(const char *value, size_t length)
{
	const char *end = value + length, *at = secret_skip_scheme(value, end);
	bool has_digit = false, has_join = false;
	for (size_t i = 0; i < length; i++) {
		has_digit = has_digit || kind_of(value[i]) == DIGIT;
		has_join = has_join || secret_is_join(value[i]) || strchr(" /", value[i]);
		if (length - i > 2 && memcmp(value + i, "://", 3) == 0)
			return NULL;
	}
	bool expected = at > value || (has_digit && length >= SHORTEST_VALUE) ||
	    (!has_join && length > LONGEST_PLAIN);
	return expected ? value : NULL;
}

/* "********1234": what is left to know a secret by */
static bool
is_starred(const char *value, size_t length)
{
	size_t i = 0;
	while (i < length && value[i] == '*')
		i++;
	return i >= LEAST_STARS && length - i <= MOST_LEFT;
}

/* what stands in brackets may be a secret itself, or JSON that has some */
static bool
names_something(const char *value, size_t length)
{
	bool has_digit = false;
	for (size_t i = 0; i < length; i++) {
		has_digit = has_digit || kind_of(value[i]) == DIGIT;
		if (value[i] == '"')
			return false;
	}
	return length <= (has_digit ? LONGEST_PLAIN : LONGEST_WORD);
}

/* "Bearer .+" of a pattern, "[removed]", "<token>", "{{token}}", "${TOKEN}", "%TOKEN%",
 * "***" */
static bool
is_placeholder(const char *value, size_t length)
{
	static const char ellipsis[] = "\xe2\x80\xa6";
	static const char brackets[][2] = {
	    {'[', ']'}, {'<', '>'}, {'{', '}'}, {'$', '}'}, {'%', '%'}};
	for (size_t i = 0; length > 1 && i < COUNT(brackets); i++) {
		if (value[0] == brackets[i][0] && value[length - 1] == brackets[i][1])
			return names_something(value, length);
	}
	if (length == sizeof ellipsis - 1 && memcmp(value, ellipsis, length) == 0)
		return true;
	while (length && strchr("*.+xX-", value[length - 1]) && value[length - 1])
		length--;
	return length == 0;
}

bool
secrets_is_stand_in(const char *name, const char *value, size_t length)
{
	static const char redacted[] = "redacted";
	const char *end = value + length;
	value = secret_skip_scheme(value, end);
	length = (size_t)(end - value);
	/* an example that says its own name */
	bool own = strlen(name) == length && strncasecmp(value, name, length) == 0;
	bool word =
	    length == sizeof redacted - 1 && strncasecmp(value, redacted, length) == 0;
	bool variable = length > 1 && value[0] == '$' && is_plain(value + 1, length - 1);
	return own || word || variable || is_starred(value, length) ||
	    is_placeholder(value, length) || mask_is(value, length);
}
