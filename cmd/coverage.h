#ifndef RTOK_COVERAGE_H
#define RTOK_COVERAGE_H

#include "grid.h"
#include "jschema.h"

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

#endif
