/*
 * `rtok summary`: what parts of a work have counted, added up. A sum that lacks a part
 * would be a wrong one without a sign of it, and so there is none.
 */
#include "summary.h"

#include "coverage.h"
#include "outputs.h"
#include "stream.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct sum {
	struct tally total;
	size_t added; /* or tried */
	bool failed;
};

/* ---- parts in ---- */

/* of no input, or of one, there is a summary at least */
static void
fail(struct sum *s, const struct input *input, const char *reason)
{
	warn("%s: %s", input->name, reason);
	s->failed = true;
}

static void
fail_at(struct sum *s, const struct stream *stream, struct jschema_place place,
    const char *message)
{
	warn("%s:%zu:%zu: %s", stream->input->name, place.line, place.column, message);
	s->failed = true;
}

/* false where it is no summary at all, but data: nothing behind it will be one */
static bool
take(struct sum *s, struct stream *stream)
{
	struct jschema_value root = jschema_root(stream->document);
	struct misfit misfit = {.at = root};
	bool is_data = !jschema_member(root, "rtok", 4).document;
	if (!s->added++ && jschema_member(root, "coverage", 8).document)
		s->total.coverage = coverage_new();
	struct tally part = {.coverage = s->total.coverage};
	if (!tally_read(&part, root, &misfit)) {
		buffer_say(&misfit.message,
		    is_data ? "; rtok check --report summary makes one of data" : "");
		buffer_add(&misfit.message, "", 1);
		fail_at(s, stream, stream_place(stream, jschema_offset(misfit.at)),
		    misfit.message.text);
	} else {
		tally_add(&s->total, &part);
	}
	free(misfit.message.text);
	return !is_data;
}

static void
take_fault(struct sum *s, struct stream *stream)
{
	struct buffer message = {0};
	buffer_format(&message, "%s%s", stream->error.text,
	    stream->error.code == JSCHEMA_TRUNCATED
		? "; a job that did not end leaves a summary that is cut off"
		: "");
	fail_at(s, stream,
	    (struct jschema_place){0, stream->error.line, stream->error.column},
	    message.text);
	free(message.text);
}

static void
add_input(struct sum *s, const struct input *input)
{
	struct stream stream;
	enum stream_event event = STREAM_FAILED;
	size_t found = 0;
	bool goes_on = true;
	if (input->code) {
		fail(s, input, input->reason);
		return;
	}
	if (stream_open(&stream, input, 0, 0)) {
		while (goes_on && (event = stream_next(&stream)) < STREAM_END) {
			if (event == STREAM_VALUE)
				goes_on = take(s, &stream);
			else
				take_fault(s, &stream);
			/* what begins with a fault is no list of summaries */
			goes_on = goes_on && (event == STREAM_VALUE || found);
			found++;
		}
	}
	if (event == STREAM_FAILED)
		fail(s, input,
		    stream.failure ? strerror(stream.failure) : stream.error.text);
	else if (found == 0)
		fail(s, input,
		    "there is no summary in it; --report summary writes one, also where "
		    "nothing was checked");
	stream_close(&stream);
}

/* ---- which are read ---- */

static void
refuse_terminal(const struct options *o)
{
	if (o->operand_count == 0 && isatty(STDIN_FILENO))
		die(STATUS_USAGE,
		    "rtok summary adds up what --report summary has written: name the "
		    "files, or use a pipe, as in rtok check --report summary FILE | rtok "
		    "summary");
}

/* a regular file, which another name may lead to as well, or a stream */
struct identity {
	const struct input *input;
	struct stat info;
};

static int
compare(const void *left, const void *right)
{
	const struct identity *a = left, *b = right;
	if (a->info.st_dev != b->info.st_dev)
		return a->info.st_dev < b->info.st_dev ? -1 : 1;
	return (a->info.st_ino > b->info.st_ino) - (a->info.st_ino < b->info.st_ino);
}

static void
refuse_twice(struct sum *s, const struct inputs *in)
{
	struct identity *known = xrealloc(NULL, in->count, sizeof *known);
	size_t count = 0;
	for (size_t i = 0; i < in->count; i++) {
		const struct input *input = &in->items[i];
		struct identity *k = &known[count];
		k->input = input;
		count += (input->is_stdin ? fstat(STDIN_FILENO, &k->info)
					  : stat(input->name, &k->info)) == 0;
	}
	if (count)
		qsort(known, count, sizeof *known, compare);
	for (size_t i = 1; i < count; i++) {
		struct buffer reason = {0};
		if (!input_is_same(&known[i - 1].info, &known[i].info))
			continue;
		buffer_format(&reason,
		    "is the same file as %s; its counts are not added twice",
		    known[i - 1].input->name);
		fail(s, known[i].input, reason.text);
		free(reason.text);
	}
	free(known);
}

/* ---- the sum out ---- */

enum { CODE, TOLD, MEANING, COLUMNS };

static const struct grid_column columns[COLUMNS] = {
    [CODE] = {.name = "CODE"},
    [TOLD] = {.name = "TOLD", .right = true},
    [MEANING] = {.name = "MEANING", .rank = 1, .least = 20, .narrow = GRID_WRAP},
};

struct told {
	const struct code *code;
	size_t count;
};

static int
compare_told(const void *left, const void *right)
{
	const struct told *a = left, *b = right;
	if (a->count != b->count)
		return a->count < b->count ? 1 : -1;
	return (a->code > b->code) - (a->code < b->code);
}

/* what was told most stands first */
static void
print_codes(const struct tally *t, const struct screen *screen)
{
	struct told told[MOST_CODES];
	size_t count = 0;
	char number[32];
	struct buffer meaning = {0};
	for (size_t i = 0; i < code_count; i++) {
		if (t->codes[i])
			told[count++] = (struct told){&codes[i], t->codes[i]};
	}
	if (count == 0)
		return;
	qsort(told, count, sizeof *told, compare_told);
	struct grid *g = grid_new(columns, COLUMNS, screen, "");
	for (size_t i = 0; i < count; i++) {
		snprintf(number, sizeof number, "%zu", told[i].count);
		grid_row(g);
		grid_set(g, CODE, told[i].code->name, NULL, NULL);
		grid_set(g, TOLD, number, NULL, NULL);
		meaning.length = 0;
		code_brief(&meaning, told[i].code);
		buffer_add(&meaning, "", 1);
		grid_set(g, MEANING, meaning.text, NULL, NULL);
	}
	free(meaning.text);
	grid_finish(g);
}

static enum status
print(const struct tally *t, const struct options *o)
{
	struct sink out;
	sink_open(&out, STDOUT_FILENO, "standard output");
	struct report report = {.out = &out};
	const struct screen screen = {.out = &out,
	    .width = out.terminal ? sink_width(&out) : 0,
	    .color = outputs_color(o, &out)};
	if (out.terminal) {
		if (t->coverage)
			coverage_print(t->coverage, &screen);
		print_codes(t, &screen);
		tally_say(&out.text, t, true);
	} else {
		report_summary.finish(&report, t);
	}
	sink_flush(&out);
	free(out.text.text);
	return out.failed ? STATUS_OUTPUT : tally_status(t, o->exit_zero);
}

enum status
summary_print(const struct options *o)
{
	struct sum s = {.failed = false};
	struct inputs in;
	refuse_terminal(o);
	inputs_find(&in, o);
	refuse_twice(&s, &in);
	for (size_t i = 0; i < in.count; i++)
		add_input(&s, &in.items[i]);
	inputs_free(&in);
	enum status status = STATUS_INPUT;
	if (!s.failed)
		status = print(&s.total, o);
	else
		warn("there is no sum, for it would lack a part");
	coverage_free(s.total.coverage);
	return status;
}
