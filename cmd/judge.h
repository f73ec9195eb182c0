#ifndef RTOK_JUDGE_H
#define RTOK_JUDGE_H

#include "run.h"

/*
 * Judges a value by its schema and by the rules beyond it, tells what is wrong, and
 * counts it.
 */
enum verdict judge(struct run *, const struct subject *, const struct jschema_schema *);

/* Whether what is to be printed in canonical form has one; told where it has not. */
bool judge_form(struct run *, const struct subject *);

#endif
