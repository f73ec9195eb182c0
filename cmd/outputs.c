/* What goes where: stdout and stderr have their own, other files those that name them. */
#include "outputs.h"

#include "leaving.h"
#include "schemas.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

bool
outputs_color(const struct options *o, const struct sink *out)
{
	const char *no = getenv("NO_COLOR");
	if (o->color != WHEN_AUTO)
		return o->color == WHEN_ALWAYS;
	return out->terminal && !(no && no[0]);
}

/* ---- where reports go ---- */

/* what a file is used for already; NULL: for nothing */
static const char *
use_of(const struct outputs *o, const struct options *options,
    const struct inputs *inputs, const struct stat *info)
{
	const char *const read[] = {options->token, options->jwks, options->key};
	struct stat other;
	if (inputs_have(inputs, info))
		return "is one of the files to check, by its name or in a folder";
	if (schemas_have(info))
		return "is one that schemas are read from";
	for (size_t i = 0; i < COUNT(read); i++) {
		if (read[i] && stat(read[i], &other) == 0 && input_is_same(&other, info))
			return "is read, too";
	}
	for (size_t i = 0; i < o->file_count; i++) {
		if (fstat(o->files[i].fd, &other) == 0 && input_is_same(&other, info))
			return "is where something else goes";
	}
	return NULL;
}

/* whether what goes to both is mixed: a device such as /dev/null keeps nothing to mix */
static bool
is_one(const struct sink *a, const struct sink *b)
{
	struct stat one, other;
	return a == b ||
	    (fstat(a->fd, &one) == 0 && fstat(b->fd, &other) == 0 &&
		input_is_same(&one, &other) && (!S_ISCHR(one.st_mode) || a->terminal));
}

/*
 * A standard stream by another name is that stream, so that one order holds for all that
 * goes there. A regular file is emptied only once it is clear that nothing of it is
 * needed. One that cannot be opened has failed, as a full one has later: what else is
 * asked for is done all the same.
 */
static struct sink *
open_file(struct outputs *o, const struct options *options, const struct inputs *inputs,
    const char *option, const char *path)
{
	struct sink *out = &o->files[o->file_count];
	struct stat info;
	if (strcmp(path, "-") == 0)
		return &o->out;
	int fd = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0666);
	bool failed = fd < 0 || fstat(fd, &info) != 0;
	if (failed)
		warn("%s:", path);
	sink_open(out, fd, path);
	if (failed) {
		out->failed = true;
		o->file_count++;
		return out;
	}
	if (is_one(out, &o->out) || is_one(out, &o->err)) {
		out = is_one(out, &o->out) ? &o->out : &o->err;
		close(fd);
		return out;
	}
	if (S_ISREG(info.st_mode)) {
		const char *use = use_of(o, options, inputs, &info);
		if (use)
			die(STATUS_USAGE, "--%s to %s: it %s; name another file", option,
			    path, use);
		if (ftruncate(fd, 0) != 0)
			die(STATUS_OUTPUT, "%s:", path);
	}
	o->file_count++;
	return out;
}

/*
 * What a program reads has its place for itself. A comparison gives way to a report of
 * it, and then there is nothing to mix, as in `check`.
 */
static void
refuse_mixture(const struct outputs *o, const struct options *options,
    const struct reporter *reporter, const struct sink *out)
{
	const char *name = reporter->name;
	bool prints = options->command != COMMAND_CHECK &&
	    options->command != COMMAND_TOKEN && !options->in_place;
	for (size_t i = 0; i < o->report_count && o->reports[i].reporter; i++) {
		const struct reporter *other = o->reports[i].reporter;
		if ((other->alone || reporter->alone) && is_one(o->reports[i].out, out))
			die(STATUS_USAGE,
			    "--report %s and --report %s cannot share %s; give one a file, as in %s=FILE",
			    other->name, name, out->name, name);
	}
	if (prints && reporter->alone && !out->terminal && is_one(&o->out, out))
		die(STATUS_USAGE,
		    "--report %s and what is printed cannot share %s; give it a file, as in %s=FILE",
		    name, out->name, name);
}

static struct sink *
open_rejects(
    struct outputs *o, const struct options *options, const struct inputs *inputs)
{
	const char *path = options->rejects;
	struct sink *out = open_file(o, options, inputs, "rejects", path);
	if (out == &o->out || out == &o->err || out->terminal)
		die(STATUS_USAGE, "--rejects to %s: it takes a file of its own", path);
	return out;
}

/* a report that has an end is none without it */
static void
watch(const struct outputs *o, const struct report *r)
{
	struct stat info;
	bool is_own = r->out != &o->out && r->out != &o->err;
	if (is_own && r->reporter->finish && fstat(r->out->fd, &info) == 0 &&
	    S_ISREG(info.st_mode))
		leaving_add(r->out->fd, r->out->name);
}

/* what goes where it is read from would be read in turn, and so on */
static void
refuse_input(const struct sink *out, const struct inputs *inputs)
{
	struct stat info;
	if (fstat(out->fd, &info) == 0 && S_ISREG(info.st_mode) &&
	    inputs_have(inputs, &info))
		die(STATUS_USAGE,
		    "%s is one of the files to check; name another file, or see format -i",
		    out->name);
}

void
outputs_open(
    struct outputs *o, const struct options *options, const struct inputs *inputs)
{
	static const struct report_choice text = {&report_text, NULL};
	const struct report_choice *choices =
	    options->report_count ? options->reports : &text;
	sink_open(&o->out, STDOUT_FILENO, "standard output");
	sink_open(&o->err, STDERR_FILENO, "standard error");
	refuse_input(&o->out, inputs);
	refuse_input(&o->err, inputs);
	struct sink *usual = options->command == COMMAND_CHECK ? &o->out : &o->err;
	o->report_count = options->report_count ? options->report_count : 1;
	for (size_t i = 0; i < o->report_count; i++) {
		struct report *r = &o->reports[i];
		struct sink *out = choices[i].file
		    ? open_file(o, options, inputs, "report", choices[i].file)
		    : usual;
		refuse_mixture(o, options, choices[i].reporter, out);
		*r = (struct report){.reporter = choices[i].reporter,
		    .out = out,
		    .color = outputs_color(options, out),
		    .verbose = options->verbose};
		o->tells_documents = o->tells_documents || r->reporter->document;
		o->shows_hints =
		    o->shows_hints || r->verbose || !r->reporter->hides_hints;
		watch(o, r);
		if (r->reporter->begin)
			r->reporter->begin(r);
	}
	if (options->rejects)
		o->rejects = open_rejects(o, options, inputs);
	o->told = json_array();
	o->told_of_whole = json_array();
}

/* ---- what there is to say ---- */

void
outputs_diagnose(struct outputs *o, const struct diagnostic *d)
{
	/* what is good so far comes before */
	if (o->out.terminal && o->err.terminal)
		sink_flush(&o->out);
	for (size_t i = 0; i < o->report_count; i++) {
		struct report *r = &o->reports[i];
		bool hidden =
		    d->severity == HINT && !r->verbose && r->reporter->hides_hints;
		if (r->reporter->diagnose && !hidden)
			r->reporter->diagnose(r, d);
		sink_spill(r->out);
	}
	if (o->tells_documents &&
	    json_array_append_new(
		d->is_whole ? o->told_of_whole : o->told, report_diagnostic(d)) != 0)
		die_of_memory();
}

void
outputs_document(struct outputs *o, const struct outcome *outcome)
{
	json_t *told = outcome->is_whole ? o->told_of_whole : o->told;
	for (size_t i = 0; i < o->report_count; i++) {
		struct report *r = &o->reports[i];
		if (r->reporter->document)
			r->reporter->document(r, outcome, told);
		sink_spill(r->out);
	}
	json_array_clear(told);
}

/* ---- the end ---- */

void
outputs_flush(struct outputs *o)
{
	sink_flush(&o->out);
	sink_flush(&o->err);
	for (size_t i = 0; i < o->file_count; i++)
		sink_flush(&o->files[i]);
}

bool
outputs_report_to(const struct outputs *o, const struct sink *out)
{
	for (size_t i = 0; i < o->report_count; i++) {
		const struct report *r = &o->reports[i];
		if (r->reporter->alone && is_one(r->out, out))
			return !out->terminal;
	}
	return false;
}

static enum status
end(struct sink *out)
{
	sink_flush(out);
	free(out->text.text);
	return out->failed ? STATUS_OUTPUT : STATUS_GOOD;
}

static enum status
larger(enum status a, enum status b)
{
	return a > b ? a : b;
}

enum status
outputs_close(struct outputs *o, const struct tally *tally, const struct options *options)
{
	for (size_t i = 0; i < o->report_count; i++) {
		if (o->reports[i].reporter->finish)
			o->reports[i].reporter->finish(&o->reports[i], tally);
	}
	json_decref(o->told);
	json_decref(o->told_of_whole);
	enum status status = end(&o->out);
	if (!options->quiet && !outputs_report_to(o, &o->err))
		tally_say(&o->err.text, tally, options->verbose);
	status = larger(status, end(&o->err));
	for (size_t i = 0; i < o->file_count; i++)
		status = larger(status, end(&o->files[i]));
	leaving_forget();
	for (size_t i = 0; i < o->file_count; i++) {
		if (o->files[i].fd >= 0 && close(o->files[i].fd) != 0) {
			warn("%s:", o->files[i].name);
			status = STATUS_OUTPUT;
		}
	}
	return status;
}
