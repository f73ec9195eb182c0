/* Base64 (RFC 4648), kind to the ways in which it is wrapped, strict about its bits. */
#include "base64.h"

/* the six bits of a character, or -1 */
static int
bits_of(char c)
{
	if (c >= 'A' && c <= 'Z')
		return c - 'A';
	if (c >= 'a' && c <= 'z')
		return c - 'a' + 26;
	if (c >= '0' && c <= '9')
		return c - '0' + 52;
	return c == '+' || c == '-' ? 62 : c == '/' || c == '_' ? 63 : -1;
}

static bool
is_space(char c)
{
	return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

bool
base64_decode(struct buffer *out, const char *text, size_t length)
{
	unsigned bits = 0, in_group = 0, padding = 0;
	buffer_reserve(out, length / 4 * 3 + 3);
	for (size_t i = 0; i < length; i++) {
		int six = bits_of(text[i]);
		if (is_space(text[i]))
			continue;
		if (text[i] == '=' && padding < 2) {
			padding++;
			continue;
		}
		if (six < 0 || padding)
			return false;
		bits = bits << 6 | (unsigned)six;
		if (in_group)
			out->text[out->length++] = (char)(bits >> (6 - 2 * in_group));
		in_group = (in_group + 1) % 4;
	}
	/* four characters are three bytes; what is over has to be nothing */
	unsigned over = in_group == 2 ? 15 : in_group == 3 ? 3 : 0;
	return in_group != 1 && (bits & over) == 0 &&
	    (padding == 0 || padding + in_group == 4);
}

bool
base64url_decode(struct buffer *out, const char *text, size_t length)
{
	for (size_t i = 0; i < length; i++) {
		if (text[i] == '+' || text[i] == '/' || text[i] == '=' ||
		    is_space(text[i]))
			return false;
	}
	return base64_decode(out, text, length);
}

void
base64_encode(struct buffer *out, const char *bytes, size_t length)
{
	static const char alphabet[] =
	    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
	buffer_reserve(out, length / 3 * 4 + 4);
	for (size_t i = 0; i < length; i += 3) {
		unsigned group = 0;
		for (size_t k = 0; k < 3; k++)
			group = group << 8 |
			    (i + k < length ? (unsigned char)bytes[i + k] : 0);
		for (size_t k = 0; k < 4; k++) {
			bool more = i + k <= length;
			out->text[out->length++] =
			    more ? alphabet[group >> (18 - 6 * k) & 63] : '=';
		}
	}
}
