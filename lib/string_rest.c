/* What is rare in a string (RFC 8259 sections 7 and 8). */
#include "string_rest.h"

#include "ascii.h"
#include "scan.h"
#include "utf8.h"

#include <string.h>

/* four hex digits, or NULL after a failure */
static const char *
read_unit(const struct source *s, const char *at, unsigned *unit)
{
	*unit = 0;
	for (int i = 0; i < 4; i++, at++) {
		if (at == s->end || !is_hex(*at))
			return source_fail(s, at, "four hexadecimal digits");
		*unit = *unit << 4 | (unsigned)hex_value(*at);
	}
	return at;
}

/* RFC 8259 section 8.2: a surrogate without its other half names no character */
static const char *
read_unicode_escape(const struct source *s, const char *at)
{
	const char *escape = at - 2;
	unsigned high, low = 0;
	at = read_unit(s, at, &high);
	if (!at || high < 0xd800 || high > 0xdfff)
		return at;
	if (high < 0xdc00) {
		if (s->end - at < 2 && (at == s->end || *at == '\\'))
			return source_fail(
			    s, s->end, "the second half of a surrogate pair");
		if (at[0] == '\\' && at[1] == 'u') {
			at = read_unit(s, at + 2, &low);
			if (!at)
				return NULL;
		}
	}
	if (low < 0xdc00 || low > 0xdfff)
		return source_fail_with(s, escape, JSCHEMA_SYNTAX,
		    "a surrogate stands alone; a character beyond U+FFFF is escaped by "
		    "two");
	return at;
}

static const char *
read_escape(const struct source *s, const char *at)
{
	at++;
	if (at == s->end || *at == '\0' || !strchr("\"\\/bfnrtu", *at))
		return source_fail(
		    s, at, "one of \" \\ / b f n r t u behind a backslash");
	return *at == 'u' ? read_unicode_escape(s, at + 1) : at + 1;
}

/* Whether some more bytes would make a character of the last ones of a text; all that
 * may follow a lead byte is a range that holds 0x80 or 0xbf. */
static bool
is_cut(const char *at, size_t left)
{
	static const char continuations[] = {'\x80', '\xbf'};
	for (size_t i = 0; i < sizeof continuations && left < 4; i++) {
		char whole[4];
		memset(whole, continuations[i], sizeof whole);
		memcpy(whole, at, left);
		if (utf8_sequence(whole, sizeof whole) > left)
			return true;
	}
	return false;
}

static const char *
read_wide(const struct source *s, const char *at)
{
	while (at < s->end && (unsigned char)*at >= 0x80) {
		size_t left = (size_t)(s->end - at);
		size_t length = utf8_sequence(at, left);
		if (length == 0)
			return is_cut(at, left)
			    ? source_fail(s, s->end, "the rest of a character")
			    : source_fail(s, at, "UTF-8");
		at += length;
	}
	return at;
}

static const char *
fail_at_control(const struct source *s, const char *at)
{
	if (*at == '\n' || *at == '\r')
		return source_fail(s, at, "the closing quote of a string on its line");
	return source_fail(s, at,
	    *at == '\t' ? "a tab in a string to be written \\t"
			: "a control character to be escaped in a string");
}

const char *
string_rest(const struct source *s, const char *at, uint32_t *about)
{
	for (;;) {
		at = scan_string(at, s->end);
		if (at == s->end)
			return source_fail(s, at, "the closing quote of a string");
		if (*at == '"')
			return at;
		if (*at == '\\') {
			*about |= NODE_ESCAPED;
			at = read_escape(s, at);
		} else if ((unsigned char)*at >= 0x80) {
			*about |= NODE_WIDE;
			at = read_wide(s, at);
		} else {
			return fail_at_control(s, at);
		}
		if (!at)
			return NULL;
	}
}
