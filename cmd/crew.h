#ifndef RTOK_CREW_H
#define RTOK_CREW_H

#include "printer.h"

/*
 * Threads that look ahead where documents stand on lines: what is good is counted and
 * printed by them, all else is left to the stream, in the order of the input.
 */
struct crew;

/* NULL where the options leave nothing for it to do. */
struct crew *crew_new(struct run *, const struct printer *);
void crew_free(struct crew *);

/* Another input begins: what was read ahead of the last one is gone. */
void crew_begin(struct crew *);
/* Whether the stream stands where blocks of whole lines could be looked at. */
bool crew_fits(const struct crew *, const struct stream *);
/*
 * Goes through the blocks of the input. `step` takes one event of the stream and is false
 * at its end. What is left behind the last block is the stream's.
 */
void crew_process(struct crew *, bool (*step)(void *context), void *context);

#endif
