/* What was counted, as one JSON object that `rtok summary` adds to others. */
#include "report.h"

static void
finish(struct report *r, const struct tally *tally)
{
	report_dump(r, tally_json(tally));
	buffer_say(&r->out->text, "\n");
}

const struct reporter report_summary = {
    .name = "summary", .hides_hints = true, .alone = true, .finish = finish};
