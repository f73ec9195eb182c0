#ifndef RTOK_REQUIRED_H
#define RTOK_REQUIRED_H

#include "options.h"
#include "remarks.h"

/* Adds the names that --require can have. */
void required_words(struct buffer *);
/* Warns of members that --require names and that the built-in schema does not know. */
void required_warn(const struct options *);
/* Adds what a token lacks of what --require names. */
void required_check(const struct options *, struct jschema_value, struct remarks *);
/* Adds a hint where there is no token that could lack something. */
void required_check_none(
    const struct options *, struct jschema_value rows, struct remarks *);

#endif
