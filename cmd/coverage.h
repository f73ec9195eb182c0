#ifndef RTOK_COVERAGE_H
#define RTOK_COVERAGE_H

#include "grid.h"
#include "jschema.h"
#include "tally.h"

/*
 * Which members many values of one kind have: how often each is there, is null, and of
 * which type. The memory is bounded, however many values there are and whatever they
 * hold: what is too much to be told apart is counted together.
 */
struct coverage;
struct coverage *coverage_new(void);
void coverage_free(struct coverage *);
void coverage_add(struct coverage *, struct jschema_value, struct jschema_subschema);
/* Prints a row for each member: first those that the schema lists, in its order. */
void coverage_print(const struct coverage *, const struct screen *);

/*
 * The counts as a JSON object, which can be read again and added to those of other parts.
 * Names that no schema lists are in their own order, so that it does not matter which
 * part came first.
 */
json_t *coverage_json(const struct coverage *);
/* Adds what such an object counts; false and why, where it is none. */
bool coverage_read(struct coverage *, struct jschema_value, struct misfit *);

#endif
