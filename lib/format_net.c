/*
 * The formats of addresses: IPv4 by RFC 2673 section 3.2, IPv6 by RFC 4291 section 2.2,
 * mail by RFC 5321 section 4.1.2 and RFC 6531 section 3.3. Host names are in
 * format_idn.c.
 *
 * Mail has its own, older forms of both addresses, so that each is read by one routine
 * that is told whose rules hold.
 */
#include "ascii.h"
#include "format.h"

enum {
	BYTES_OF_IPV4 = 4,
	GROUPS_OF_IPV6 = 8,
	/* RFC 5321 section 4.5.3.1.1 */
	MOST_LOCAL = 64,
	/* RFC 5321 section 4.5.3.1.3: 256 with the < and > around it */
	MOST_MAIL = 254,
};

/* ---- IP addresses ---- */

/*
 * Four decimal numbers. RFC 2673 and RFC 5321 write them with 1 to 3 digits, RFC 3986
 * (dec-octet), which tells what stands inside an IPv6 address, without leading zeros.
 */
static bool
check_quad(const char *at, const char *end, bool leading_zeros)
{
	for (int i = 0; i < BYTES_OF_IPV4; i++) {
		if (i > 0 && (at == end || *at++ != '.'))
			return false;
		const char *start = at;
		unsigned value = 0;
		while (at < end && is_digit(*at) && at - start < 3)
			value = value * 10 + (unsigned)(*at++ - '0');
		if (at == start || value > 255)
			return false;
		if (*start == '0' && at - start > 1 && !leading_zeros)
			return false;
	}
	return at == end;
}

/*
 * Groups of hex digits, of which one "::" leaves some out: at least one by RFC 4291, at
 * least two by RFC 5321 section 4.1.3. A dotted quad may stand for the last two.
 */
static bool
check_groups(const char *at, const char *end, bool mail)
{
	const unsigned most_with_gap = mail ? GROUPS_OF_IPV6 - 2 : GROUPS_OF_IPV6 - 1;
	unsigned groups = 0;
	bool gap = end - at >= 2 && at[0] == ':' && at[1] == ':';
	if (gap)
		at += 2;
	while (at < end) {
		const char *start = at;
		at = skip_class(at, end, is_hex);
		if (at < end && *at == '.') {
			groups += 2;
			if (!check_quad(start, end, mail))
				return false;
			break;
		}
		groups++;
		if (at == start || at - start > 4)
			return false;
		if (at == end)
			break;
		if (*at++ != ':' || at == end)
			return false;
		if (*at == ':') {
			if (gap)
				return false;
			gap = true;
			at++;
		}
	}
	return gap ? groups <= most_with_gap : groups == GROUPS_OF_IPV6;
}

bool
format_ipv4(const char *text, size_t length)
{
	return check_quad(text, text + length, true);
}

bool
format_ipv6(const char *text, size_t length)
{
	return check_groups(text, text + length, false);
}

/* ---- mail ---- */

/* With RFC 6531, what is not ASCII may stand wherever atext or qtextSMTP may. */
static bool
is_beyond_ascii(char c)
{
	return (unsigned char)c >= 0x80;
}

/* Dot-string: atoms with single dots between them. NULL when there is none. */
static const char *
read_dot_string(const char *at, const char *end, bool international)
{
	static const char marks[] = "!#$%&'*+-/=?^_`{|}~"; /* RFC 5322 section 3.2.3 */
	for (;; at++) {
		const char *start = at;
		while (at < end &&
		    (is_alphanumeric(*at) || is_one_of(*at, marks) ||
			(international && is_beyond_ascii(*at))))
			at++;
		if (at == start)
			return NULL;
		if (at == end || *at != '.')
			return at;
	}
}

/* Quoted-string, from its first quote on. NULL when it is broken. */
static const char *
read_quoted_string(const char *at, const char *end, bool international)
{
	for (at++; at < end && *at != '"'; at++) {
		bool pair = *at == '\\';
		if (pair && ++at == end)
			return NULL;
		bool printable = *at >= ' ' && *at <= '~';
		bool beyond = international && !pair && is_beyond_ascii(*at);
		if (!printable && !beyond)
			return NULL;
	}
	return at < end ? at + 1 : NULL;
}

/*
 * address-literal (RFC 5321 section 4.1.3), from its bracket on. Any tag but IPv6, in
 * either case (RFC 5234 section 2.3), would have to be registered with IANA, where there
 * is none.
 */
static bool
check_literal(const char *at, const char *end)
{
	const char *tag = "[ipv6:", *start = at;
	if (*--end != ']')
		return false;
	for (; *tag && at < end && to_lower(*at) == *tag; tag++)
		at++;
	return *tag ? check_quad(start + 1, end, true) : check_groups(at, end, true);
}

static bool
check_mail(const char *text, size_t length, bool international)
{
	const char *at = text, *end = text + length;
	if (!length || length > MOST_MAIL)
		return false;
	at = *at == '"' ? read_quoted_string(at, end, international)
			: read_dot_string(at, end, international);
	if (!at || at == end || *at != '@' || at - text > MOST_LOCAL)
		return false;
	at++;
	if (at < end && *at == '[')
		return check_literal(at, end);
	size_t rest = (size_t)(end - at);
	return international ? format_idn_domain(at, rest) : format_hostname(at, rest);
}

bool
format_email(const char *text, size_t length)
{
	return check_mail(text, length, false);
}

bool
format_idn_email(const char *text, size_t length)
{
	return check_mail(text, length, true);
}
