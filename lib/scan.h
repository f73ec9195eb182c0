/*
 * The two loops that look at every byte of a text, 32 bytes at a time where the compiler
 * may use AVX2, as for the reader that is taken on processors that have it, 16 bytes with
 * the SSE2 of every x86-64 or with the NEON of AArch64. -DJSCHEMA_PORTABLE, or any other
 * machine, gives the 8-byte version. They return the first byte that is not passed over,
 * or `end`.
 *
 * Most strings of a response are shorter than 32 bytes: the wider vectors save one in
 * seventeen of the instructions that reading and checking take, and hardly any time.
 */
#ifndef JSCHEMA_SCAN_H
#define JSCHEMA_SCAN_H

#include "ascii.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#if defined(JSCHEMA_PORTABLE)
#elif defined(__AVX2__)
#include <immintrin.h>
#define JSCHEMA_SCAN_VECTOR "AVX2"
#elif defined(__SSE2__)
#include <emmintrin.h>
#define JSCHEMA_SCAN_VECTOR "SSE2"
#elif defined(__aarch64__)
#include <arm_neon.h>
#define JSCHEMA_SCAN_VECTOR "NEON"
#endif

enum { SAME_READ = 32 }; /* bytes that scan_same() may read */

/* RFC 8259 section 7: what may stand in a string as it is, as far as ASCII goes */
static inline bool
is_plain(unsigned char c)
{
	return c >= 0x20 && c < 0x80 && c != '"' && c != '\\';
}

/* RFC 8259 section 2 */
static inline bool
is_space(unsigned char c)
{
	return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

#if defined(__AVX2__) && defined(JSCHEMA_SCAN_VECTOR)

enum { SCAN_WIDTH = 32 };
#define SCAN_SAME

/* as with SSE2 below, where the words are */
static inline uint64_t
stops_in_string(const char *at)
{
	__m256i bytes = _mm256_loadu_si256((const __m256i *)(const void *)at);
	__m256i slash = _mm256_cmpeq_epi8(bytes, _mm256_set1_epi8('\\'));
	__m256i turned = _mm256_xor_si256(bytes, _mm256_set1_epi8('"' ^ ' '));
	__m256i below = _mm256_subs_epi8(turned, _mm256_set1_epi8(' ' + 1));
	return (uint32_t)_mm256_movemask_epi8(_mm256_or_si256(slash, below));
}

static inline uint64_t
stops_in_space(const char *at)
{
	__m256i bytes = _mm256_loadu_si256((const __m256i *)(const void *)at);
	__m256i blank = _mm256_cmpeq_epi8(bytes, _mm256_set1_epi8(' '));
	__m256i line = _mm256_cmpeq_epi8(bytes, _mm256_set1_epi8('\n'));
	__m256i tab = _mm256_cmpeq_epi8(bytes, _mm256_set1_epi8('\t'));
	__m256i feed = _mm256_cmpeq_epi8(bytes, _mm256_set1_epi8('\r'));
	__m256i flat = _mm256_or_si256(blank, tab), ends = _mm256_or_si256(line, feed);
	return ~(uint32_t)_mm256_movemask_epi8(_mm256_or_si256(flat, ends));
}

static inline size_t
stop_index(uint64_t stops)
{
	return (unsigned)__builtin_ctzll(stops);
}

/* whether all bytes are the same but for the last ones, less than SAME_READ of so many */
static inline bool
scan_same(const char *a, const char *b, unsigned rest)
{
	__m256i left = _mm256_loadu_si256((const __m256i *)(const void *)a);
	__m256i right = _mm256_loadu_si256((const __m256i *)(const void *)b);
	__m256i same = _mm256_cmpeq_epi8(left, right);
	return !(~(uint32_t)_mm256_movemask_epi8(same) << rest);
}

#elif defined(__SSE2__) && defined(JSCHEMA_SCAN_VECTOR)

enum { SCAN_WIDTH = 16 };
#define SCAN_SAME

/*
 * A bit for each byte that is not plain. Seen as signed, bytes beyond ASCII are below all
 * others; and where the second bit is turned, the quote takes the place of the blank, so
 * that one subtraction has a sign for it, what is beyond ASCII and what is below it.
 */
static inline uint64_t
stops_in_string(const char *at)
{
	__m128i bytes = _mm_loadu_si128((const __m128i *)(const void *)at);
	__m128i slash = _mm_cmpeq_epi8(bytes, _mm_set1_epi8('\\'));
	__m128i turned = _mm_xor_si128(bytes, _mm_set1_epi8('"' ^ ' '));
	__m128i below = _mm_subs_epi8(turned, _mm_set1_epi8(' ' + 1));
	return (unsigned)_mm_movemask_epi8(_mm_or_si128(slash, below));
}

static inline uint64_t
stops_in_space(const char *at)
{
	__m128i bytes = _mm_loadu_si128((const __m128i *)(const void *)at);
	__m128i blank = _mm_cmpeq_epi8(bytes, _mm_set1_epi8(' '));
	__m128i line = _mm_cmpeq_epi8(bytes, _mm_set1_epi8('\n'));
	__m128i tab = _mm_cmpeq_epi8(bytes, _mm_set1_epi8('\t'));
	__m128i feed = _mm_cmpeq_epi8(bytes, _mm_set1_epi8('\r'));
	__m128i space = _mm_or_si128(_mm_or_si128(blank, line), _mm_or_si128(tab, feed));
	return (unsigned)_mm_movemask_epi8(space) ^ 0xffff;
}

static inline size_t
stop_index(uint64_t stops)
{
	return (unsigned)__builtin_ctzll(stops);
}

static inline unsigned
different_bytes(const char *a, const char *b)
{
	__m128i left = _mm_loadu_si128((const __m128i *)(const void *)a);
	__m128i right = _mm_loadu_si128((const __m128i *)(const void *)b);
	return (unsigned)_mm_movemask_epi8(_mm_cmpeq_epi8(left, right)) ^ 0xffff;
}

/* whether all bytes are the same but for the last ones, less than SAME_READ of so many */
static inline bool
scan_same(const char *a, const char *b, unsigned rest)
{
	uint32_t differs = different_bytes(a, b) | different_bytes(a + 16, b + 16) << 16;
	return !(differs << rest);
}

#elif defined(JSCHEMA_SCAN_VECTOR)

enum { SCAN_WIDTH = 16 };

/* NEON has no movemask: each byte of the comparison is narrowed to four bits */
static inline uint64_t
narrow(uint8x16_t mask)
{
	return vget_lane_u64(
	    vreinterpret_u64_u8(vshrn_n_u16(vreinterpretq_u16_u8(mask), 4)), 0);
}

static inline uint64_t
stops_in_string(const char *at)
{
	uint8x16_t bytes = vld1q_u8((const uint8_t *)at);
	uint8x16_t mark =
	    vorrq_u8(vceqq_u8(bytes, vdupq_n_u8('"')), vceqq_u8(bytes, vdupq_n_u8('\\')));
	uint8x16_t below = vcltq_s8(vreinterpretq_s8_u8(bytes), vdupq_n_s8(' '));
	return narrow(vorrq_u8(mark, below));
}

static inline uint64_t
stops_in_space(const char *at)
{
	uint8x16_t bytes = vld1q_u8((const uint8_t *)at);
	uint8x16_t flat =
	    vorrq_u8(vceqq_u8(bytes, vdupq_n_u8(' ')), vceqq_u8(bytes, vdupq_n_u8('\t')));
	uint8x16_t line = vorrq_u8(
	    vceqq_u8(bytes, vdupq_n_u8('\n')), vceqq_u8(bytes, vdupq_n_u8('\r')));
	return ~narrow(vorrq_u8(flat, line));
}

static inline size_t
stop_index(uint64_t stops)
{
	return (unsigned)__builtin_ctzll(stops) / 4;
}

#else

enum { SCAN_WIDTH = 8 };

/*
 * Eight bytes in a word. A byte b is below n (n <= 128) where (b - n) & ~b has its high
 * bit set; borrows can only raise false alarms above a true one, so the lowest is exact.
 */
static inline uint64_t
every_byte(unsigned char c)
{
	return UINT64_C(0x0101010101010101) * c;
}

static inline uint64_t
bytes_below(uint64_t word, unsigned char n)
{
	return (word - every_byte(n)) & ~word & every_byte(0x80);
}

static inline uint64_t
bytes_equal(uint64_t word, unsigned char c)
{
	return bytes_below(word ^ every_byte(c), 1);
}

static inline uint64_t
stops_in_string(const char *at)
{
	uint64_t word = load_word(at);
	return bytes_below(word, ' ') | bytes_equal(word, '"') | bytes_equal(word, '\\') |
	    (word & every_byte(0x80));
}

/* a long run of white space is the indentation of a line: blanks only */
static inline uint64_t
stops_in_space(const char *at)
{
	uint64_t other = load_word(at) ^ every_byte(' ');
	uint64_t low = (other & every_byte(0x7f)) + every_byte(0x7f);
	return (low | other) & every_byte(0x80);
}

static inline size_t
stop_index(uint64_t stops)
{
	return (unsigned)__builtin_ctzll(stops) / 8;
}

#endif

#ifndef SCAN_SAME
static inline bool
scan_same(const char *a, const char *b, unsigned rest)
{
	return memcmp(a, b, SAME_READ - rest) == 0;
}
#endif

/* the first byte that is not plain; NULL: it is not in what can be looked at together */
static inline const char *
scan_stop(const char *at, const char *end)
{
	/* one counter up to zero is both the place and what is left */
	for (ptrdiff_t i = at - end; i <= -SCAN_WIDTH; i += SCAN_WIDTH) {
		uint64_t stops = stops_in_string(end + i);
		if (stops)
			return end + i + stop_index(stops);
	}
	return NULL;
}

/* where that stands which scan_stop() does not look at */
static inline const char *
scan_left(const char *at, const char *end)
{
	return end - (end - at) % SCAN_WIDTH;
}

static inline const char *
scan_string(const char *at, const char *end)
{
	const char *stop = scan_stop(at, end);
	if (stop)
		return stop;
	at = scan_left(at, end);
	while (at < end && is_plain((unsigned char)*at))
		at++;
	return at;
}

static inline const char *
scan_space(const char *at, const char *end)
{
	/* most values are followed by no white space or by one byte of it */
	if (at < end && (unsigned char)*at > ' ')
		return at;
	if (at < end && is_space((unsigned char)*at))
		at++;
	if (at < end && (unsigned char)*at > ' ')
		return at;
	for (; end - at >= SCAN_WIDTH; at += SCAN_WIDTH) {
		uint64_t stops = stops_in_space(at);
		if (stops) {
			at += stop_index(stops);
			break;
		}
	}
	while (at < end && is_space((unsigned char)*at))
		at++;
	return at;
}

#endif
