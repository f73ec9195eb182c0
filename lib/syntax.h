#ifndef JSCHEMA_SYNTAX_H
#define JSCHEMA_SYNTAX_H

#include <stddef.h>

/*
 * Writes what was expected at a place of a text, what is there up to its end, which is
 * that of this whole, and what to do where that looks like something known. 200 bytes are
 * enough.
 */
void syntax_say(char *words, size_t size, const char *text, const char *at,
    const char *end, const char *whole, const char *expected);

#endif
