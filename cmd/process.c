/*
 * The main job: bytes -> input -> stream -> document -> shape -> verdict -> report, and
 * what is good goes on to be printed.
 */
#include "process.h"

#include "judge.h"
#include "printer.h"
#include "progress.h"
#include "schemas.h"

#include <stdlib.h>
#include <string.h>

struct job {
	struct run run;
	struct printer printer;
};

/* ---- what is no document ---- */

static void
diagnose_fault(struct run *run)
{
	struct stream *s = &run->stream;
	struct buffer message = {0};
	buffer_say(&message, s->error.text);
	if (s->error.code == JSCHEMA_DEPTH && s->options.max_depth != MOST_DEPTH)
		buffer_say(&message, "; --max-depth raises it");
	if (s->rest_unread)
		buffer_say(&message, "; the rest is not read");
	buffer_add(&message, "", 1);
	run_diagnose_at(run, run_code(s->error.code),
	    (struct diagnostic){.message = message.text}, s->error.offset);
	free(message.text);
	run_conclude(run,
	    (struct outcome){.pointer = "",
		.verdict = VERDICT_UNREADABLE,
		.is_no_json =
		    s->error.code == JSCHEMA_SYNTAX || s->error.code == JSCHEMA_TRUNCATED,
		.offset = s->error.offset});
}

static void
diagnose_bom(struct run *run)
{
	run_diagnose(run, "byte-order-mark",
	    (struct diagnostic){.place = {0, 1, 1},
		.message = "a byte order mark at the start is skipped; JSON has none"});
}

/* of an input as a whole, which is told like a document that cannot be read */
static void
diagnose_input(struct run *run, const char *code, struct diagnostic d)
{
	bool skipped = run_diagnose(run, code, d) != ERROR;
	run_conclude_input(run, skipped ? VERDICT_SKIPPED : VERDICT_UNREADABLE);
}

static void
diagnose_lost(struct run *run, const char *code, const char *reason)
{
	run->tally.lost++;
	diagnose_input(run, code, (struct diagnostic){.message = reason});
}

/* ---- one document ---- */

static void
process_document(struct job *j)
{
	struct jschema_value v = jschema_root(j->run.stream.document);
	const struct subject subject = {.value = v, .shape = shape_of(v), .pointer = ""};
	const struct jschema_schema *schema = schemas_for(subject.shape);
	enum verdict verdict = judge(&j->run, &subject, schema);
	printer_take(&j->printer, &subject, schema, verdict);
}

/* ---- inputs ---- */

static void
process_stream(struct job *j)
{
	struct run *run = &j->run;
	struct stream *s = &run->stream;
	bool warned = false;
	for (;;) {
		enum stream_event event = stream_next(s);
		if (s->begins_with_bom && !warned) {
			diagnose_bom(run);
			warned = true;
		}
		if (event == STREAM_FAILED) {
			diagnose_lost(run, "unreadable", strerror(s->failure));
			return;
		}
		if (event == STREAM_END)
			break;
		run->number++;
		if (event == STREAM_VALUE) {
			process_document(j);
			continue;
		}
		diagnose_fault(run);
		printer_fault(&j->printer);
	}
	if (run->number == 0)
		diagnose_input(run, "empty",
		    (struct diagnostic){.place = {0, 1, 1},
			.message = "nothing to check: there is no document in it"});
	printer_end(&j->printer);
}

/* reading may block: nobody waits for what is known */
static void
before_read(void *run)
{
	struct run *r = run;
	outputs_flush(&r->outputs);
	if (!r->options->quiet)
		progress_show(&r->progress, &r->tally, r->inputs.count);
}

static void
process_input(struct job *j, const struct input *input)
{
	struct run *run = &j->run;
	struct stream *s = &run->stream;
	outputs_flush(&run->outputs); /* opening a pipe waits for its writer */
	run->number = 0;
	run->tally.files++;
	if (stream_open(s, input, run->options->max_depth, run->options->max_size)) {
		printer_begin(&j->printer);
		s->before_read = before_read;
		s->context = run;
		process_stream(j);
	} else {
		diagnose_lost(run, "unreadable", strerror(s->failure));
	}
	stream_close(s);
}

/* what was named and is not read; only what might have been is counted */
static void
tell_input(struct run *run, const struct input *input)
{
	run->stream.input = input;
	run->number = 0;
	if (strcmp(input->code, "unreadable") == 0) {
		run->tally.files++;
		diagnose_lost(run, input->code, input->reason);
	} else {
		diagnose_input(
		    run, input->code, (struct diagnostic){.message = input->reason});
	}
}

enum status
process(const struct options *options)
{
	struct job *j = xmalloc(sizeof *j);
	*j = (struct job){.run = {.options = options}};
	struct run *run = &j->run;
	const struct jschema_value none = {NULL, 0};
	schemas_open(options);
	show_check_columns(
	    options->columns, options->schema ? NULL : schemas_for(shape_of(none)));
	inputs_find(&run->inputs, options->operands, options->operand_count,
	    options->command == COMMAND_NONE);
	outputs_open(&run->outputs, options, &run->inputs);
	printer_open(&j->printer, run);
	for (size_t i = 0; i < run->inputs.count && !run->outputs.out.failed; i++) {
		const struct input *input = &run->inputs.items[i];
		if (input->code)
			tell_input(run, input);
		else
			process_input(j, input);
	}
	printer_close(&j->printer);
	run_raise(run, outputs_close(&run->outputs, &run->tally, options));
	enum status status = run->status;
	schemas_close();
	inputs_free(&run->inputs);
	free(j);
	return status;
}
