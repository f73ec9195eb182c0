/* Texts of strangers, made safe to look at. */
#include "safe.h"

#include "jschema.h"
#include "utf8.h"

#include <stdio.h>
#include <string.h>

size_t
safe_next(const char **at, const char *end, char piece[SAFE_PIECE])
{
	/* nearly all are visible characters of ASCII */
	if (**at >= ' ' && **at < 0x7f) {
		piece[0] = *(*at)++;
		return 1;
	}
	size_t length = utf8_sequence(*at, (size_t)(end - *at));
	if (length == 0) {
		unsigned byte = (unsigned char)*(*at)++;
		return (size_t)snprintf(piece, SAFE_PIECE, "\\x%02x", byte);
	}
	const char *start = *at;
	uint32_t c = utf8_decode(at, start + length);
	if (!utf8_is_safe(c))
		return (size_t)snprintf(
		    piece, SAFE_PIECE, c < 0x10000 ? "\\u%04x" : "\\u{%x}", (unsigned)c);
	memcpy(piece, start, length);
	return length;
}

size_t
jschema_escape(const char *text, size_t length, char *buffer, size_t size)
{
	const char *at = text, *end = length ? text + length : text;
	size_t whole = 0, fit = 0;
	bool full = false; /* of no bytes, the first fills it */
	while (at < end) {
		char piece[SAFE_PIECE];
		size_t n = safe_next(&at, end, piece);
		full = full || n >= size - fit;
		if (!full) {
			memcpy(buffer + fit, piece, n);
			fit += n;
		}
		whole += n;
	}
	if (size)
		buffer[fit] = '\0';
	return whole;
}
