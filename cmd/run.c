/* What all of a command share: how things are told and counted. */
#include "run.h"

void
run_raise(struct run *run, enum status status)
{
	if (status > run->status)
		run->status = status;
}

enum severity
run_diagnose(struct run *run, const char *code, struct diagnostic d)
{
	d.code = code_find(code);
	d.severity = options_severity(run->options, d.code);
	d.file = run->stream.input->name;
	run->tally.told[d.severity]++;
	if (d.severity != OFF)
		outputs_diagnose(&run->outputs, &d);
	if (d.severity == ERROR)
		run_raise(run, STATUS_INVALID);
	return d.severity;
}

/* the text that a terminal shows of the place is the buffer around it */
enum severity
run_diagnose_at(struct run *run, const char *code, struct diagnostic d, size_t offset)
{
	struct stream *s = &run->stream;
	d.place = stream_place(s, offset);
	d.text = s->buffer.text;
	d.length = s->buffer.length;
	d.offset = (size_t)(s->text - s->buffer.text) + offset;
	return run_diagnose(run, code, d);
}

void
run_conclude(struct run *run, struct outcome outcome)
{
	struct tally *t = &run->tally;
	static const enum status statuses[] = {
	    [VERDICT_VALID] = STATUS_GOOD,
	    [VERDICT_INVALID] = STATUS_INVALID,
	    [VERDICT_UNREADABLE] = STATUS_INPUT,
	    [VERDICT_SKIPPED] = STATUS_GOOD,
	};
	size_t *counts[] = {
	    [VERDICT_VALID] = &t->valid,
	    [VERDICT_INVALID] = &t->invalid,
	    [VERDICT_UNREADABLE] = &t->unreadable,
	    [VERDICT_SKIPPED] = &t->skipped,
	};
	++*counts[outcome.verdict];
	run_raise(run, statuses[outcome.verdict]);
	if (!run->outputs.tells_documents)
		return;
	outcome.file = run->stream.input->name;
	outcome.number = run->number;
	outcome.place = stream_place(&run->stream, outcome.offset);
	outcome.start = stream_place(&run->stream, 0);
	outputs_document(&run->outputs, &outcome);
}

void
run_conclude_input(struct run *run, enum verdict verdict)
{
	const struct outcome outcome = {
	    .file = run->stream.input->name, .pointer = "", .verdict = verdict};
	if (verdict == VERDICT_UNREADABLE)
		run_raise(run, STATUS_INPUT);
	outputs_document(&run->outputs, &outcome);
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
