#ifndef JSCHEMA_FORMS_H
#define JSCHEMA_FORMS_H

#include "message.h"

/* of a choice: none or too many of its branches match */
void forms_say_choice(struct words *, const struct fault_at *);
void forms_say_not(struct words *, const struct fault_at *);
/* of "contains" and the two beside it */
void forms_say_contains(struct words *, const struct fault_at *);

#endif
