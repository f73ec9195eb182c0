/* What all of a command share: how things are told and counted. */
#include "run.h"

#include "secret_broken.h"
#include "secrets.h"

#include <stdlib.h>
#include <string.h>

/* bytes of a line on either side of a place: more than is shown, and than a token has */
enum { MOST_SHOWN = 1 << 13, MOST_READ = 1 << 16 };

void
run_raise(struct run *run, enum status status)
{
	if (status > run->tally.status)
		run->tally.status = status;
}

enum severity
run_diagnose(struct run *run, const char *code, struct diagnostic d)
{
	d.code = code_find(code);
	d.severity = options_severity_of(run->options, d.code, d.severity);
	d.expected =
	    run->options->expect_invalid && d.severity == ERROR && !d.code->is_no_fault;
	if (!d.file)
		d.file = run->stream.input->name;
	tally_tell(&run->tally, d.code, d.severity, 1);
	if (d.severity != OFF)
		outputs_diagnose(&run->outputs, &d);
	if (d.severity == ERROR && !run->options->expect_invalid)
		run_raise(run, STATUS_INVALID);
	return d.severity;
}

void
run_redact(struct run *run)
{
	struct stream *s = &run->stream;
	if (!run->is_redacted)
		(s->in_secret ? redact_hidden : redact)(
		    &run->redacted, s->document, s->text, s->length);
	run->is_redacted = true;
}

/* the line around a byte, as far as it is the document's and near */
static struct span
line_around(const struct stream *s, size_t offset, size_t near)
{
	size_t least = offset < near ? 0 : offset - near;
	size_t most = s->length - offset < near ? s->length : offset + near;
	struct span line = {offset, most};
	while (line.start > least && s->text[line.start - 1] != '\n')
		line.start--;
	const char *end = memchr(s->text + offset, '\n', most - offset);
	if (end)
		line.end = (size_t)(end - s->text);
	return line;
}

/* whether the text of a place is shown anywhere: it takes a while to look for secrets */
static bool
shows_text(const struct run *run)
{
	const struct outputs *o = &run->outputs;
	size_t i = 0;
	while (i < o->report_count && !o->reports[i].out->terminal)
		i++;
	return i < o->report_count && !run->options->redact;
}

/* A terminal shows the text of the place, unless it has what nobody should see. */
enum severity
run_diagnose_at(struct run *run, const char *code, struct diagnostic d, size_t offset)
{
	struct stream *s = &run->stream;
	d.place = stream_place(s, offset);
	if (shows_text(run) &&
	    (run->redacted.span_count == 0 ||
		redacted_shows(&run->redacted, line_around(s, offset, MOST_SHOWN)))) {
		d.text = s->text;
		d.length = s->length;
		d.offset = offset;
	}
	return run_diagnose(run, code, d);
}

/* the same, of a text that is no JSON, where only its form tells what is in it */
static void
diagnose_text(struct run *run, const char *code, struct diagnostic d, size_t offset)
{
	struct stream *s = &run->stream;
	struct span line = line_around(s, offset, MOST_READ);
	d.place = stream_place(s, offset);
	if (!shows_text(run) || s->in_secret ||
	    secrets_in_line(s->text + line.start, line.end - line.start) ||
	    secret_reaches_behind(s->text, line.start))
		run_diagnose(run, code, d);
	else
		run_diagnose_at(run, code, d, offset);
}

/* --expect invalid: what is no JSON is a bad document too */
static bool
is_good(const struct options *o, const struct outcome *outcome)
{
	if (outcome->verdict == VERDICT_SKIPPED)
		return true;
	if (!o->expect_invalid)
		return outcome->verdict == VERDICT_VALID;
	return outcome->verdict == VERDICT_INVALID || outcome->is_no_json;
}

static void
tell_valid(struct run *run, const struct outcome *outcome)
{
	run_diagnose_at(run, "valid",
	    (struct diagnostic){.pointer = outcome->pointer,
		.message = "expected an invalid document, got a valid one"},
	    outcome->offset);
}

/* what was told of the input before its first document makes that invalid */
static void
condemn(struct run *run, struct outcome *outcome)
{
	if (outcome->verdict == VERDICT_SKIPPED)
		return;
	if (run->condemned && outcome->verdict == VERDICT_VALID)
		outcome->verdict = VERDICT_INVALID;
	run->condemned = false;
}

static void
count(struct tally *t, enum verdict verdict)
{
	size_t *counts[] = {
	    [VERDICT_VALID] = &t->valid,
	    [VERDICT_INVALID] = &t->invalid,
	    [VERDICT_UNREADABLE] = &t->unreadable,
	    [VERDICT_SKIPPED] = &t->skipped,
	};
	++*counts[verdict];
}

enum verdict
run_conclude(struct run *run, struct outcome *outcome)
{
	condemn(run, outcome);
	if (!outcome->is_whole)
		count(&run->tally, outcome->verdict);
	outcome->good = is_good(run->options, outcome);
	outcome->is_asked = run->options->expect_invalid;
	if (outcome->is_asked && !outcome->is_whole &&
	    outcome->verdict != VERDICT_SKIPPED) {
		run->tally.asked++;
		run->tally.as_asked += outcome->good;
	}
	if (!outcome->good)
		run_raise(run,
		    outcome->verdict == VERDICT_UNREADABLE ? STATUS_INPUT
							   : STATUS_INVALID);
	if (!outcome->good && outcome->verdict == VERDICT_VALID)
		tell_valid(run, outcome);
	if (!run->outputs.tells_documents)
		return outcome->verdict;
	outcome->file = run->stream.input->name;
	outcome->number = run->number;
	outcome->place = stream_place(&run->stream, outcome->offset);
	outputs_document(&run->outputs, outcome);
	return outcome->verdict;
}

void
run_conclude_input(struct run *run, enum verdict verdict)
{
	run_conclude_file(run, run->stream.input->name, verdict);
}

void
run_conclude_file(struct run *run, const char *file, enum verdict verdict)
{
	struct outcome outcome = {.file = file, .pointer = "", .verdict = verdict};
	outcome.good = is_good(run->options, &outcome);
	/* else it is judged beside its documents, of which the counts are */
	if (verdict == VERDICT_UNREADABLE || verdict == VERDICT_SKIPPED)
		count(&run->tally, verdict);
	run->tally.whole += verdict == VERDICT_UNREADABLE;
	if (verdict == VERDICT_UNREADABLE)
		run_raise(run, STATUS_INPUT);
	outputs_document(&run->outputs, &outcome);
}

void
run_refuse(struct run *run, const struct jschema_error *error, const char *more,
    struct outcome outcome)
{
	struct buffer message = {0};
	buffer_say(&message, error->text);
	if (error->code == JSCHEMA_DEPTH && run->options->max_depth != MOST_DEPTH)
		buffer_say(&message, "; --max-depth raises it");
	buffer_say(&message, more);
	buffer_add(&message, "", 1);
	diagnose_text(run, run_code(error->code),
	    (struct diagnostic){.pointer = outcome.pointer[0] ? outcome.pointer : NULL,
		.message = message.text},
	    outcome.offset);
	free(message.text);
	outcome.verdict = VERDICT_UNREADABLE;
	outcome.is_no_json =
	    error->code == JSCHEMA_SYNTAX || error->code == JSCHEMA_TRUNCATED;
	run_conclude(run, &outcome);
}

const char *
run_code(enum jschema_code code)
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
