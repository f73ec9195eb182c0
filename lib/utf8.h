#ifndef JSCHEMA_UTF8_H
#define JSCHEMA_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* code points of valid UTF-8; of any other text, the bytes that do not continue one */
size_t utf8_count(const char *text, size_t length);
/*
 * Bytes, 1 to 4, of the well-formed sequence at the start of any text (Unicode table 3-7:
 * the shortest form, no surrogates, up to U+10FFFF); 0 when there is none
 */
size_t utf8_sequence(const char *text, size_t length);
/* whether a byte of valid UTF-8 is not the first of its code point */
static inline bool
utf8_continues(char byte)
{
	return ((unsigned char)byte & 0xc0) == 0x80;
}
/* the next code point of valid UTF-8, of which *at < end is left; moves *at behind it */
uint32_t utf8_decode(const char **at, const char *end);
/* bytes written; 0 for a surrogate or what is above U+10FFFF, which UTF-8 cannot hold */
size_t utf8_encode(uint32_t code_point, char out[4]);
/*
 * May be sent to a terminal as it is. Not so controls, noncharacters, tags and characters
 * that end a line, turn the direction of the text or hide between others: the table is
 * the list. Joiners and variation selectors may, for scripts and emoji are made of them.
 */
bool utf8_is_safe(uint32_t code_point);

#endif
