#ifndef RTOK_SIPHASH_H
#define RTOK_SIPHASH_H

#include <stddef.h>
#include <stdint.h>

/* SipHash-2-4 of some bytes; the key is 16 bytes, as two little-endian words. */
uint64_t siphash(const uint64_t key[2], const void *bytes, size_t length);

#endif
