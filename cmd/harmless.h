#ifndef RTOK_HARMLESS_H
#define RTOK_HARMLESS_H

#include "mask.h"
#include "way.h"

/* Whether it is known that anybody may see a text, or the text of a number, there. */
bool harmless_is(
    const struct place *, enum jschema_kind, const char *text, size_t length);
/*
 * Adds what stands for a text that is not harmless in whole: its words, with masks for
 * those that are not. False where it is no list of words.
 */
bool harmless_words(
    struct buffer *, const struct place *, const char *text, size_t length);
/* whether anybody may see it as the name of a member */
bool harmless_as_name(const char *name, size_t length);
/* which form the mask has of what stands there */
enum mask_form harmless_form(const struct place *);
/* whether a member of that name has what nothing is known of */
bool harmless_closes(struct jschema_value name);

#endif
