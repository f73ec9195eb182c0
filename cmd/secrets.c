/*
 * What a secret is known by: its form, if it is a JWT (see jose.c), and else only the
 * name that it stands beside (see secret_names.c).
 */
#include "secrets.h"

#include "base64.h"
#include "jose.h"
#include "mask.h"
#include "percent.h"
#include "secret_names.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum {
	SHORTEST_VALUE = 8,
	LEAST_LONG = 64, /* of a word that is no name */
	LONGEST_PLACEHOLDER = 64,
	LONGEST_PLAIN = 20,
	LONGEST_PORT = 5,
	LONGEST_NUMBER = 3,   /* in the name of something */
	MOST_PARAMETERS = 32, /* of a scheme, of which a text may have many */
	MOST_NAMES = 32,      /* in a word, of which a text may have many, too */
	LEAST_STARS = 4,
	MOST_LEFT = 4,
	UPPER = 1,
	LOWER = 2,
	DIGIT = 4,
};

static unsigned
kind_of(char c)
{
	return c >= 'A' && c <= 'Z' ? UPPER
	    : c >= 'a' && c <= 'z'  ? LOWER
	    : c >= '0' && c <= '9'  ? DIGIT
				    : 0;
}

/* ---- what stands for one ---- */

/* words; what stands in brackets may be a secret itself, or JSON that has some */
static bool
names_something(const char *value, size_t length)
{
	size_t letters = 0, digits = 0;
	for (size_t i = 0; i < length; i++) {
		unsigned kind = kind_of(value[i]);
		if (!kind && (!value[i] || !strchr(" _-.:/|'$%(){}[]<>", value[i])))
			return false;
		letters = kind & (UPPER | LOWER) ? letters + 1 : 0;
		digits = kind == DIGIT ? digits + 1 : 0;
		if (letters > LONGEST_PLAIN || digits > LONGEST_NUMBER ||
		    (i && kind == DIGIT && (kind_of(value[i - 1]) & (UPPER | LOWER))) ||
		    (i && (kind & (UPPER | LOWER)) && kind_of(value[i - 1]) == DIGIT))
			return false;
	}
	return length <= LONGEST_PLACEHOLDER;
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

/* ---- in texts ---- */

static const char BLANKS[] = " \t\r\n", DIGITS[] = "0123456789";
static const char AROUND[] = " \t\r\n\\\"'`", OPENS[] = "[(", SIGNS[] = "=:>";

static const char *
skip(const char *at, const char *end, const char *bytes)
{
	while (at < end && *at && strchr(bytes, *at))
		at++;
	return at;
}

/* behind the sign that gives a name a value, as JSON, forms, XML and programs have it, or
 * behind the comma between them, if what follows is in quotes or brackets; or NULL */
static const char *
skip_sign(const char *at, const char *end)
{
	const char *sign = skip(at, end, AROUND), *value = skip(sign, end, SIGNS);
	bool listed = value == sign && sign < end && *sign == ',';
	value = listed ? skip(sign + 1, end, BLANKS) : value;
	if (value == sign || (listed && skip(value, end, "\\\"'[(") == value))
		return NULL;
	value = skip(skip(value, end, AROUND), end, OPENS);
	return skip(value, end, AROUND);
}

/* "authorization:8080/api": the port of a host */
static bool
is_port(const char *at, const char *end)
{
	const char *behind = skip(at, end, DIGITS);
	return behind > at && behind - at <= LONGEST_PORT &&
	    (behind == end || *behind == '/');
}

/* a name that is one of a host or an image, "//authorization:...", and of no user */
static bool
is_host(const char *text, const char *at, const char *end)
{
	const char *name = at, *behind = at;
	if (at == end || *at != ':')
		return false;
	while (name > text && (secret_is_word(name[-1]) || secret_is_join(name[-1])))
		name--;
	while (behind < end && !strchr(" /@", *behind))
		behind++;
	return is_port(at + 1, end) ||
	    (name > text && name[-1] == '/' && (behind == end || *behind != '@'));
}

/* passwords have nearly any bytes */
const char *
secrets_word_end(const char *at, const char *end)
{
	while (at < end && (unsigned char)*at > ' ' && !strchr("\"'`&,;<>\\", *at))
		at++;
	return at;
}

/* RFC 9110 section 11.2, and what is percent-encoded */
static const char *
end_of_credentials(const char *at, const char *end)
{
	while (at < end && (secret_is_word(*at) || (*at && strchr("-.~+/%", *at))))
		at++;
	return skip(at, end, "=");
}

/* one mask, or tokens whose signatures have masks: others have been masked before */
static bool
is_masked(const char *at, const char *end)
{
	struct jose j;
	bool masked = mask_is(at, (size_t)(end - at));
	while (
	    !masked && at < end && jose_find(at, (size_t)(end - at), &j) && j.text == at)
		at += j.length;
	return masked || at == end;
}

/* whether a text begins with this, in which each 0 stands for any digit */
static bool
begins(const char *at, const char *end, const char *form)
{
	for (; *form; form++, at++) {
		if (at == end ||
		    (*form == '0' ? kind_of(*at) != DIGIT
				  : (*at | 0x20) != (*form | 0x20)))
			return false;
	}
	return true;
}

/* dates and times, and URLs */
static bool
is_other(const char *at, const char *end)
{
	bool date = begins(at, end, "0000-00-00") || begins(at, end, "00:00");
	return (date && skip(at, end, "0123456789-:.+TZ") == end) ||
	    begins(at, end, "http://") || begins(at, end, "https://");
}

/* whether what is not short has digits, or is too long for a word of a sentence */
static bool
is_secret(const char *at, const char *end)
{
	size_t length = (size_t)(end - at);
	bool has_digit = false, has_letters = true;
	for (const char *c = at; c < end; c++) {
		has_digit = has_digit || kind_of(*c) == DIGIT;
		has_letters = has_letters && (kind_of(*c) & (UPPER | LOWER));
	}
	return ((has_digit && length >= SHORTEST_VALUE) ||
		   (has_letters && length > LONGEST_PLAIN)) &&
	    !is_other(at, end) && !is_masked(at, end);
}

/* but for what ends the sentence or the brackets that it stands in */
bool
secrets_is_value(const char *at, const char *end)
{
	if (is_placeholder(at, (size_t)(end - at)))
		return false;
	while (end > at && strchr(".)]}", end[-1]))
		end--;
	return is_secret(at, end);
}

/* RFC 7617 section 2: a name, a colon and a password in base64 */
static bool
is_basic(const char *at, const char *end)
{
	struct buffer bytes = {0};
	bool good = base64_decode(&bytes, at, (size_t)(end - at)) && bytes.length;
	const char *colon = good ? memchr(bytes.text, ':', bytes.length) : NULL;
	good = colon;
	for (size_t i = 0; good && i < bytes.length; i++) {
		unsigned char c = (unsigned char)bytes.text[i];
		good = c >= ' ' && c != 0x7f && (c < 0x80 || bytes.text + i > colon);
	}
	free(bytes.text);
	return good;
}

/* the end of the credentials behind a scheme, or NULL; a token is known by its own form
 */
static const char *
end_of_scheme(const char *at, const char *end)
{
	const char *value = secret_skip_scheme(at, end);
	if (value == at)
		return NULL;
	const char *behind = end_of_credentials(value, end);
	bool good = secret_begins_basic(at, end) ? is_basic(value, behind)
						 : is_secret(value, behind);
	return good ? behind : NULL;
}

/* whether any of the parameters behind a scheme is one (RFC 9110 section 11.2) */
static bool
has_parameter(const char *at, const char *end)
{
	for (unsigned i = 0; i < MOST_PARAMETERS; i++) {
		const char *sign = at;
		while (sign < end && (secret_is_word(*sign) || secret_is_join(*sign)))
			sign++;
		if (sign == at || sign == end || *sign != '=')
			return false;
		at = skip(sign + 1, end, AROUND);
		const char *behind = secrets_word_end(at, end);
		if (secrets_is_value(at, behind))
			return true;
		at = skip(skip(behind, end, AROUND), end, ", ");
	}
	return false;
}

/* what stands behind a name, where any word may be a scheme behind "authorization" */
static bool
is_set(const char *text, const char *at, const char *end)
{
	static const char any[] = "authorization";
	size_t length = sizeof any - 1;
	const char *value = skip_sign(at, end);
	if (!value || is_host(text, at, end))
		return false;
	const char *word = skip(secret_skip_scheme(value, end), end, AROUND),
		   *behind = secrets_word_end(word, end);
	if (secrets_is_value(word, behind) || end_of_scheme(value, end))
		return true;
	if ((size_t)(at - text) < length || strncasecmp(at - length, any, length) != 0)
		return false;
	word = skip(behind, end, " ");
	return word > behind &&
	    (secrets_is_value(word, secrets_word_end(word, end)) ||
		has_parameter(word, end));
}

/* "Bearer ..." and nothing else */
static bool
is_credentials(const char *text, const char *end)
{
	text = skip(text, end, BLANKS);
	const char *behind = end_of_scheme(text, end);
	return behind && skip(behind, end, BLANKS) == end;
}

/* the same within a text, where a short word behind "bearer" may be any */
static bool
has_credentials(const char *text, const char *end)
{
	for (const char *at = text; at < end; at++) {
		if ((*at | 0x20) != 'b' || (at > text && secret_is_word(at[-1])))
			continue;
		const char *behind = end_of_scheme(at, end);
		if (behind &&
		    (secret_begins_basic(at, end) ||
			behind - secret_skip_scheme(at, end) > LONGEST_PLAIN))
			return true;
	}
	return false;
}

/*
 * Behind each name in a word all of the word is asked. Where too many stand in one, as
 * nobody writes them, it is taken for what it hides.
 */
static bool
are_set_in(const char *text, size_t length)
{
	const char *end = text + length, *at = text, *word_end = text;
	unsigned names = 0;
	bool is_name;
	if (length && (is_credentials(text, end) || has_credentials(text, end)))
		return true;
	while ((at = secret_name_end(at, end, &is_name))) {
		if (at >= word_end) {
			word_end = secrets_word_end(at, end);
			names = 0;
		}
		if (is_name && (names++ == MOST_NAMES || is_set(text, at, end)))
			return true;
	}
	return false;
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

/* RFC 8259 section 7; a quote stands around a name, and a blank behind a scheme */
static bool
has_escaped_letter(const char *text, size_t length)
{
	const char *end = text + length;
	while ((text = memchr(text, '\\', (size_t)(end - text)))) {
		int c = end - text > 5 && memcmp(text + 1, "u00", 3) == 0
		    ? hex_digit(text[4]) * 16 + hex_digit(text[5])
		    : 0;
		if (hides(c) || c == '"' || c == ' ')
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
		if (run >= LEAST_LONG && kinds == (UPPER | LOWER | DIGIT))
			return true;
	}
	return false;
}

static const char OPAQUE[] = "v1."; /* how such a token of Auth0 begins */

static bool
has_opaque(const char *text, size_t length)
{
	const char *end = text + length;
	for (const char *at = text; end - at > LONGEST_PLAIN; at++) {
		if (memcmp(at, OPAQUE, sizeof OPAQUE - 1) == 0 &&
		    end_of_credentials(at, end) - at > LONGEST_PLAIN)
			return true;
	}
	return false;
}

/* names of files, which have the same start, seldom have capitals and no dot */
bool
secrets_is_opaque(const char *text, size_t length)
{
	size_t i = sizeof OPAQUE - 1;
	unsigned kinds = 0;
	if (length <= LONGEST_PLAIN || memcmp(text, OPAQUE, i) != 0)
		return false;
	while (i < length && base64_is_url(text[i]))
		kinds |= kind_of(text[i++]);
	return i == length && kinds & UPPER && kinds & LOWER;
}

bool
secrets_in_line(const char *text, size_t length)
{
	return has_hint(text, length) || has_long_word(text, length) ||
	    has_opaque(text, length) || jose_begins_in(text, length);
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
	const char *end = value + length, *word = secret_skip_scheme(value, end);
	if (secret_begins_basic(value, end) && is_basic(word, end))
		return false;
	word += end - word > 1 && *word == '$';
	return is_plain(word, (size_t)(end - word));
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

/* "$TOKEN" */
static bool
is_variable(const char *value, size_t length)
{
	size_t i = 1;
	while (i < length && (kind_of(value[i]) == UPPER || value[i] == '_'))
		i++;
	return length > 1 && length <= LONGEST_PLAIN && value[0] == '$' && i == length;
}

/* a regular expression that any value fits, as a mock server has it */
static bool
is_any(const char *value, size_t length)
{
	return length == 2 && value[0] == '.' && (value[1] == '*' || value[1] == '+');
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
	return own || word || is_variable(value, length) || is_starred(value, length) ||
	    is_placeholder(value, length) || is_any(value, length) ||
	    mask_is(value, length);
}
