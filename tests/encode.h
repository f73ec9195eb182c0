/* base64url (RFC 7515 section 2), which the command itself never writes. */
#ifndef TEST_ENCODE_H
#define TEST_ENCODE_H

#include "../cmd/util.h"

static inline void
encode(struct buffer *b, const void *bytes, size_t length)
{
	static const char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvw"
				       "xyz0123456789-_";
	unsigned held = 0, bits = 0;
	for (const unsigned char *at = bytes; length; at++, length--) {
		held = (held << 8 | *at) & 0xffff;
		for (bits += 8; bits >= 6; bits -= 6)
			buffer_add(b, &alphabet[held >> (bits - 6) & 63], 1);
	}
	if (bits)
		buffer_add(b, &alphabet[held << (6 - bits) & 63], 1);
}

#endif
