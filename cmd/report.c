/* The list of reports, and the summary that all of them share. */
#include "report.h"

#include <string.h>

static const struct reporter *const reporters[] = {
    &report_text,
};

enum { REPORTERS = sizeof reporters / sizeof *reporters };

const struct reporter *
reporter_find(const char *name, size_t length)
{
	for (size_t i = 0; i < REPORTERS; i++) {
		if (strlen(reporters[i]->name) == length &&
		    memcmp(reporters[i]->name, name, length) == 0)
			return reporters[i];
	}
	return NULL;
}

void
reporter_names(struct buffer *b)
{
	for (size_t i = 0; i < REPORTERS; i++)
		buffer_format(b, "%s%s", i ? ", " : "", reporters[i]->name);
}

static void
say_count(struct buffer *b, const char *before, size_t count, const char *noun)
{
	buffer_format(b, "%s%zu %s%s", before, count, noun, count == 1 ? "" : "s");
}

void
report_summary(struct buffer *b, const struct tally *t, bool verbose)
{
	size_t documents = t->valid + t->invalid + t->unreadable;
	say_count(b, "", t->files, "file");
	if (t->lost)
		buffer_format(b, " (%zu not read)", t->lost);
	say_count(b, ", ", documents, "document");
	buffer_format(b, ": %zu valid, %zu invalid", t->valid, t->invalid);
	if (t->unreadable)
		buffer_format(b, ", %zu unreadable", t->unreadable);
	const char *before = " (";
	for (size_t i = ERROR; i > OFF; i--) {
		if (t->told[i]) {
			say_count(b, before, t->told[i], severity_names[i]);
			before = ", ";
		}
	}
	if (t->told[HINT] && !verbose)
		buffer_say(b, "; -v shows hints");
	if (before[0] == ',')
		buffer_say(b, ")");
	buffer_say(b, "\n");
}
