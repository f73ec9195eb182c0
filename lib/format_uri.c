/*
 * The formats of resource identifiers: RFC 3986 appendix A, RFC 3987 section 2.2, and the
 * templates of RFC 6570 section 2.
 *
 * uri_split() cuts at the same places as the grammar does, so that what is left is to
 * look at the characters of each part, and at the few places where parts would be
 * misread.
 */
#include "ascii.h"
#include "format.h"
#include "uri.h"
#include "utf8.h"

#include <string.h>

/* ---- characters ---- */

/* What a part may hold besides letters, digits and its marks. */
enum {
	ENCODED = 1, /* percent-encodings */
	/* and in an IRI or a template (RFC 3987 section 2.2): */
	LETTERS = 2, /* ucschar, but for: */
	BIDI = 4,    /* bidirectional formatting, which section 4.1 forbids in an IRI */
	PRIVATE = 8, /* iprivate */
};

struct alphabet {
	const char *marks;
	unsigned kinds;
};

#define UNRESERVED "-._~"
#define SUB_DELIMS "!$&'()*+,;="
#define PCHAR UNRESERVED SUB_DELIMS ":@"

static const struct alphabet scheme = {"+-.", 0};
static const struct alphabet user_info = {UNRESERVED SUB_DELIMS ":", ENCODED | LETTERS};
static const struct alphabet registered_name = {UNRESERVED SUB_DELIMS, ENCODED | LETTERS};
static const struct alphabet future_address = {UNRESERVED SUB_DELIMS ":", 0};
static const struct alphabet path = {PCHAR "/", ENCODED | LETTERS};
static const struct alphabet query = {PCHAR "/?", ENCODED | LETTERS | PRIVATE};
static const struct alphabet fragment = {PCHAR "/?", ENCODED | LETTERS};
/* RFC 6570 section 2.1, with erratum 6937, which lets the apostrophe in */
static const struct alphabet literals = {
    "!#$&'()*+,-./:;=?@[]_~", ENCODED | LETTERS | BIDI | PRIVATE};
static const struct alphabet variable_name = {"_", ENCODED};

static unsigned
kind_beyond_ascii(uint32_t code_point)
{
	static const struct {
		uint32_t first, last;
		unsigned kind;
	} ranges[] = {
	    {0xa0, 0x200d, LETTERS},
	    {0x200e, 0x200f, BIDI},
	    {0x2010, 0x2029, LETTERS},
	    {0x202a, 0x202e, BIDI},
	    {0x202f, 0xd7ff, LETTERS},
	    {0xe000, 0xf8ff, PRIVATE},
	    {0xf900, 0xfdcf, LETTERS},
	    {0xfdf0, 0xffef, LETTERS},
	    {0x10000, 0xdffff, LETTERS},
	    {0xe1000, 0xeffff, LETTERS},
	    {0xf0000, 0x10ffff, PRIVATE},
	};
	bool noncharacter = (code_point & 0xfffe) == 0xfffe; /* the last two of a plane */
	for (size_t i = 0; i < sizeof ranges / sizeof *ranges && !noncharacter; i++) {
		if (code_point <= ranges[i].last)
			return code_point >= ranges[i].first ? ranges[i].kind : 0;
	}
	return 0;
}

/* what comes behind one character or percent-encoding; NULL when it is none of these */
static const char *
read_character(const char *at, const char *end, const char *marks, unsigned kinds)
{
	if (is_alphanumeric(*at) || is_one_of(*at, marks))
		return at + 1;
	if (*at == '%' && kinds & ENCODED && end - at >= 3 && is_hex(at[1]) &&
	    is_hex(at[2]))
		return at + 3;
	if ((unsigned char)*at >= 0x80 &&
	    kinds & kind_beyond_ascii(utf8_decode(&at, end)))
		return at;
	return NULL;
}

/* behind all characters of the alphabet; international: as in an IRI */
static const char *
skip(const char *at, const char *end, const struct alphabet *a, bool international)
{
	unsigned kinds = international ? a->kinds : a->kinds & ENCODED;
	const char *next;
	while (at < end && (next = read_character(at, end, a->marks, kinds)))
		at = next;
	return at;
}

/* A part that is absent is well. */
static bool
check_part(struct uri_part part, const struct alphabet *a, bool international)
{
	if (!part.text)
		return true;
	const char *end = part.text + part.length;
	return skip(part.text, end, a, international) == end;
}

/* ---- URI and IRI ---- */

/* IPvFuture, from its v on */
static bool
check_future(const char *at, const char *end)
{
	const char *version = at + 1, *dot = skip_class(version, end, is_hex);
	return dot > version && end - dot >= 2 && *dot == '.' &&
	    skip(dot + 1, end, &future_address, false) == end;
}

/* IP-literal (RFC 3986 section 3.2.2), from its bracket on: NULL, or what is behind it */
static const char *
read_literal(const char *at, const char *end)
{
	const char *close = memchr(at, ']', (size_t)(end - at));
	at++;
	if (!close)
		return NULL;
	bool good = to_lower(*at) == 'v' ? check_future(at, close)
					 : format_ipv6(at, (size_t)(close - at));
	return good ? close + 1 : NULL;
}

/* RFC 3986 section 3.2 */
static bool
check_authority(struct uri_part authority, bool international)
{
	if (!authority.text)
		return true;
	const char *host = authority.text, *end = host + authority.length;
	const char *at = skip(host, end, &user_info, international);
	if (at < end && *at == '@')
		host = at + 1;
	at = host < end && *host == '['
	    ? read_literal(host, end)
	    : skip(host, end, &registered_name, international);
	if (at && at < end && *at == ':')
		at = skip_class(at + 1, end, is_digit);
	return at == end;
}

static bool
check(const char *text, size_t length, bool absolute, bool international)
{
	struct uri_parts p;
	uri_split(text, length, &p);
	if (absolute && !p.scheme.text)
		return false;
	/* path-noscheme (RFC 3986 section 4.2): only an empty scheme is not split off */
	if (p.scheme.text ? !is_letter(*p.scheme.text)
			  : p.path.length > 0 && *p.path.text == ':' && !p.authority.text)
		return false;
	return check_part(p.scheme, &scheme, false) &&
	    check_authority(p.authority, international) &&
	    check_part(p.path, &path, international) &&
	    check_part(p.query, &query, international) &&
	    check_part(p.fragment, &fragment, international);
}

bool
format_uri(const char *text, size_t length)
{
	return check(text, length, true, false);
}

bool
format_uri_reference(const char *text, size_t length)
{
	return check(text, length, false, false);
}

bool
format_iri(const char *text, size_t length)
{
	return check(text, length, true, true);
}

bool
format_iri_reference(const char *text, size_t length)
{
	return check(text, length, false, true);
}

/* ---- URI templates ---- */

/* varname (RFC 6570 section 2.3): a dot stands only between two characters */
static const char *
read_variable_name(const char *at, const char *end)
{
	for (;; at++) {
		const char *start = at;
		at = skip(at, end, &variable_name, false);
		if (at == start)
			return NULL;
		if (at == end || *at != '.')
			return at;
	}
}

/* modifier-level4 (RFC 6570 section 2.4), which may be absent */
static const char *
read_modifier(const char *at, const char *end)
{
	enum { MOST_DIGITS = 4 };
	if (at < end && *at == '*')
		return at + 1;
	if (at == end || *at != ':')
		return at;
	const char *digits = ++at;
	while (at < end && is_digit(*at) && at - digits < MOST_DIGITS)
		at++;
	return at > digits && *digits != '0' ? at : NULL;
}

/* expression (RFC 6570 section 2.2), behind its brace; op-reserve is an operator too */
static const char *
read_expression(const char *at, const char *end)
{
	if (at < end && is_one_of(*at, "+#./;?&=,!@|"))
		at++;
	for (;; at++) {
		at = read_variable_name(at, end);
		if (at)
			at = read_modifier(at, end);
		if (!at || at == end)
			return NULL;
		if (*at == '}')
			return at + 1;
		if (*at != ',')
			return NULL;
	}
}

bool
format_uri_template(const char *text, size_t length)
{
	const char *at = text, *end = text + length;
	while (at && (at = skip(at, end, &literals, true)) < end)
		at = *at == '{' ? read_expression(at + 1, end) : NULL;
	return at == end;
}
