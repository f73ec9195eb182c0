/*
 * The main job: bytes -> input -> stream -> document -> shape -> verdict -> report, and
 * what is good goes on to be printed.
 */
#include "process.h"

#include "answers.h"
#include "coverage.h"
#include "crew.h"
#include "objections.h"
#include "printer.h"
#include "progress.h"
#include "required.h"
#include "schemas.h"
#include "selection.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct job {
	struct run run;
	struct printer printer;
	struct schema_choice choice;
	struct crew *crew; /* NULL: there is none */
	bool warned;       /* of a byte order mark */
	bool failed;       /* the input could not be read on */
};

/* ---- what is no document ---- */

static size_t
line_length(const char *text, size_t length)
{
	const char *end = memchr(text, '\n', length);
	return end ? (size_t)(end - text) : length;
}

/* a token that was saved as it is; its line is not shown */
static bool
diagnose_token(struct run *run)
{
	struct stream *s = &run->stream;
	const struct options *o = run->options;
	struct buffer message = {0};
	bool found = s->error.code == JSCHEMA_SYNTAX && options_know_data(o) &&
	    options_severity(o, code_find("bare-jwt")) == ERROR &&
	    shape_describe_jwt(&message, s->text, line_length(s->text, s->length));
	if (found) {
		buffer_add(&message, "", 1);
		run_diagnose(run, "bare-jwt",
		    (struct diagnostic){
			.place = stream_place(s, 0), .message = message.text});
	}
	free(message.text);
	return found;
}

static void
diagnose_syntax(struct run *run)
{
	struct stream *s = &run->stream;
	run_refuse(run, &s->error,
	    s->torn              ? "; each line is a document"
		: s->rest_unread ? "; the rest is not read"
				 : "",
	    (struct outcome){.pointer = "", .offset = s->error.offset});
}

static void
diagnose_fault(struct run *run)
{
	struct outcome outcome = {.pointer = "",
	    .verdict = VERDICT_UNREADABLE,
	    .is_no_json = true,
	    .offset = run->stream.error.offset};
	if (diagnose_token(run))
		run_conclude(run, &outcome);
	else
		diagnose_syntax(run);
}

static void
diagnose_bom(struct run *run)
{
	enum severity severity = run_diagnose(run, "byte-order-mark",
	    (struct diagnostic){.place = {0, 1, 1}, .message = input_mark_skipped});
	run->condemned = severity == ERROR;
}

/* JSON Lines have a line a document; by another name the layout is free */
static void
diagnose_layout(struct run *run)
{
	struct stream *s = &run->stream;
	struct buffer message = {0};
	bool over = memchr(s->text, '\n', s->length);
	if (!s->input->lines || (!over && s->begins_line))
		return;
	run_redact(run);
	buffer_format(&message,
	    "expected a document on one line, as %s, got one %s; rtok format writes it "
	    "on one",
	    run->options->lines ? "--lines has it" : "the name of the file says",
	    over ? "over several" : "behind another");
	enum severity severity = run_diagnose_at(run, "over-lines",
	    (struct diagnostic){.pointer = "", .message = message.text}, 0);
	free(message.text);
	run->condemned = run->condemned || severity == ERROR;
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

/* an own schema that has most of its members is for a recording itself */
static bool
is_described(struct jschema_value v, struct jschema_subschema schema)
{
	struct jschema_item item;
	size_t known = 0;
	bool more = jschema_first(v, &item);
	if (more && jschema_kind(v) == JSCHEMA_ARRAY)
		return is_described(item.value, jschema_elements(schema));
	for (; more; more = jschema_next(&item))
		known += jschema_property(schema, item.key, NULL).schema != NULL;
	return known > jschema_count(v) / 2;
}

/* by an own schema or --schema-only nothing is recognised; one look at each input tells
 * what that misses */
static void
find_unread(const struct run *run, struct subject *subject)
{
	const struct options *o = run->options;
	if (options_know_data(o) || o->as || run->number > 1)
		return;
	const struct recording *recording = recording_of(subject->value);
	if (recording && o->schema &&
	    is_described(
		subject->value, jschema_schema_root(schemas_for(subject->shape))))
		return;
	subject->unread = recording;
}

static void
take_answer(const struct subject *subject, const struct jschema_schema *schema,
    enum verdict verdict, void *job)
{
	struct job *j = job;
	printer_take(&j->printer, subject, schema, verdict);
}

struct grafting {
	struct job *job;
	const struct subject *whole;
};

/* one that is text in a string is printed as it is */
static void
graft_answer(const struct subject *subject, const struct jschema_schema *schema,
    enum verdict verdict, void *context)
{
	const struct grafting *g = context;
	(void)verdict;
	if (subject->value.document == g->whole->value.document)
		printer_graft(&g->job->printer, subject, schema);
}

/* `format` prints a recording as a whole, all others print the answers in it */
static void
process_recording(
    struct job *j, const struct recording *recording, const struct subject *subject)
{
	bool whole = j->run.options->command == COMMAND_FORMAT;
	struct grafting grafting = {j, subject};
	enum verdict verdict = whole
	    ? answers_judge(&j->run, recording, subject, graft_answer, &grafting)
	    : answers_judge(&j->run, recording, subject, take_answer, j);
	if (whole && verdict == VERDICT_VALID && !judge_form(&j->run, subject))
		verdict = VERDICT_INVALID;
	if (whole || verdict == VERDICT_UNREADABLE)
		printer_take(&j->printer, subject, NULL, verdict);
}

/* a value without a shape yet */
static void
process_value(struct job *j, struct subject *subject)
{
	const struct options *o = j->run.options;
	const struct recording *recording =
	    lint_recognises(&j->run.lint, subject) ? NULL : subject_recognise(subject, o);
	if (recording) {
		process_recording(j, recording, subject);
		return;
	}
	find_unread(&j->run, subject);
	const struct jschema_schema *schema = schemas_choose(&j->choice, subject->shape);
	enum verdict verdict = judge(&j->run, subject, schema);
	printer_take(&j->printer, subject, schema, verdict);
}

/* ---- what --at selects ---- */

struct selection {
	struct job *job;
	struct jschema_value root;
	const char *pointer; /* of --at */
	struct jschema_pointers *pointers;
	struct embedded embedded; /* where a string was found */
};

static void
process_selected(struct jschema_value v, void *context)
{
	struct selection *selection = context;
	struct embedded *e = &selection->embedded;
	struct job *j = selection->job;
	struct subject subject = {
	    .value = v, .pointer = jschema_pointers_to(selection->pointers, v)};
	if (!subject.pointer)
		die_of_memory();
	if (jschema_kind(v) != JSCHEMA_STRING) {
		process_value(j, &subject);
	} else if (embedded_read(
		       e, v, false, NULL, subject.pointer, j->run.options->max_depth)) {
		subject = (struct subject){.value = jschema_root(e->document),
		    .pointer = e->pointer,
		    .embedded = e};
		process_value(j, &subject);
	} else {
		run_refuse(&j->run, &e->error,
		    "; --at reads a string as the JSON text that it holds",
		    (struct outcome){.pointer = e->pointer,
			.offset = embedded_offset(e, e->error.offset)});
		printer_take(&j->printer, &subject, NULL, VERDICT_UNREADABLE);
	}
}

/* one of what a star stands for; of the whole document diagnose_unselected() tells */
static void
skip_unselected(struct jschema_value v, void *context)
{
	struct selection *selection = context;
	struct run *run = &selection->job->run;
	struct outcome outcome = {
	    .offset = jschema_offset(v), .verdict = VERDICT_SKIPPED};
	struct buffer message = {0};
	if (outcome.offset == jschema_offset(selection->root))
		return;
	outcome.pointer = jschema_pointers_to(selection->pointers, v);
	if (!outcome.pointer)
		die_of_memory();
	buffer_say(&message, "skipped, for --at ");
	buffer_safe(&message, selection->pointer, strlen(selection->pointer));
	buffer_say(&message, " leads nowhere in it");
	buffer_add(&message, "", 1);
	struct diagnostic d = {.pointer = outcome.pointer, .message = message.text};
	if (run_diagnose_at(run, "skipped-part", d, outcome.offset) == ERROR)
		outcome.verdict = VERDICT_UNREADABLE;
	free(message.text);
	run_conclude(run, &outcome);
}

/* the whole pointer with another name in it */
static void
advise_pointer(struct buffer *b, struct jschema_value root, const char *pointer,
    struct jschema_pointers *pointers)
{
	struct word name;
	struct jschema_value meant = selection_meant(root, pointer, &name);
	if (!meant.document)
		return;
	const char *known = jschema_pointers_to(pointers, meant);
	if (!known)
		die_of_memory();
	known = strrchr(known, '/');
	buffer_say(b, "; did you mean ");
	buffer_safe(b, pointer, (size_t)(name.text - pointer));
	buffer_safe(b, known, strlen(known));
	buffer_safe(b, name.text + name.length, strlen(name.text + name.length));
	buffer_say(b, "?");
}

static void
diagnose_unselected(struct run *run, const struct subject *root, const char *pointer,
    struct jschema_pointers *pointers)
{
	struct buffer message = {0};
	buffer_say(&message, "nothing to check: --at ");
	buffer_safe(&message, pointer, strlen(pointer));
	buffer_say(&message, " leads nowhere in this document");
	advise_pointer(&message, root->value, pointer, pointers);
	buffer_add(&message, "", 1);
	run_diagnose_at(run, "empty",
	    (struct diagnostic){.pointer = "", .message = message.text},
	    jschema_offset(root->value));
	free(message.text);
	run_conclude(
	    run, &(struct outcome){.pointer = "", .verdict = VERDICT_UNREADABLE});
}

static void
process_selection(struct job *j, const struct subject *root)
{
	const struct options *o = j->run.options;
	struct selection selection = {.job = j,
	    .root = root->value,
	    .pointers = jschema_pointers_below(root->value)};
	if (!selection.pointers)
		die_of_memory();
	for (size_t i = 0; i < o->at_count; i++) {
		selection.pointer = o->at[i];
		if (selection_each(root->value, o->at[i], process_selected,
			skip_unselected, &selection))
			continue;
		diagnose_unselected(&j->run, root, o->at[i], selection.pointers);
		printer_take(&j->printer, root, NULL, VERDICT_UNREADABLE);
	}
	jschema_pointers_free(selection.pointers);
	embedded_free(&selection.embedded);
}

static bool
tells_more(const struct run *run)
{
	const struct options *o = run->options;
	return options_know_data(o) || o->redact || o->as || o->at_count ||
	    o->expect_invalid || run->outputs.tells_documents || run->guest;
}

static void
process_document(struct job *j)
{
	struct run *run = &j->run;
	struct subject root = {
	    .value = jschema_root(run->stream.document), .pointer = ""};
	if (run->is_redacted)
		redacted_clear(&run->redacted);
	run->is_redacted = false;
	if (run->tells_more)
		run_redact(run);
	diagnose_layout(run);
	if (run->options->at_count)
		process_selection(j, &root);
	else
		process_value(j, &root);
}

/* ---- inputs ---- */

/* what comes next in the stream; false when no more does */
static bool
process_event(void *job)
{
	struct job *j = job;
	struct run *run = &j->run;
	struct stream *s = &run->stream;
	enum stream_event event = stream_next(s);
	if (s->begins_with_bom && !j->warned) {
		diagnose_bom(run);
		j->warned = true;
	}
	j->failed = event == STREAM_FAILED;
	if (event == STREAM_END || event == STREAM_FAILED)
		return false;
	run->number++;
	if (event == STREAM_VALUE) {
		process_document(j);
	} else {
		redacted_clear(&run->redacted);
		diagnose_fault(run);
		printer_fault(&j->printer);
	}
	return true;
}

static void
process_stream(struct job *j)
{
	struct run *run = &j->run;
	struct stream *s = &run->stream;
	j->warned = false;
	crew_begin(j->crew);
	while (!run->outputs.out.failed && process_event(j)) {
		if (crew_fits(j->crew, s))
			crew_process(j->crew, process_event, j);
	}
	if (run->outputs.out.failed)
		return;
	if (j->failed) {
		diagnose_lost(run, s->failure ? "unreadable" : "limit",
		    s->failure ? strerror(s->failure) : s->error.text);
		printer_lose(&j->printer);
		return;
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

/* whoever has forgotten to name a file would wait as long as the program does */
static void
tell_waiting(const struct run *run)
{
	if (run->options->operand_count == 0 && !run->options->quiet &&
	    run->outputs.err.terminal && isatty(STDIN_FILENO))
		warn("reading standard input; end it with Ctrl-D");
}

static void
process_input(struct job *j, const struct input *input)
{
	struct run *run = &j->run;
	struct stream *s = &run->stream;
	tell_waiting(run);
	outputs_flush(&run->outputs); /* opening a pipe waits for its writer */
	run->number = 0;
	run->condemned = false;
	run->tally.files++;
	run->tally.piped += input->is_stdin;
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
process(const struct options *options, const struct guest *guest)
{
	struct job *j = xmalloc(sizeof *j);
	*j = (struct job){
	    .run = {.options = options, .lint = {.options = options}, .guest = guest}};
	struct run *run = &j->run;
	redact_open(options->redact, options->redact_key);
	bool usable = schemas_open(options);
	objections_say(options);
	if (!usable && !options->report_count)
		exit(STATUS_SCHEMA);
	show_check_columns(
	    options->columns, options->schema ? NULL : schemas_for(shape_usual()));
	required_warn(options);
	inputs_find(&run->inputs, options);
	for (size_t i = 0; options->lines && i < run->inputs.count; i++)
		run->inputs.items[i].lines = true;
	outputs_open(&run->outputs, options, &run->inputs);
	run->lint.shows_hints = run->outputs.shows_hints;
	run->tells_more = tells_more(run);
	if (options->coverage)
		run->tally.coverage = coverage_new();
	printer_open(&j->printer, run);
	j->crew = crew_new(run, &j->printer);
	objections_tell(run);
	if (!usable)
		run_raise(run, STATUS_SCHEMA);
	bool begun = usable && (!guest || guest->begin(run, guest->context));
	for (size_t i = 0; begun && i < run->inputs.count && !run->outputs.out.failed;
	     i++) {
		const struct input *input = &run->inputs.items[i];
		if (input->code)
			tell_input(run, input);
		else
			process_input(j, input);
	}
	if (!run->outputs.out.failed)
		answers_tell_unjudged(run);
	crew_free(j->crew);
	printer_close(&j->printer);
	run_raise(run, outputs_close(&run->outputs, &run->tally, options));
	coverage_free(run->tally.coverage);
	enum status status = tally_status(&run->tally, options->exit_zero);
	schemas_close();
	lint_free(&run->lint);
	remarks_free(&run->remarks);
	redacted_free(&run->redacted);
	inputs_free(&run->inputs);
	free(j);
	return status;
}
