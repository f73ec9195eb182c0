#ifndef JSCHEMA_LOOPS_H
#define JSCHEMA_LOOPS_H

#include "compile.h"

/* Refuses a schema that would never come to an end; false after an error. */
bool loops_refuse(struct compiler *);

#endif
