/*
 * Any JSON as what parts of a work have counted: it is refused with a word, or its sum is
 * a summary too, which added up alone is itself.
 */
#include "command.h"
#include "demand.h"

static void
add_up(struct ran *ran, const char *text, size_t length)
{
	command_run(ran, (const char *const[]){"rtok", "summary", NULL}, text, length);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	struct ran once, again;
	add_up(&once, length ? (const char *)bytes : "", length);
	demand(once.out.length || (once.status == STATUS_INPUT && once.err.length));
	if (once.out.length) {
		add_up(&again, once.out.text, once.out.length);
		demand(again.status == once.status);
		demand(again.out.length == once.out.length &&
		    memcmp(again.out.text, once.out.text, once.out.length) == 0);
		ran_free(&again);
	}
	ran_free(&once);
	return 0;
}
