#ifndef JSCHEMA_SAFE_H
#define JSCHEMA_SAFE_H

#include <stddef.h>

enum { SAFE_PIECE = 16 }; /* more than any piece has bytes */

/*
 * Writes the next character of a text, of which *at < end is left, as a terminal can take
 * it, moves *at behind it and returns how many bytes were written, without a NUL.
 */
size_t safe_next(const char **at, const char *end, char piece[SAFE_PIECE]);

#endif
