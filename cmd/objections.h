#ifndef RTOK_OBJECTIONS_H
#define RTOK_OBJECTIONS_H

#include "run.h"

/*
 * Keeps what is told of a file of schemas, by the code of the diagnostic and as severe as
 * the options say; a code that they cannot set is as severe as is given. True where that
 * makes the schema unusable. Only so many of a severity are kept as --max-errors says.
 */
bool objections_add(const struct options *, const char *code, struct diagnostic);
/* Counts others of a code that nobody has kept; true as above. */
bool objections_leave_out(const struct options *, const char *code, size_t count);
/* Says at the end how many are not kept; nothing where all are. True as above. */
bool objections_end(const struct options *);
/* Says them on stderr, for people, unless those asked for a text report. */
void objections_say(const struct options *);
/* Tells them to the reports that were asked for, file by file, and counts them. */
void objections_tell(struct run *);
void objections_free(void);

#endif
