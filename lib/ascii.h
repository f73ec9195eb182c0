#ifndef JSCHEMA_ASCII_H
#define JSCHEMA_ASCII_H

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

/* ASCII characters by the names that grammars give them, whatever the locale says. */

static inline bool
is_digit(char c)
{
	return (unsigned char)(c - '0') <= 9;
}

static inline bool
is_letter(char c)
{
	return (unsigned char)((c | 0x20) - 'a') < 26;
}

static inline bool
is_alphanumeric(char c)
{
	return is_letter(c) || is_digit(c);
}

/* of a hexadecimal digit; -1: it is none */
static inline int
hex_value(char c)
{
	if (is_digit(c))
		return c - '0';
	return is_letter(c) && (c | 0x20) <= 'f' ? (c | 0x20) - 'a' + 10 : -1;
}

static inline bool
is_hex(char c)
{
	return hex_value(c) >= 0;
}

static inline bool
is_one_of(char c, const char *list)
{
	return c && strchr(list, c);
}

static inline char
to_lower(char c)
{
	return is_letter(c) ? (char)(c | 0x20) : c;
}

/* eight of them in a word, whose lowest byte is the first one on every machine */
static inline uint64_t
load_word(const char *at)
{
	uint64_t word;
	memcpy(&word, at, sizeof word);
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
	word = __builtin_bswap64(word);
#endif
	return word;
}

/* behind the characters that belong to a class */
static inline const char *
skip_class(const char *at, const char *end, bool (*belongs)(char))
{
	while (at < end && belongs(*at))
		at++;
	return at;
}

#endif
