#ifndef RTOK_BASE64_H
#define RTOK_BASE64_H

#include "util.h"

/*
 * Adds the bytes that a text in base64 stands for, in either alphabet (RFC 4648 sections
 * 4 and 5). White space counts for nothing, and the padding may be missing. False where
 * it is no base64.
 */
bool base64_decode(struct buffer *, const char *text, size_t length);

#endif
