/* Hexadecimal digits, and the percent-encoding of URIs, which is made of them. */
#include "percent.h"

int
hex_digit(char c)
{
	int lower = c | 0x20;
	if (c >= '0' && c <= '9')
		return c - '0';
	return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

/* of the two digits behind a byte */
static int
byte_behind(const char *at, const char *end)
{
	if (end - at < 3)
		return -1;
	int high = hex_digit(at[1]), low = hex_digit(at[2]);
	return high < 0 || low < 0 ? -1 : high << 4 | low;
}

int
percent_byte(const char *at, const char *end)
{
	return at < end && *at == '%' ? byte_behind(at, end) : -1;
}

/* how many bytes of a text have no % */
static size_t
plain_length(const char *at, size_t length)
{
	const char *sign = length ? memchr(at, '%', length) : NULL;
	return sign ? (size_t)(sign - at) : length;
}

/* what begins with a %; one that is encoded again is %25, and its digits are behind that
 */
static char
decode_byte(const char *at, const char *end, size_t *takes)
{
	const char *last = at;
	while (byte_behind(last, end) == '%')
		last += 2;
	int byte = byte_behind(last, end);
	*takes = (size_t)(last - at) + (byte < 0 ? 1 : 3);
	return byte < 0 ? *at : (char)byte;
}

void
percent_decode(struct buffer *b, const char *text, size_t length)
{
	const char *end = text + length;
	size_t takes;
	buffer_reserve(b, length);
	for (;;) {
		takes = plain_length(text, (size_t)(end - text));
		buffer_add(b, text, takes);
		text += takes;
		if (text == end)
			return;
		b->text[b->length++] = decode_byte(text, end, &takes);
		text += takes;
	}
}

const char *
percent_skip(const char *at, const char *end, size_t decoded)
{
	size_t takes;
	for (;;) {
		takes = plain_length(at, decoded);
		at += takes;
		decoded -= takes;
		if (decoded == 0)
			return at;
		decode_byte(at, end, &takes);
		at += takes;
		decoded--;
	}
}
