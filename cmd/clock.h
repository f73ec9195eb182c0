#ifndef RTOK_CLOCK_H
#define RTOK_CLOCK_H

#include "jschema.h"
#include "util.h"

/* seconds since 1970-01-01T00:00:00Z */
int64_t clock_now(void);
/* true when the value is a string that names an instant */
bool clock_instant(struct jschema_value, int64_t *seconds);

/*
 * Adds a date-time in UTC, with "T", "Z" and the digits of its fraction as they were.
 * false, and nothing is added, where the text is none or where UTC has no year of four
 * digits for it.
 */
bool clock_add_utc(struct buffer *, const char *text, size_t length);

enum { CLOCK_INSTANT = 32 };
/* "2026-10-01T12:00:00Z"; false for years that have not four digits */
bool clock_write(int64_t seconds, char text[CLOCK_INSTANT]);

enum { CLOCK_WORDS = 40 };
/* "in 12 days", "3 hours ago", or short "12d", "-3h": how far an instant is from now */
void clock_relative(int64_t seconds, int64_t now, bool brief, char words[CLOCK_WORDS]);

#endif
