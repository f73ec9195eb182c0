/* What is judged: where it stands in its input, and what it is. */
#include "subject.h"

static const struct recording *
find_recording(const struct options *o, struct jschema_value v)
{
	if (o->as)
		return recording_named(o->as);
	return options_know_data(o) ? recording_of(v) : NULL;
}

/* what it is said to be, and else what it looks like */
static void
find_shape(const struct options *o, struct subject *subject, struct claim claim)
{
	subject->shape = shape_of(subject->value, options_know_data(o));
	if (!claim.as || subject->shape->code)
		return;
	const struct shape *named = shape_named(claim.as);
	if (named)
		subject->shape = named;
	if (!claim_holds(&claim, subject->value))
		subject->claim = claim;
}

const struct recording *
subject_recognise(struct subject *subject, const struct options *o)
{
	const struct shape *part =
	    o->schema || o->as ? NULL : shape_of_part(subject->pointer, subject->value);
	if (part) {
		subject->shape = part;
		return NULL;
	}
	const struct recording *recording = find_recording(o, subject->value);
	if (!recording || o->as)
		find_shape(o, subject, (struct claim){.as = o->as});
	return subject->claim.as || (o->as && subject->shape->code) ? NULL : recording;
}

/* an own schema may describe what it likes, wherever it is answered */
void
subject_recognise_answer(
    struct subject *subject, const struct options *o, const struct endpoint *endpoint)
{
	find_shape(o, subject, (struct claim){endpoint->component, endpoint});
	if (o->schema)
		subject->claim.as = NULL;
}
