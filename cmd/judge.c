/*
 * The verdict of one value. What is wrong is told in the order of the text: the faults of
 * the schema, and the names that stand twice.
 */
#include "judge.h"

#include "canonical.h"
#include "twice.h"

#include <stdlib.h>
#include <string.h>

/* of a place in the subject; the pointer is that from its value */
static enum severity
tell(struct run *run, const struct subject *subject, const char *code,
    struct diagnostic d, size_t offset)
{
	struct buffer pointer = {0};
	buffer_say(&pointer, subject->pointer);
	buffer_add(&pointer, d.pointer, strlen(d.pointer) + 1);
	d.pointer = pointer.text;
	enum severity severity =
	    run_diagnose_at(run, code, d, subject_offset(subject, offset));
	free(pointer.text);
	return severity;
}

static void
tell_twice(struct run *run, const struct subject *subject, const struct twice *t,
    const char *pointer)
{
	struct buffer message = {0};
	twice_say(&message, t);
	tell(run, subject, "duplicate-key",
	    (struct diagnostic){.pointer = pointer, .message = message.text},
	    jschema_offset(t->again));
	free(message.text);
}

static void
tell_fault(
    struct run *run, const struct subject *subject, const struct jschema_fault *fault)
{
	struct diagnostic d = {.pointer = fault->instance_location,
	    .message = fault->message,
	    .keyword_location = fault->keyword_location,
	    .schema_location = fault->schema_location};
	tell(run, subject, fault->keyword, d, jschema_offset(fault->value));
}

/* the faults of the schema and the names that stand twice, in the order of the text */
static void
tell_invalid(
    struct run *run, const struct subject *subject, const struct jschema_result *result)
{
	size_t faults = result ? jschema_result_count(result) : 0, names, i = 0, k = 0;
	struct twice *twice = twice_list(&run->stream, subject, &names);
	struct jschema_pointers *pointers = jschema_pointers_below(subject->value);
	while (i < faults || k < names) {
		const struct jschema_fault *fault =
		    i < faults ? jschema_result_fault(result, i) : NULL;
		bool name_first = k < names &&
		    (!fault ||
			jschema_offset(twice[k].again) < jschema_offset(fault->value));
		if (!name_first) {
			tell_fault(run, subject, fault);
			i++;
			continue;
		}
		const char *pointer =
		    pointers ? jschema_pointers_to(pointers, twice[k].again) : NULL;
		if (!pointer)
			die(STATUS_INPUT, "out of memory");
		tell_twice(run, subject, &twice[k++], pointer);
	}
	jschema_pointers_free(pointers);
	free(twice);
}

static enum verdict
judge_by_schema(
    struct run *run, const struct subject *subject, const struct jschema_schema *schema)
{
	struct jschema_error error;
	struct jschema_result *result = NULL;
	enum jschema_verdict verdict = jschema_check(schema, subject->value, &error);
	if (verdict == JSCHEMA_INVALID) {
		result = jschema_explain(schema, subject->value, 0, &error);
		verdict = result ? JSCHEMA_INVALID : JSCHEMA_UNDECIDED;
	}
	if (verdict == JSCHEMA_UNDECIDED) {
		tell(run, subject, run_code(error.code),
		    (struct diagnostic){.pointer = "", .message = error.text},
		    jschema_offset(subject->value));
		return VERDICT_UNREADABLE;
	}
	bool valid = verdict == JSCHEMA_VALID && !twice_in(subject);
	if (!valid)
		tell_invalid(run, subject, result);
	jschema_result_free(result);
	return valid ? VERDICT_VALID : VERDICT_INVALID;
}

/* where a subject stands, for whoever checks it again */
struct position {
	struct stream *stream;
	const struct subject *subject;
};

static struct jschema_place
place(size_t offset, void *position)
{
	const struct position *p = position;
	return stream_place(p->stream, subject_offset(p->subject, offset));
}

bool
judge_form(struct run *run, const struct subject *subject)
{
	if (!run->options->canonical)
		return true;
	struct jschema_value number = canonical_obstacle(subject->value);
	if (!number.document)
		return true;
	struct jschema_pointers *pointers = jschema_pointers_below(subject->value);
	const char *pointer = pointers ? jschema_pointers_to(pointers, number) : NULL;
	if (!pointer)
		die(STATUS_INPUT, "out of memory");
	tell(run, subject, "canonical",
	    (struct diagnostic){.pointer = pointer,
		.message =
		    "expected a number up to 1.7976931348623157e+308, got one beyond, "
		    "which has no canonical form (RFC 8785)"},
	    jschema_offset(number));
	jschema_pointers_free(pointers);
	return false;
}

enum verdict
judge(struct run *run, const struct subject *subject, const struct jschema_schema *schema)
{
	enum verdict verdict = judge_by_schema(run, subject, schema);
	struct position position = {&run->stream, subject};
	if (!judge_form(run, subject) && verdict == VERDICT_VALID)
		verdict = VERDICT_INVALID;
	run_conclude(run,
	    (struct outcome){
		.offset = subject_offset(subject, jschema_offset(subject->value)),
		.pointer = subject->pointer,
		.name = subject->name,
		.shape = subject->shape,
		.verdict = verdict,
		.value = subject->value,
		.schema = schema,
		.placer = {place, &position},
	    });
	return verdict;
}
