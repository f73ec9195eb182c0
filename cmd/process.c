/*
 * The main job: bytes -> input -> stream -> document -> shape -> verdict -> report, and
 * what is good goes on to be printed.
 */
#include "process.h"

#include "clock.h"
#include "input.h"
#include "normal.h"
#include "schemas.h"
#include "shape.h"
#include "show.h"
#include "stream.h"
#include "twice.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* what is printed of a good document */
enum printing { PRINT_NOTHING, PRINT_JSON, PRINT_TABLE };

struct job {
	const struct options *options;
	const struct inputs *inputs;
	enum printing printing;
	enum status status;
	struct tally tally;
	struct sink out;
	struct sink err;
	struct sink files[MOST_REPORTS];
	size_t file_count;
	struct report reports[MOST_REPORTS];
	size_t report_count;
	struct show show;
	struct stream stream;
};

static void
raise_status(struct job *j, enum status status)
{
	if (status > j->status)
		j->status = status;
}

/* ---- outputs ---- */

static bool
wants_color(const struct options *o, const struct sink *out)
{
	const char *no = getenv("NO_COLOR");
	if (o->color != WHEN_AUTO)
		return o->color == WHEN_ALWAYS;
	return out->terminal && !(no && no[0]);
}

/* whether a file is one that is going to be read, or that another report goes to */
static bool
is_taken(const struct job *j, const struct stat *info)
{
	struct stat other;
	for (size_t i = 0; i < j->inputs->count; i++) {
		const struct input *in = &j->inputs->items[i];
		int failed =
		    in->is_stdin ? fstat(STDIN_FILENO, &other) : stat(in->name, &other);
		if (!failed && other.st_dev == info->st_dev &&
		    other.st_ino == info->st_ino)
			return true;
	}
	for (size_t i = 0; i < j->file_count; i++) {
		if (fstat(j->files[i].fd, &other) == 0 && other.st_dev == info->st_dev &&
		    other.st_ino == info->st_ino)
			return true;
	}
	return false;
}

/* a regular file is emptied only once it is clear that nothing of it is needed */
static struct sink *
open_report(struct job *j, const char *path)
{
	struct sink *out = &j->files[j->file_count];
	struct stat info;
	int fd = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0666);
	if (fd < 0 || fstat(fd, &info) != 0)
		die(STATUS_OUTPUT, "%s:", path);
	if (S_ISREG(info.st_mode)) {
		if (is_taken(j, &info))
			die(STATUS_USAGE,
			    "--report to %s: it is read, or another report goes there",
			    path);
		if (ftruncate(fd, 0) != 0)
			die(STATUS_OUTPUT, "%s:", path);
	}
	j->file_count++;
	sink_open(out, fd, path);
	return out;
}

static void
open_reports(struct job *j)
{
	static const struct report_choice text = {&report_text, NULL};
	const struct options *o = j->options;
	struct sink *usual = o->command == COMMAND_CHECK ? &j->out : &j->err;
	const struct report_choice *choices = o->report_count ? o->reports : &text;
	j->report_count = o->report_count ? o->report_count : 1;
	for (size_t i = 0; i < j->report_count; i++) {
		struct sink *out =
		    choices[i].file ? open_report(j, choices[i].file) : usual;
		j->reports[i] =
		    (struct report){choices[i].reporter, out, wants_color(o, out)};
	}
}

static void
begin(struct job *j)
{
	const struct options *o = j->options;
	sink_open(&j->out, STDOUT_FILENO, "standard output");
	sink_open(&j->err, STDERR_FILENO, "standard error");
	open_reports(j);
	if (o->command == COMMAND_SHOW || (o->command == COMMAND_NONE && j->out.terminal))
		j->printing = PRINT_TABLE;
	else if (o->command != COMMAND_CHECK)
		j->printing = PRINT_JSON;
	j->show = (struct show){
	    .now = o->has_now ? o->now : clock_now(),
	    .max_depth = o->max_depth,
	    .color = wants_color(o, &j->out),
	    .width = j->out.terminal ? sink_width(&j->out) : 0,
	    .out = &j->out,
	};
}

/* before something that may block, so that nobody waits for what is known */
static void
flush_outputs(void *job)
{
	struct job *j = job;
	sink_flush(&j->out);
	sink_flush(&j->err);
	for (size_t i = 0; i < j->file_count; i++)
		sink_flush(&j->files[i]);
}

static void
flush(struct job *j, struct sink *out)
{
	sink_flush(out);
	if (out->failed)
		raise_status(j, STATUS_OUTPUT);
	free(out->text.text);
}

static void
finish(struct job *j)
{
	if (j->printing == PRINT_TABLE)
		show_finish(&j->show);
	flush(j, &j->out);
	if (!j->options->quiet)
		report_summary(&j->err.text, &j->tally);
	flush(j, &j->err);
	for (size_t i = 0; i < j->file_count; i++) {
		flush(j, &j->files[i]);
		if (close(j->files[i].fd) != 0) {
			warn("%s:", j->files[i].name);
			raise_status(j, STATUS_OUTPUT);
		}
	}
}

/* ---- diagnostics ---- */

static void
diagnose(struct job *j, struct diagnostic d)
{
	d.file = j->stream.input->name;
	*(d.severity == ERROR ? &j->tally.errors : &j->tally.warnings) += 1;
	/* what is good so far comes before */
	if (j->out.terminal && j->err.terminal)
		sink_flush(&j->out);
	for (size_t i = 0; i < j->report_count; i++)
		j->reports[i].reporter->diagnose(&j->reports[i], &d);
}

/* the text that a terminal shows of the place: the buffer around it */
static void
diagnose_at(struct job *j, struct diagnostic d, size_t offset)
{
	struct stream *s = &j->stream;
	d.place = stream_place(s, offset);
	d.text = s->buffer.text;
	d.length = s->buffer.length;
	d.offset = (size_t)(s->text - s->buffer.text) + offset;
	diagnose(j, d);
}

static const char *
code_of(enum jschema_code code)
{
	switch (code) {
	case JSCHEMA_TRUNCATED:
		return "truncated";
	case JSCHEMA_DEPTH:
	case JSCHEMA_LIMIT:
		return "limit";
	case JSCHEMA_NO_MEMORY:
		return "memory";
	default:
		return "syntax";
	}
}

static void
diagnose_fault(struct job *j)
{
	struct stream *s = &j->stream;
	struct buffer message = {0};
	buffer_say(&message, s->error.text);
	if (s->error.code == JSCHEMA_DEPTH && s->options.max_depth != MOST_DEPTH)
		buffer_say(&message, "; --max-depth raises it");
	if (s->rest_unread)
		buffer_say(&message, "; the rest is not read");
	buffer_add(&message, "", 1);
	struct diagnostic d = {
	    .severity = ERROR, .message = message.text, .code = code_of(s->error.code)};
	diagnose_at(j, d, s->error.offset);
	free(message.text);
	j->tally.unreadable++;
	raise_status(j, STATUS_INPUT);
}

static void
diagnose_bom(struct job *j)
{
	diagnose(j,
	    (struct diagnostic){.place = {0, 1, 1},
		.severity = WARNING,
		.message = "a byte order mark at the start is skipped; JSON has none",
		.code = "byte-order-mark"});
}

static void
diagnose_empty(struct job *j)
{
	diagnose(j,
	    (struct diagnostic){.place = {0, 1, 1},
		.severity = ERROR,
		.message = "nothing to check: there is no document in it",
		.code = "empty"});
	raise_status(j, STATUS_INPUT);
}

/* ---- one document ---- */

static void
diagnose_twice(struct job *j, const struct twice *t, const char *pointer)
{
	struct buffer message = {0};
	buffer_format(&message,
	    "expected each name once in an object, got this one again; the first is at line "
	    "%zu, column %zu",
	    t->place.line, t->place.column);
	buffer_add(&message, "", 1);
	struct diagnostic d = {.severity = ERROR,
	    .pointer = pointer,
	    .message = message.text,
	    .code = "duplicate-key"};
	diagnose_at(j, d, jschema_offset(t->again));
	free(message.text);
}

static void
diagnose_schema_fault(struct job *j, const struct jschema_fault *fault)
{
	struct diagnostic d = {.severity = ERROR,
	    .pointer = fault->instance_location,
	    .message = fault->message,
	    .code = fault->keyword};
	diagnose_at(j, d, jschema_offset(fault->value));
}

/* the faults of the schema and the names that stand twice, in the order of the text */
static void
diagnose_invalid(struct job *j, const struct jschema_result *result)
{
	size_t faults = result ? jschema_result_count(result) : 0, names, i = 0, k = 0;
	struct twice *twice = twice_list(&j->stream, &names);
	struct jschema_pointers *pointers = jschema_pointers_new(j->stream.document);
	while (i < faults || k < names) {
		const struct jschema_fault *fault =
		    i < faults ? jschema_result_fault(result, i) : NULL;
		bool name_first = k < names &&
		    (!fault ||
			jschema_offset(twice[k].again) < jschema_offset(fault->value));
		if (!name_first) {
			diagnose_schema_fault(j, fault);
			i++;
			continue;
		}
		const char *pointer =
		    pointers ? jschema_pointers_to(pointers, twice[k].again) : NULL;
		if (!pointer)
			die(STATUS_INPUT, "out of memory");
		diagnose_twice(j, &twice[k++], pointer);
	}
	jschema_pointers_free(pointers);
	free(twice);
}

static void
print_good(struct job *j, const struct shape *shape, struct jschema_value v,
    const struct jschema_schema *schema)
{
	struct normal how = {.compact = j->stream.input->lines || j->stream.on_own_line,
	    .for_terminal = j->out.terminal};
	if (j->printing == PRINT_TABLE) {
		show_add(&j->show, shape, v, schema);
	} else if (j->printing == PRINT_JSON) {
		normal_print(&j->out.text, &how, v, jschema_schema_root(schema));
		sink_spill(&j->out);
	}
}

static void
undecided(struct job *j, const struct jschema_error *error)
{
	struct diagnostic d = {.severity = ERROR,
	    .pointer = "",
	    .message = error->text,
	    .code = code_of(error->code)};
	diagnose_at(j, d, jschema_offset(jschema_root(j->stream.document)));
	j->tally.unreadable++;
	raise_status(j, STATUS_INPUT);
}

static void
process_document(struct job *j)
{
	struct jschema_value v = jschema_root(j->stream.document);
	const struct shape *shape = shape_of(v);
	const struct jschema_schema *schema = schemas_for(shape);
	struct jschema_error error;
	struct jschema_result *result = NULL;
	enum jschema_verdict verdict = jschema_check(schema, v, &error);
	if (verdict == JSCHEMA_INVALID) {
		result = jschema_explain(schema, v, 0, &error);
		verdict = result ? JSCHEMA_INVALID : JSCHEMA_UNDECIDED;
	}
	if (verdict == JSCHEMA_UNDECIDED) {
		undecided(j, &error);
		return;
	}
	if (verdict == JSCHEMA_VALID && jschema_duplicates(j->stream.document) == 0) {
		j->tally.valid++;
		print_good(j, shape, v, schema);
	} else {
		j->tally.invalid++;
		raise_status(j, STATUS_INVALID);
		diagnose_invalid(j, result);
	}
	jschema_result_free(result);
}

/* ---- inputs ---- */

static void
process_stream(struct job *j)
{
	struct stream *s = &j->stream;
	bool empty = true, warned = false;
	for (;;) {
		enum stream_event event = stream_next(s);
		if (s->begins_with_bom && !warned) {
			diagnose_bom(j);
			warned = true;
		}
		if (event == STREAM_FAILED) {
			j->tally.lost++;
			raise_status(j, STATUS_INPUT);
			return;
		}
		if (event == STREAM_END)
			break;
		empty = false;
		if (event == STREAM_VALUE)
			process_document(j);
		else
			diagnose_fault(j);
	}
	if (empty)
		diagnose_empty(j);
}

static void
process_input(struct job *j, const struct input *input)
{
	struct stream *s = &j->stream;
	flush_outputs(j); /* opening a pipe waits for its writer */
	if (stream_open(s, input, j->options->max_depth)) {
		s->one_ahead = j->printing == PRINT_JSON;
		s->before_read = flush_outputs;
		s->context = j;
		process_stream(j);
	} else {
		j->tally.lost++;
		raise_status(j, STATUS_INPUT);
	}
	stream_close(s);
}

enum status
process(const struct options *options)
{
	struct job *j = xmalloc(sizeof *j);
	struct inputs inputs;
	*j = (struct job){.options = options, .inputs = &inputs};
	schemas_open(options);
	raise_status(j,
	    inputs_find(&inputs, options->operands, options->operand_count,
		options->command == COMMAND_NONE));
	j->tally.files = j->tally.lost = inputs.lost;
	begin(j);
	for (size_t i = 0; i < inputs.count && !j->out.failed; i++) {
		j->tally.files++;
		process_input(j, &inputs.items[i]);
	}
	finish(j);
	enum status status = j->status;
	schemas_close();
	inputs_free(&inputs);
	free(j);
	return status;
}
