/*
 * What a secret is known by: its form, if it is a JWT (see jose.c), and else only the
 * name of its member. Most documents have neither, which is to be known at little cost.
 */
#include "secrets.h"

#include "jose.h"
#include "mask.h"
#include "percent.h"

#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum {
	SHORTEST_VALUE = 8,
	LONGEST_WORD = 64,
	LONGEST_PLAIN = 20,
	LEAST_STARS = 4,
	MOST_LEFT = 4,
	END = 7, /* bytes of a name, which has as many at least */
	SPELLINGS = 3,
	UPPER = 1,
	LOWER = 2,
	DIGIT = 4,
	PAIR = 0x1f1f, /* what tells letters from each other, of two bytes */
};

/* RFC 6749 and RFC 9110 section 11.6.2, and what Auth0 has beside them; some are names of
 * secrets only where they stand beside the value, as in headers and credentials */
static const struct {
	const char *text;
	bool paired;
} names[] = {
    {"access_token", false},
    {"refresh_token", false},
    {"id_token", false},
    {"mfa_token", false},
    {"authorization", false},
    {"client_secret", false},
    {"token", true},
    {"password", true},
    {"secret", true},
    {"api_key", true},
    {"x_api_key", true},
    {"cookie", true},
    {"set_cookie", true},
};

/* RFC 9110 section 11.6.2: what stands before the secret in a header */
static const char *const schemes[] = {"Bearer ", "Basic "};

/* the same, of which a text is to have one, see END, and what says that there is base64
 */
static const char *const openings[] = {
    "bearer ", "bearer%", "\"basic ", " basic ", "basic%2", "\"base64", "sbase64"};

static bool
is_word(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	    (c >= '0' && c <= '9') || c == '_';
}

static bool
is_join(char c)
{
	return c == '_' || c == '-';
}

/*
 * How many bytes at the end of a text spell a name, or 0: accessToken and access-token
 * are access_token, too.
 */
static size_t
ends_with_name(const char *name, const char *text, const char *end)
{
	const char *at = end;
	for (size_t i = strlen(name); i > 0; i--) {
		if (name[i - 1] == '_') {
			at -= at > text && is_join(at[-1]);
			continue;
		}
		if (at == text || strncasecmp(at - 1, &name[i - 1], 1) != 0)
			return 0;
		at--;
	}
	return (size_t)(end - at);
}

static const char *
find_named(const char *name, size_t length, bool paired)
{
	for (size_t i = 0; i < COUNT(names); i++) {
		const char *known = names[i].text;
		if (length && (paired || !names[i].paired) &&
		    ends_with_name(known, name, name + length) == length)
			return known;
	}
	return NULL;
}

const char *
secrets_named(const char *name, size_t length)
{
	return find_named(name, length, false);
}

const char *
secrets_paired(const char *name, size_t length)
{
	return find_named(name, length, true);
}

const char *
secrets_schemed(const char *name, size_t length)
{
	for (size_t i = 0; i < COUNT(schemes); i++) {
		size_t end = strlen(schemes[i]) - 1;
		if (length == end && strncasecmp(name, schemes[i], end) == 0)
			return schemes[i];
	}
	return NULL;
}

/* ---- in texts ---- */

/*
 * Names are looked for by their last bytes, as Wu and Manber do: two bytes that are not
 * in the end of any are passed over by as much as an end is long. Case counts for nothing
 * there; what else is taken for a letter is looked at again.
 */
enum { ENDS = COUNT(names) * SPELLINGS * 2 + COUNT(openings) };

static struct {
	struct ending {
		uint64_t bytes;
		const char *name; /* NULL: an opening */
		bool paired;      /* and a quote or an escaped one behind it */
	} ends[ENDS];
	size_t count;
	unsigned char steps[PAIR + 1]; /* by the last two bytes */
	bool begins[PAIR + 1];         /* by the first two */
} search;

static pthread_once_t prepared = PTHREAD_ONCE_INIT;

static size_t
pair(const char *at)
{
	uint16_t pair;
	memcpy(&pair, at, sizeof pair);
	return pair & PAIR;
}

static uint64_t
end_at(const char *at)
{
	uint64_t end = 0;
	memcpy(&end, at, END);
	return end | 0x2020202020202020;
}

static void
add_end(const char *end, const char *name, bool paired)
{
	search.ends[search.count++] = (struct ending){end_at(end), name, paired};
	search.begins[pair(end)] = true;
	for (size_t k = 0; k + 1 < END; k++) {
		unsigned char *step = &search.steps[pair(end + k)];
		size_t left = END - 2 - k;
		*step = (unsigned char)(left < *step ? left : *step);
	}
}

static void
add_spelling(const char *name, const char *join, bool paired)
{
	char spelt[LONGEST_WORD];
	const char *last = strrchr(name, '_');
	int before = last ? (int)(last - name) : 0;
	int length = snprintf(spelt, sizeof spelt, "\"%.*s%s%s\"", before, name,
	    last ? join : "", last ? last + 1 : name);
	if (!paired) {
		add_end(spelt + length - 1 - END, name, false);
		return;
	}
	add_end(spelt + length - END, name, true);
	spelt[length - 1] = '\\';
	add_end(spelt + length - END, name, true);
}

static void
prepare(void)
{
	static const char *const joins[SPELLINGS] = {"_", "-", ""};
	memset(search.steps, END - 1, sizeof search.steps);
	for (size_t i = 0; i < COUNT(names) * SPELLINGS; i++) {
		const char *name = names[i / SPELLINGS].text;
		if (strchr(name, '_') || i % SPELLINGS == 0)
			add_spelling(
			    name, joins[i % SPELLINGS], names[i / SPELLINGS].paired);
	}
	for (size_t i = 0; i < COUNT(openings); i++)
		add_end(openings[i], NULL, false);
}

/* the end of a name whose last bytes stand somewhere in a text, or NULL; refresh_tokens
 * is another one */
static const char *
end_of_name(const char *text, const char *at, const char *end, bool *is_name)
{
	uint64_t found = end_at(at);
	at += END;
	for (size_t i = 0; i < search.count; i++) {
		const struct ending *e = &search.ends[i];
		if (found != e->bytes)
			continue;
		*is_name = e->name && !e->paired;
		if (!e->name)
			return at;
		const char *behind = at - e->paired;
		size_t length = ends_with_name(e->name, text, behind);
		bool quoted =
		    behind - length > text && behind[-(ptrdiff_t)length - 1] == '"';
		if (length && (e->paired ? quoted : at == end || !is_word(*at)))
			return behind;
	}
	return NULL;
}

/* the end of the first name in a text, or NULL; and whether it is one without a value
 * beside it */
static const char *
find_name(const char *text, const char *end, bool *is_name)
{
	pthread_once(&prepared, prepare);
	for (const char *at = text; end - at >= END; at++) {
		size_t step;
		while ((step = search.steps[pair(at + END - 2)])) {
			at += step;
			if (end - at < END)
				return NULL;
		}
		const char *found =
		    search.begins[pair(at)] ? end_of_name(text, at, end, is_name) : NULL;
		if (found)
			return found;
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

static const char *
skip_scheme(const char *at, const char *end)
{
	for (size_t i = 0; i < COUNT(schemes); i++) {
		size_t length = strlen(schemes[i]);
		if ((size_t)(end - at) >= length &&
		    strncasecmp(at, schemes[i], length) == 0)
			return at + length;
	}
	return at;
}

/* the end of what may be a secret, or NULL: what has digits and is not short is no word
 * of a sentence */
static const char *
end_of_secret(const char *at, const char *end)
{
	bool has_digit = false;
	const char *start = at;
	while (at < end && (is_word(*at) || (*at && strchr("-.~+/%", *at)))) {
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
	return end_of_secret(skip_scheme(at, end), end);
}

/* "Bearer ..." and nothing else; a token is known by its own form */
static bool
is_credentials(const char *text, const char *end)
{
	struct jose unused;
	const char *value = skip_scheme(text, end);
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
		if ((*at | 0x20) != 'b' || (at > text && is_word(at[-1])))
			continue;
		const char *value = skip_scheme(at, end);
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
	while ((text = find_name(text, end, &is_name)) && !(is_name && is_set(text, end)))
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
	return c > 0 && (is_word((char)c) || strchr("-.\\%", c));
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
	return find_name(text, text + length, &unused) ||
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
		bool part = is_word(c) || c == '-' || c == '+' || c == '/';
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
	while ((text = find_name(text, end, &unused))) {
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
	    (is_word(value[i]) || is_join(value[i]) || value[i] == '/'))
		i++;
	return length && length <= LONGEST_PLAIN && i == length;
}

bool
secrets_is_word(const char *value, size_t length)
{
	const char *end = value + length;
	value = skip_scheme(value, end);
	return is_plain(value, (size_t)(end - value));
}

/* names have no digits, or are short, or have words in them; and a URL is no secret */
const char *
secrets_expected(const char *value, size_t length)
{
	const char *end = value + length, *at = skip_scheme(value, end);
	bool has_digit = false, has_join = false;
	for (size_t i = 0; i < length; i++) {
		has_digit = has_digit || kind_of(value[i]) == DIGIT;
		has_join = has_join || is_join(value[i]) || strchr(" /", value[i]);
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
	value = skip_scheme(value, end);
	length = (size_t)(end - value);
	/* an example that says its own name */
	bool own = strlen(name) == length && strncasecmp(value, name, length) == 0;
	bool word =
	    length == sizeof redacted - 1 && strncasecmp(value, redacted, length) == 0;
	bool variable = length > 1 && value[0] == '$' && is_plain(value + 1, length - 1);
	return own || word || variable || is_starred(value, length) ||
	    is_placeholder(value, length) || mask_is(value, length);
}
