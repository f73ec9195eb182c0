/*
 * The formats of resource identifiers: RFC 3986 appendix A, RFC 3987 section 2.2, and the
 * templates of RFC 6570 section 2.
 *
 * uri_split() cuts at the same places as the grammar does, so that what is left is to
 * look at the characters of each part, and at the few places where parts would be
 * misread.
 */
#include "format.h"
#include "uri.h"
#include "utf8.h"

#include <string.h>

/* ---- characters ---- */

/* What may stand beyond ASCII: ucschar and iprivate (RFC 3987 section 2.2). */
enum {
	LETTERS = 1, /* ucschar, but for: */
	MARKS = 2,   /* bidirectional formatting, which section 4.1 forbids in an IRI */
	PRIVATE = 4, /* iprivate */
};

static const struct {
	uint32_t first, last;
	unsigned kind;
} ranges[] = {
    {0xa0, 0x200d, LETTERS},
    {0x200e, 0x200f, MARKS},
    {0x2010, 0x2029, LETTERS},
    {0x202a, 0x202e, MARKS},
    {0x202f, 0xd7ff, LETTERS},
    {0xe000, 0xf8ff, PRIVATE},
    {0xf900, 0xfdcf, LETTERS},
    {0xfdf0, 0xffef, LETTERS},
    {0x10000, 0x1fffd, LETTERS},
    {0x20000, 0x2fffd, LETTERS},
    {0x30000, 0x3fffd, LETTERS},
    {0x40000, 0x4fffd, LETTERS},
    {0x50000, 0x5fffd, LETTERS},
    {0x60000, 0x6fffd, LETTERS},
    {0x70000, 0x7fffd, LETTERS},
    {0x80000, 0x8fffd, LETTERS},
    {0x90000, 0x9fffd, LETTERS},
    {0xa0000, 0xafffd, LETTERS},
    {0xb0000, 0xbfffd, LETTERS},
    {0xc0000, 0xcfffd, LETTERS},
    {0xd0000, 0xdfffd, LETTERS},
    {0xe1000, 0xefffd, LETTERS},
    {0xf0000, 0xffffd, PRIVATE},
    {0x100000, 0x10fffd, PRIVATE},
};

/* what a part may hold, besides letters, digits and percent-encodings */
struct alphabet {
	const char *marks;
	unsigned beyond; /* ASCII, in an IRI or a template */
};

#define UNRESERVED "-._~"
#define SUB_DELIMS "!$&'()*+,;="
#define PCHAR UNRESERVED SUB_DELIMS ":@"

static const struct alphabet user_info = {UNRESERVED SUB_DELIMS ":", LETTERS};
static const struct alphabet registered_name = {UNRESERVED SUB_DELIMS, LETTERS};
static const struct alphabet path = {PCHAR "/", LETTERS};
static const struct alphabet query = {PCHAR "/?", LETTERS | PRIVATE};
static const struct alphabet fragment = {PCHAR "/?", LETTERS};
/* RFC 6570 section 2.1, with erratum 6937, which lets the apostrophe in */
static const struct alphabet literals = {
    "!#$&'()*+,-./:;=?@[]_~", LETTERS | MARKS | PRIVATE};
static const struct alphabet variable_name = {"_", 0};

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool
is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool
is_hex(char c)
{
	return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

static bool
is_one_of(char c, const char *marks)
{
	return is_letter(c) || is_digit(c) || (c && strchr(marks, c));
}

static bool
is_beyond(uint32_t code_point, unsigned kinds)
{
	for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++) {
		if (code_point <= ranges[i].last)
			return code_point >= ranges[i].first && kinds & ranges[i].kind;
	}
	return false;
}

/* what comes behind one character or percent-encoding; NULL when it is none of these */
static const char *
read_character(const char *at, const char *end, const char *marks, unsigned beyond)
{
	if (at < end && is_one_of(*at, marks))
		return at + 1;
	if (end - at >= 3 && *at == '%' && is_hex(at[1]) && is_hex(at[2]))
		return at + 3;
	if (at < end && (unsigned char)*at >= 0x80 &&
	    is_beyond(utf8_decode(&at, end), beyond))
		return at;
	return NULL;
}

/* international: as in an IRI. A part that is absent is well. */
static bool
check_characters(struct uri_part part, const struct alphabet *a, bool international)
{
	if (!part.text)
		return true;
	const char *at = part.text, *end = at + part.length;
	while (at && at < end)
		at = read_character(at, end, a->marks, international ? a->beyond : 0);
	return at;
}

/* ---- URI and IRI ---- */

/* RFC 3986 section 3.1 */
static bool
check_scheme(struct uri_part scheme)
{
	for (size_t i = 0; i < scheme.length; i++) {
		if (!is_one_of(scheme.text[i], "+-."))
			return false;
	}
	return is_letter(scheme.text[0]);
}

/* IPvFuture, from its v on */
static bool
check_future(const char *at, const char *end)
{
	const char *version = ++at;
	while (at < end && is_hex(*at))
		at++;
	if (at == version || end - at < 2 || *at != '.')
		return false;
	for (at++; at < end; at++) {
		if (!is_one_of(*at, UNRESERVED SUB_DELIMS ":"))
			return false;
	}
	return true;
}

/* IP-literal (RFC 3986 section 3.2.2), from its bracket on: NULL, or what is behind it */
static const char *
read_literal(const char *at, const char *end)
{
	const char *close = memchr(at, ']', (size_t)(end - at));
	at++;
	if (!close)
		return NULL;
	bool future = *at == 'v' || *at == 'V';
	bool good =
	    future ? check_future(at, close) : format_ipv6(at, (size_t)(close - at));
	return good ? close + 1 : NULL;
}

/* RFC 3986 section 3.2. A host and its port hold no @, nor does what is before it. */
static bool
check_authority(struct uri_part authority, bool international)
{
	if (!authority.text)
		return true;
	const char *at = authority.text, *end = at + authority.length;
	const char *sign = memchr(at, '@', authority.length);
	if (sign) {
		struct uri_part user = {at, (size_t)(sign - at)};
		if (!check_characters(user, &user_info, international))
			return false;
		at = sign + 1;
	}
	if (at < end && *at == '[') {
		at = read_literal(at, end);
		if (!at)
			return false;
	} else {
		const char *host = at;
		while (at < end && *at != ':')
			at++;
		struct uri_part name = {host, (size_t)(at - host)};
		if (!check_characters(name, &registered_name, international))
			return false;
	}
	if (at < end && *at++ != ':')
		return false;
	while (at < end && is_digit(*at))
		at++;
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
	if (p.scheme.text ? !check_scheme(p.scheme)
			  : p.path.length > 0 && *p.path.text == ':' && !p.authority.text)
		return false;
	return check_authority(p.authority, international) &&
	    check_characters(p.path, &path, international) &&
	    check_characters(p.query, &query, international) &&
	    check_characters(p.fragment, &fragment, international);
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
	const char *marks = variable_name.marks, *next;
	at = read_character(at, end, marks, 0);
	while (at && at < end) {
		next = read_character(at + (*at == '.'), end, marks, 0);
		if (!next)
			return *at == '.' ? NULL : at;
		at = next;
	}
	return at;
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

/* expression (RFC 6570 section 2.2), from its brace on; op-reserve is an operator too */
static const char *
read_expression(const char *at, const char *end)
{
	at++;
	if (at < end && *at && strchr("+#./;?&=,!@|", *at))
		at++;
	for (;;) {
		at = read_variable_name(at, end);
		if (at)
			at = read_modifier(at, end);
		if (!at || at == end)
			return NULL;
		if (*at == '}')
			return at + 1;
		if (*at++ != ',')
			return NULL;
	}
}

bool
format_uri_template(const char *text, size_t length)
{
	const char *at = text, *end = text + length;
	while (at && at < end)
		at = *at == '{'
		    ? read_expression(at, end)
		    : read_character(at, end, literals.marks, literals.beyond);
	return at == end;
}
