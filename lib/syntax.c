/* What is told of a text that is no JSON (RFC 8259), and what to do about it. */
#include "syntax.h"

#include "ascii.h"
#include "scan.h"
#include "utf8.h"

#include <stdio.h>

static const char TRUE_ADVICE[] = "JSON spells it true";
static const char FALSE_ADVICE[] = "JSON spells it false";
static const char NULL_ADVICE[] = "JSON spells it null";
static const char NAN_ADVICE[] = "JSON has no NaN; null is the usual stand-in";
static const char INFINITY_ADVICE[] = "JSON has no Infinity; null is the usual stand-in";

enum { SHORTEST_BASE64 = 8 }; /* that is told from a word */

struct hint {
	const char *found;
	const char *advice;
};

/* whole words, in small letters, which other languages and YAML have in any */
static const struct hint spellings[] = {
    {"true", TRUE_ADVICE},
    {"yes", TRUE_ADVICE},
    {"on", TRUE_ADVICE},
    {"y", TRUE_ADVICE},
    {"false", FALSE_ADVICE},
    {"no", FALSE_ADVICE},
    {"off", FALSE_ADVICE},
    {"n", FALSE_ADVICE},
    {"null", NULL_ADVICE},
    {"none", NULL_ADVICE},
    {"nil", NULL_ADVICE},
    {"undefined", NULL_ADVICE},
    {"nan", NAN_ADVICE},
    {"infinity", INFINITY_ADVICE},
    {"inf", INFINITY_ADVICE},
};

/* what people write who think of another language */
static const struct hint hints[] = {
    {"'", "strings stand in double quotes"},
    {"/", "JSON has no comments"},
    {"#", "JSON has no comments"},
    {"+", "a number has no plus sign"},
    {".", "a number begins with a digit"},
    {"<", "this looks like HTML or XML"},
    {"HTTP/", "this looks like an answer with its headers"},
    {"\x1f\x8b", "this is compressed by gzip; unpack it first, as with zcat"},
    {"\x28\xb5\x2f\xfd", "this is compressed by zstd; unpack it first, as with zstdcat"},
    {"\xfd\x37zXZ", "this is compressed by xz; unpack it first, as with xzcat"},
    {"BZh", "this is compressed by bzip2; unpack it first, as with bzcat"},
    {"PK\x03\x04", "this looks like a zip archive; unpack it first"},
    {"Authorization:", "this looks like a header of HTTP"},
    {"authorization:", "this looks like a header of HTTP"},
    {"Bearer ", "this looks like a token and not like JSON"},
    {"v1.", "this looks like a token and not like JSON"},
    {"data:", "this looks like server-sent events; what follows data: may be JSON"},
    {"\xe2\x80\x9c", "strings stand in plain double quotes"},
    {"\xe2\x80\x9d", "strings stand in plain double quotes"},
    {"\xe2\x80\x9e", "strings stand in plain double quotes"},
    {"\xef\xbb\xbf", "a byte order mark does not belong here"},
};

/* ASCII in two or four bytes each, by the first four (RFC 4627 section 3), or the byte
 * order mark of such */
static bool
is_wide(const char *text, const char *at, const char *end)
{
	if (at == text && end - at >= 2 &&
	    (memcmp(at, "\xff\xfe", 2) == 0 || memcmp(at, "\xfe\xff", 2) == 0))
		return true;
	if (end - text < 4 || at - text >= 4 || *at)
		return false;
	return (!text[0] && !text[2]) != (!text[1] && !text[3]);
}

static bool
is_of_word(char c)
{
	return is_alphanumeric(c) || c == '_';
}

/* of Base64, in both of its alphabets (RFC 4648 sections 4 and 5) */
static bool
is_of_base64(char c)
{
	return is_alphanumeric(c) || is_one_of(c, "+/-_");
}

/* an object or array in Base64, or objects with dots between (RFC 7515 section 3.1) */
static const char *
advice_for_base64(const char *text, const char *at, const char *end)
{
	/* of a bracket, and white space, a quote or another one behind it */
	static const char *const starts[] = {
	    "eyJ", "eyA", "ewo", "ew0", "W3s", "WyJ", "WyA", "Wwo", "Ww0"};
	const char *behind = skip_class(at, end, is_of_base64);
	size_t i = 0, count = sizeof starts / sizeof *starts;
	if (behind - at < SHORTEST_BASE64)
		return NULL;
	while (i < count && memcmp(at, starts[i], 3) != 0)
		i++;
	if (i == count)
		return NULL;
	if (i == 0 && behind < end && *behind == '.')
		return "this looks like a JSON Web Token and not like JSON";
	return at == text
	    ? "this looks like JSON in Base64; decode it first, as with base64 -d"
	    : NULL;
}

/* name=value, where the text begins */
static bool
is_form(const char *text, const char *at, const char *end)
{
	const char *name = at;
	while (at < end && (*at == '_' || (*at >= 'a' && *at <= 'z')))
		at++;
	return name == text && at > name && at < end && *at == '=';
}

/* whether a word is all of a value, and neither a name without quotes nor prose */
static bool
stands_for_value(const char *text, const char *at, const char *behind, const char *end)
{
	while (at > text && is_space((unsigned char)at[-1]))
		at--;
	while (behind < end && is_one_of(*behind, " \t"))
		behind++;
	return (at == text || is_one_of(at[-1], ":,[-")) &&
	    (behind == end || is_one_of(*behind, ",]}\r\n"));
}

static const char *
advice_for_word(const char *text, const char *at, const char *end)
{
	const char *behind = skip_class(at, end, is_of_word);
	size_t length = (size_t)(behind - at), same = 0;
	if (!stands_for_value(text, at, behind, end))
		return NULL;
	for (size_t i = 0; i < sizeof spellings / sizeof *spellings; i++, same = 0) {
		while (same < length && to_lower(at[same]) == spellings[i].found[same])
			same++;
		if (same == length && !spellings[i].found[same])
			return spellings[i].advice;
	}
	return NULL;
}

static const char *
advice_for(const char *text, const char *at, const char *end)
{
	size_t left = (size_t)(end - at);
	if (is_wide(text, at, end))
		return "this looks like UTF-16 or UTF-32; JSON is UTF-8";
	if (is_form(text, at, end))
		return "this looks like a form; JSON writes {\"name\": \"value\"}";
	if (at == text && at < end && *at == ',')
		return "no comma stands before or between documents";
	for (size_t i = 0; i < sizeof hints / sizeof *hints; i++) {
		size_t length = strlen(hints[i].found);
		if (length <= left && memcmp(at, hints[i].found, length) == 0)
			return hints[i].advice;
	}
	const char *advice = advice_for_base64(text, at, end);
	return advice ? advice : advice_for_word(text, at, end);
}

static void
describe_byte(
    const char *at, const char *end, const char *whole, char *words, size_t size)
{
	size_t length = at < end ? utf8_sequence(at, (size_t)(end - at)) : 0;
	if (at == end) {
		snprintf(words, size, "the end of the %s", whole);
	} else if (*at == '\n' || *at == '\r') {
		snprintf(words, size, "the end of the line");
	} else if (*at == '\t') {
		snprintf(words, size, "a tab");
	} else if (length == 0 || (length == 1 && (*at < 0x20 || *at == 0x7f))) {
		snprintf(words, size, "the byte 0x%02x", (unsigned char)*at);
	} else if (length == 1) {
		snprintf(words, size, *at == '\'' ? "an apostrophe" : "'%c'", *at);
	} else {
		const char *next = at;
		snprintf(words, size, "the character U+%04X",
		    (unsigned)utf8_decode(&next, at + length));
	}
}

/* whether a bracket closes where a comma promised something */
static bool
is_behind_comma(const char *text, const char *at, const char *end)
{
	if (at == end || (*at != '}' && *at != ']'))
		return false;
	while (at > text && is_space((unsigned char)at[-1]))
		at--;
	return at > text && at[-1] == ',';
}

void
syntax_say(char *words, size_t size, const char *text, const char *at, const char *end,
    const char *whole, const char *expected)
{
	char found[40];
	describe_byte(at, end, whole, found, sizeof found);
	const char *advice = is_behind_comma(text, at, end)
	    ? "the comma before it is one too many"
	    : advice_for(text, at, end);
	snprintf(words, size, "expected %s, found %s%s%s", expected, found,
	    advice ? ": " : "", advice ? advice : "");
}
