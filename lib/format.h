#ifndef JSCHEMA_FORMAT_H
#define JSCHEMA_FORMAT_H

#include <stdbool.h>
#include <stddef.h>

/*
 * The checkers of the formats (Validation 7.3): true when the characters of the string
 * are an instance of the format. The text may hold anything, NUL too, and none needs to
 * end with one.
 */

/* RFC 3339 section 5.6 (Validation 7.3.1) */
bool format_date_time(const char *text, size_t length);
bool format_date(const char *text, size_t length);
bool format_time(const char *text, size_t length);
/* RFC 3339 appendix A (Validation 7.3.1) */
bool format_duration(const char *text, size_t length);

#endif
