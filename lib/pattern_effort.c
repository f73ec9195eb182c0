/*
 * How much work a pattern can be on a long text, told from its form alone: whether trying
 * it at one place costs at most so many walks over the text, and the pattern is tried at
 * one place only or never walks at all. Everything else may be quadratic or worse, and is
 * counted while it is matched.
 */
#include "pattern_translate.h"

enum {
	MOST_CHOICES = 1024,
	MOST_SPAN = 64, /* a repetition that varies by more is a loop */
};

void
effort_choose(struct effort *e, size_t choices)
{
	if (choices > MOST_CHOICES || (e->choices *= choices) > MOST_CHOICES)
		e->is_open = true;
}

/* One loop, or one in each assertion before it, which is never entered again. */
static void
loop(struct effort *e, bool asserts)
{
	size_t *loops = asserts ? &e->asserted : &e->loops;
	e->all++;
	if (++*loops > 1 || (asserts && e->loops))
		e->is_open = true;
}

void
effort_repeat(
    struct effort *e, const struct effort *before, bool asserts, size_t min, size_t max)
{
	if (before && max > 1) {
		e->is_open |= e->all > before->all;
		loop(e, asserts);
	} else if (max - min > MOST_SPAN) {
		loop(e, asserts);
	} else {
		effort_choose(e, max - min + 1);
	}
}

bool
effort_is_bounded(const struct effort *e, bool anchored)
{
	return !e->is_open && (anchored || !e->all);
}
