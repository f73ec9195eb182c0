#ifndef RTOK_PERCENT_H
#define RTOK_PERCENT_H

/* the value of a hexadecimal digit; -1: it is none */
int hex_digit(char);
/* the byte that a % and the two digits behind stand for (RFC 3986 section 2.1), or -1 */
int percent_byte(const char *at, const char *end);

#endif
