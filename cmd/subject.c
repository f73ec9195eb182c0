/* What is judged: where it stands in its input, and what it is. */
#include "subject.h"

#include "claim.h"

size_t
subject_offset(const struct subject *subject, size_t offset)
{
	return subject->embedded ? embedded_offset(subject->embedded, offset) : offset;
}

static const struct recording *
find_recording(const struct options *o, struct jschema_value v)
{
	if (o->as)
		return recording_named(o->as);
	return options_know_data(o) ? recording_of(v) : NULL;
}

/* what the command line says that it is, and else what it looks like */
static void
find_shape(const struct options *o, struct subject *subject)
{
	const struct shape *found = shape_of(subject->value, options_know_data(o));
	const struct shape *named = o->as ? shape_named(o->as) : NULL;
	subject->shape = named && !found->code ? named : found;
	if (o->as && !found->code && !claim_holds(o->as, subject->value))
		subject->claim = o->as;
}

const struct recording *
subject_recognise(struct subject *subject, const struct options *o)
{
	const struct recording *recording = find_recording(o, subject->value);
	if (!recording || o->as)
		find_shape(o, subject);
	return subject->claim || (o->as && subject->shape->code) ? NULL : recording;
}
