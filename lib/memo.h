#ifndef JSCHEMA_MEMO_H
#define JSCHEMA_MEMO_H

#include "evaluate.h"

/*
 * Answers of a walk that has taken many steps: whether a subschema passes a node, when it
 * is entered from a scope. The table has a fixed size and forgets; without memory there
 * is none, and every question is asked. It is made when the first answer is kept, and
 * given back by free().
 */
bool memo_find(const struct memo *, const struct scope *, uint32_t target, uint32_t node,
    bool *answer);
void memo_keep(
    struct memo **, const struct scope *, uint32_t target, uint32_t node, bool answer);

#endif
