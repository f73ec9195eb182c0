#ifndef JSCHEMA_SUGGEST_H
#define JSCHEMA_SUGGEST_H

#include "names.h"

/*
 * "Did you mean": what is spelt nearly alike, or nothing where nothing is near. It is
 * dear to find out: `compared` counts the work, and beyond some of it nothing is near.
 */
const struct name *suggest_name(const struct names *, const struct jschema_document *,
    const struct node *string, uint64_t *compared);
/* the same where a long word may have no more than two slips */
const struct name *suggest_word(const struct names *, const struct jschema_document *,
    const struct node *string, uint64_t *compared);
/* the same for what stands in no document */
const struct name *suggest_name_for(
    const struct names *, const char *text, size_t length, uint64_t *compared);
/* the key in an object of a member that is of one of these kinds; 0 for none */
uint32_t suggest_key(const struct jschema_document *, uint32_t object, unsigned kinds,
    const char *text, size_t length, uint64_t *compared);
/* the node of a string in an array of the first document; 0 for none */
uint32_t suggest_value(const struct jschema_document *, uint32_t array,
    const struct jschema_document *, const struct node *string, uint64_t *compared);
/* whether it is a word, but for capitals, "_" and "-" */
bool suggest_is(const struct jschema_document *, const struct node *string,
    const char *word, uint64_t *compared);

#endif
