#ifndef RTOK_VERIFY_H
#define RTOK_VERIFY_H

#include "public_key.h"

/* Whether OpenSSL takes the signature of a token for that of the key. */
bool verify_signature(const struct jws *, const struct key *, const struct algorithm *);
/* the version of OpenSSL, as it runs */
const char *verify_library(void);

#endif
