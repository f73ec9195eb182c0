/* Where what is judged stands in its input. */
#include "subject.h"

size_t
subject_offset(const struct subject *subject, size_t offset)
{
	return subject->embedded ? embedded_offset(subject->embedded, offset) : offset;
}
