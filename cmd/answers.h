#ifndef RTOK_ANSWERS_H
#define RTOK_ANSWERS_H

#include "judge.h"
#include "recording.h"

/* what becomes of an answer that was judged */
typedef void answers_taker(
    const struct subject *, const struct jschema_schema *, enum verdict, void *context);

/*
 * Judges each answer of a refresh-token endpoint that a recording holds, by the schema of
 * that endpoint; the others are skipped. Returns the verdict on all of them: unreadable
 * where there was no answer at all.
 */
enum verdict answers_judge(struct run *run, const struct recording *recording,
    const struct subject *whole, answers_taker *take, void *context);
/* At the end: an error, where recordings were read and nothing at all was judged. */
void answers_tell_unjudged(struct run *);

#endif
