#ifndef RTOK_SLIPS_H
#define RTOK_SLIPS_H

#include "util.h"

/*
 * What was meant by a word that is nearly right. Start with `fewest` as slips_allowed(),
 * and offer the words one after another: true where a word is nearer than all before.
 */
size_t slips_allowed(size_t length);
bool slips_nearer(const char *typed, size_t length, const char *word, size_t word_length,
    size_t *fewest);
/*
 * The nearest of some words, with ", " between them, if any is near enough, or {0}. A
 * part of a word, as "jwt" in "bare-jwt", stands for it where nothing is nearer as a
 * whole.
 */
struct word slips_meant(const struct buffer *words, const char *typed, size_t length);
/* Adds "; did you mean WORD?" with that; false where there is none. */
bool slips_advise(
    struct buffer *, const struct buffer *words, const char *typed, size_t length);

#endif
