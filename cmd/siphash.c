/*
 * SipHash-2-4, a keyed hash: without the key nobody can tell which text has which hash.
 * J.-P. Aumasson and D. J. Bernstein, "SipHash: a fast short-input PRF", 2012, section 2.
 */
#include "siphash.h"

enum { COMPRESSION_ROUNDS = 2, FINAL_ROUNDS = 4 };

static uint64_t
rotate(uint64_t word, unsigned bits)
{
	return word << bits | word >> (64 - bits);
}

/* section 2.2, figure 2.1 (b) */
static void
mix(uint64_t v[4], unsigned rounds)
{
	while (rounds--) {
		v[0] += v[1];
		v[2] += v[3];
		v[1] = rotate(v[1], 13) ^ v[0];
		v[3] = rotate(v[3], 16) ^ v[2];
		v[0] = rotate(v[0], 32);
		v[2] += v[1];
		v[0] += v[3];
		v[1] = rotate(v[1], 17) ^ v[2];
		v[3] = rotate(v[3], 21) ^ v[0];
		v[2] = rotate(v[2], 32);
	}
}

static uint64_t
read_word(const unsigned char *bytes, size_t count)
{
	uint64_t word = 0;
	for (size_t i = 0; i < count; i++)
		word |= (uint64_t)bytes[i] << (8 * i);
	return word;
}

static void
compress(uint64_t v[4], uint64_t word)
{
	v[3] ^= word;
	mix(v, COMPRESSION_ROUNDS);
	v[0] ^= word;
}

uint64_t
siphash(const uint64_t key[2], const void *bytes, size_t length)
{
	const unsigned char *at = bytes;
	/* "somepseudorandomlygeneratedbytes" */
	uint64_t v[4] = {key[0] ^ 0x736f6d6570736575, key[1] ^ 0x646f72616e646f6d,
	    key[0] ^ 0x6c7967656e657261, key[1] ^ 0x7465646279746573};
	size_t left = length;
	for (; left >= 8; left -= 8, at += 8)
		compress(v, read_word(at, 8));
	compress(v, read_word(at, left) | (uint64_t)length << 56);
	v[2] ^= 0xff;
	mix(v, FINAL_ROUNDS);
	return v[0] ^ v[1] ^ v[2] ^ v[3];
}
