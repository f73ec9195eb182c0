#ifndef JSCHEMA_MESSAGE_H
#define JSCHEMA_MESSAGE_H

#include "explain.h"

/* How it is told what a rule expects. */
enum telling {
	TELL_FAULT,    /* of a value that it fails on, with what was found */
	TELL_SHORTLY,  /* among other things, and only what is expected */
	TELL_OPPOSITE, /* of a value that it passes, and that "not" excludes for that */
	TELL_ANY,      /* of any value, where it has a verb */
};

struct fault_at {
	struct run *run;
	const struct rule *rule;
	uint32_t target; /* the subschema that it stands in */
	uint32_t node;
	enum telling telling;
	struct words *meant; /* "a" by "b": what seems to be misspelt; NULL: not told */
};

/* what a rule expects of a value; false where no few words say that */
bool message_expect(struct words *, const struct fault_at *);
/* "is" or "has": a value a multiple of 3, or at least 3 characters; NULL: not told of any
 */
const char *message_verb(const struct rule *);
/* Whether its opposite is told without "anything but". */
bool message_is_plain(const struct rule *);

/* "at least 3 elements": as the schema writes it, which may be 1e2 or 1e400 */
void message_say_count(struct words *, const struct fault_at *, uint64_t count,
    const char *one, const char *many);

#endif
