#ifndef RTOK_BASE64_H
#define RTOK_BASE64_H

#include "util.h"

#include <stdint.h>

/*
 * Adds the bytes that a text in base64 stands for, in either alphabet (RFC 4648 sections
 * 4 and 5). White space counts for nothing, and the padding may be missing. False where
 * it is no base64; what stands before that was added.
 */
bool base64_decode(struct buffer *, const char *text, size_t length);
/* The same in the only way in which RFC 7515 section 2 writes it: base64url, nothing
 * else. */
bool base64url_decode(struct buffer *, const char *text, size_t length);
/* Adds bytes as base64 with its padding (RFC 4648 section 4). */
void base64_encode(struct buffer *, const char *bytes, size_t length);

/* whether it is of the alphabet for URLs, which tokens are written in without padding */
static inline bool
base64_is_url(char c)
{
	/* a bit for each: "-" and digits, "A" to "Z", "_", "a" to "z" */
	static const uint64_t letters[4] = {0x03ff200000000000, 0x07fffffe87fffffe, 0, 0};
	unsigned byte = (unsigned char)c;
	return letters[byte >> 6] >> (byte & 63) & 1;
}

#endif
