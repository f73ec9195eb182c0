/*
 * What there is to say of the schema of --schema. It is found before a report is opened,
 * for no report may go to a file of schemas, so that it is kept until then; people read
 * it on stderr in any case.
 */
#include "objections.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct objection {
	struct diagnostic told; /* with texts of its own */
	char *file;
	char *pointer;
	char *message;
	struct objection *next;
};

static struct {
	struct objection *first;
	struct objection *last;
	struct tally tally;      /* of all, kept or not */
	size_t kept[SEVERITIES]; /* of them */
} objections;

static enum severity
severity_of(const struct options *o, const struct code *code, enum severity given)
{
	return code->fixed ? given : options_severity(o, code);
}

static void
keep(struct diagnostic d)
{
	struct objection *kept = xmalloc(sizeof *kept);
	*kept = (struct objection){
	    .told = d,
	    .file = xstrndup(d.file, strlen(d.file)),
	    .pointer = d.pointer ? xstrndup(d.pointer, strlen(d.pointer)) : NULL,
	    .message = xstrndup(d.message, strlen(d.message)),
	};
	kept->told.file = kept->file;
	kept->told.pointer = kept->pointer;
	kept->told.message = kept->message;
	*(objections.last ? &objections.last->next : &objections.first) = kept;
	objections.last = kept;
}

bool
objections_add(const struct options *o, const char *code, struct diagnostic d)
{
	d.code = code_find(code);
	d.severity = severity_of(o, d.code, d.severity);
	tally_tell(&objections.tally, d.code, d.severity, 1);
	if (!o->max_errors || objections.kept[d.severity] < o->max_errors) {
		objections.kept[d.severity]++;
		keep(d);
	}
	return d.severity == ERROR;
}

bool
objections_leave_out(const struct options *o, const char *code, size_t count)
{
	const struct code *c = code_find(code);
	enum severity severity = options_severity(o, c);
	tally_tell(&objections.tally, c, severity, count);
	return count && severity == ERROR;
}

/* behind the last one, and of its file; hints stay hints */
bool
objections_end(const struct options *o)
{
	const struct code *code = code_find("more-errors");
	enum severity severity = options_severity(o, code);
	bool unusable = false;
	for (enum severity i = ERROR; i > OFF; i--) {
		size_t count = objections.tally.told[i] - objections.kept[i];
		enum severity told = i == HINT && severity > HINT ? HINT : severity;
		struct buffer message = {0};
		if (!count)
			continue;
		buffer_format(&message,
		    "%zu more %s%s of this schema %s not told; --max-errors 0 tells all",
		    count, severity_names[i], count == 1 ? "" : "s",
		    count == 1 ? "is" : "are");
		buffer_add(&message, "", 1);
		keep((struct diagnostic){.file = objections.last->file,
		    .code = code,
		    .severity = told,
		    .message = message.text});
		free(message.text);
		unusable = unusable || told == ERROR;
	}
	return unusable;
}

static bool
is_text_asked_for(const struct options *o)
{
	size_t i = 0;
	while (i < o->report_count && o->reports[i].reporter != &report_text)
		i++;
	return i < o->report_count;
}

void
objections_say(const struct options *o)
{
	struct report report = {.reporter = &report_text, .verbose = o->verbose};
	struct sink err;
	if (!objections.first || is_text_asked_for(o))
		return;
	sink_open(&err, STDERR_FILENO, "standard error");
	report.out = &err;
	for (const struct objection *i = objections.first; i; i = i->next) {
		if (i->told.severity > HINT ||
		    (i->told.severity == HINT && report.verbose))
			report.reporter->diagnose(&report, &i->told);
	}
	sink_flush(&err);
	free(err.text.text);
}

/* a file that can be used is not to be checked itself, and counts as none */
static void
conclude(struct run *run, const char *file, bool unusable)
{
	struct outcome usable = {
	    .file = file, .pointer = "", .verdict = VERDICT_SKIPPED, .good = true};
	if (unusable)
		run_conclude_file(run, file, VERDICT_UNREADABLE);
	else
		outputs_document(&run->outputs, &usable);
}

/* without a report that was asked for, all is said already */
void
objections_tell(struct run *run)
{
	bool unusable = false, told = false;
	tally_add(&run->tally, &objections.tally);
	for (const struct objection *i = objections.first; i; i = i->next) {
		const struct diagnostic *d = &i->told;
		if (d->severity != OFF && run->options->report_count) {
			outputs_diagnose(&run->outputs, d);
			told = true;
		}
		unusable = unusable || d->severity == ERROR;
		if (i->next && strcmp(i->next->file, i->file) == 0)
			continue;
		if (told)
			conclude(run, i->file, unusable);
		unusable = told = false;
	}
}

void
objections_free(void)
{
	while (objections.first) {
		struct objection *next = objections.first->next;
		free(objections.first->file);
		free(objections.first->pointer);
		free(objections.first->message);
		free(objections.first);
		objections.first = next;
	}
	objections.last = NULL;
}
