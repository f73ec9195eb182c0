#ifndef JSCHEMA_EQUAL_H
#define JSCHEMA_EQUAL_H

#include "document.h"

struct arena;

enum answer { ANSWER_NO, ANSWER_YES, ANSWER_NO_MEMORY, ANSWER_LIMIT };

/*
 * Equality of two values, each a node of its document (Core 4.2.2): numbers by their
 * value, strings by their characters, objects whatever the order of their members.
 *
 * RFC 8259 section 4 leaves open what a name means that an object has twice. Here all
 * members count, and those of one name keep their order: {"a":1,"a":2} is equal neither
 * to
 * {"a":2,"a":1} nor to {"a":2}. So what is equal is equal to every reader, whichever
 * member it takes.
 *
 * What is compared inside containers counts as steps, of which there may be so many; the
 * time is that of sorting. Memory is allocated only for objects with many members in
 * another order.
 */
enum answer equal_values(const struct jschema_document *, uint32_t a,
    const struct jschema_document *, uint32_t b, uint64_t *steps, uint64_t most_steps);

/*
 * Whether no two elements of an array are equal (Validation 6.4.3), within as many steps.
 * For ANSWER_NO, `pair` receives the indexes of two that are; it may be NULL.
 */
enum answer equal_unique(const struct jschema_document *, uint32_t array, uint64_t *steps,
    uint64_t most_steps, uint32_t pair[2]);

/* Many values that others are looked for among: elements of an array, of any kind. */
struct equal_set;
/* NULL when memory runs out */
const struct equal_set *equal_set_make(
    struct arena *, const struct jschema_document *, uint32_t array);
/* whether a value is equal to one of the set's, within as many steps */
enum answer equal_to_one(const struct equal_set *, const struct jschema_document *,
    uint32_t node, uint64_t *steps, uint64_t most_steps);

#endif
