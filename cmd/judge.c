/*
 * The verdict of one value. What there is to say is collected first, the faults of the
 * schema, the names that stand twice and what the rules find, and then told in the order
 * of the text.
 */
#include "judge.h"

#include "advice.h"
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
	offset = subject_offset(subject, offset);
	buffer_say(&pointer, subject->pointer);
	buffer_add(&pointer, d.pointer, strlen(d.pointer) + 1);
	d.pointer = pointer.text;
	d.place = stream_place(&run->stream, offset);
	/* the line of the source would show it in base64 */
	bool hides = subject->embedded && subject->embedded->base64 &&
	    subject_redacted(run, subject)->span_count;
	enum severity severity =
	    hides ? run_diagnose(run, code, d) : run_diagnose_at(run, code, d, offset);
	free(pointer.text);
	return severity;
}

/* ---- what there is to say ---- */

/*
 * With what is to be written instead, as far as the data is known. False where all are
 * those of strangers, which break no schema: they are what they are.
 */
static bool
collect_faults(struct run *run, const struct jschema_result *result)
{
	struct remarks *remarks = &run->remarks;
	size_t before = remarks->count, next = 0;
	remarks->left_out = jschema_result_dropped(result);
	for (size_t i = 0; i < jschema_result_count(result); i++) {
		const struct jschema_fault *fault = jschema_result_fault(result, i);
		struct buffer message = {0};
		if (remarks_strange(remarks, &next, fault->value))
			continue;
		buffer_say(&message, fault->message);
		if (options_know_data(run->options))
			advice_add(&message, fault);
		buffer_add(&message, "", 1);
		remarks_add(remarks,
		    (struct remark){.code = fault->keyword,
			.at = fault->value,
			.fault = fault,
			.message = message.text});
	}
	return remarks->count > before || remarks->left_out;
}

static void
collect_twice(struct run *run, const struct subject *subject)
{
	size_t count;
	run_redact(run);
	struct twice *twice = twice_list(&run->stream, subject, &count);
	for (size_t i = 0; i < count; i++) {
		struct buffer message = {0};
		twice_say(&message, &twice[i]);
		remarks_add(&run->remarks,
		    (struct remark){.code = "duplicate-key",
			.at = twice[i].again,
			.message = message.text});
	}
	free(twice);
}

/* those in the subject, and not in what is told to have some */
static void
collect_secrets(struct run *run, const struct subject *subject)
{
	struct remarks *remarks = &run->remarks;
	const struct redacted *redacted = subject_redacted(run, subject);
	const struct finding *f;
	size_t next = 0;
	if (!options_know_data(run->options) || redacted->finding_count == 0)
		return;
	for (size_t count = redacted_findings(redacted, subject->value, &f); count--;
	     f++) {
		if (remarks_strange(remarks, &next, f->at) &&
		    remarks->items[next].stranger->tells_secrets)
			continue;
		remarks_add(remarks,
		    (struct remark){.code = f->code,
			.at = f->at,
			.message = xstrndup(f->message, strlen(f->message))});
	}
}

/* ---- the verdict ---- */

static void
tell_remark(struct run *run, const struct subject *subject, const struct remark *r,
    struct jschema_pointers *pointers)
{
	const struct jschema_fault *fault = r->fault;
	struct subject at = *subject;
	struct diagnostic d = {.severity = r->severity, .message = r->message};
	if (fault) {
		d.pointer = fault->instance_location;
		d.keyword_location = fault->keyword_location;
		d.schema_location = fault->schema_location;
	} else if (pointers) {
		d.pointer = jschema_pointers_to(pointers, r->at);
	}
	if (!d.pointer)
		die_of_memory();
	if (r->stranger)
		at.shape = r->stranger;
	tell(run, &at, r->code, d, jschema_offset(r->at));
}

/* the summary counts what is left out, and not that it is */
static void
tell_left_out(struct run *run, const struct subject *subject, size_t count)
{
	struct buffer message = {0};
	const struct code *code = code_find("more-errors");
	buffer_format(&message,
	    "%zu more error%s of this document %s not told; --max-errors 0 tells all",
	    count, count == 1 ? "" : "s", count == 1 ? "is" : "are");
	buffer_add(&message, "", 1);
	enum severity severity = tell(run, subject, code->name,
	    (struct diagnostic){.pointer = "", .message = message.text},
	    jschema_offset(subject->value));
	run->tally.told[severity]--;
	run->tally.codes[code_index(code)] -= severity != OFF;
	tally_tell(&run->tally, code, ERROR, count);
	free(message.text);
}

/* how bad the worst of them is */
static enum severity
tell_remarks(struct run *run, const struct subject *subject)
{
	const struct options *o = run->options;
	struct remarks *remarks = &run->remarks;
	enum severity worst = OFF;
	size_t errors = 0, left_out = remarks->left_out;
	run_redact(run);
	remarks_sort(remarks);
	struct jschema_pointers *pointers = jschema_pointers_below(subject->value);
	for (size_t i = 0; i < remarks->count; i++) {
		const struct remark *r = &remarks->items[i];
		enum severity severity =
		    options_severity_of(o, code_find(r->code), r->severity);
		bool counts = severity == ERROR && o->max_errors;
		if (counts && errors++ >= o->max_errors)
			left_out++;
		else
			tell_remark(run, subject, r, pointers);
		worst = severity > worst ? severity : worst;
	}
	jschema_pointers_free(pointers);
	if (left_out)
		tell_left_out(run, subject, left_out);
	return worst;
}

static enum verdict
judge_by_schema(struct run *run, const struct subject *subject,
    const struct jschema_schema *schema, struct jschema_result **result)
{
	struct jschema_error error;
	*result = NULL;
	enum jschema_verdict verdict = jschema_check(schema, subject->value, &error);
	if (verdict != JSCHEMA_VALID)
		run_redact(run);
	if (verdict == JSCHEMA_INVALID) {
		*result = jschema_explain(
		    schema, subject->value, run->options->max_errors, &error);
		verdict = *result ? JSCHEMA_INVALID : JSCHEMA_UNDECIDED;
	}
	if (verdict != JSCHEMA_UNDECIDED)
		return verdict == JSCHEMA_VALID ? VERDICT_VALID : VERDICT_INVALID;
	tell(run, subject, run_code(error.code),
	    (struct diagnostic){.pointer = "", .message = error.text},
	    jschema_offset(subject->value));
	return VERDICT_UNREADABLE;
}

/* hints that nobody is told */
static void
count_unseen(struct run *run)
{
	struct buffer *unseen = &run->remarks.unseen;
	for (size_t i = 0; i < unseen->length; i++)
		tally_tell(&run->tally, &codes[(size_t)unseen->text[i]], HINT, 1);
	unseen->length = 0;
}

/* with what the schema does not say of a value that could be checked */
static enum verdict
decide(
    struct run *run, const struct subject *subject, const struct jschema_schema *schema)
{
	struct jschema_result *result = NULL;
	enum verdict verdict = VERDICT_VALID;
	bool decided = true;
	if (!subject_is_stranger(subject))
		verdict = judge_by_schema(run, subject, schema, &result);
	if (verdict == VERDICT_UNREADABLE)
		return verdict;
	if (twice_in(subject))
		collect_twice(run, subject);
	lint(&run->lint, subject, &run->remarks);
	collect_secrets(run, subject);
	if (run->guest)
		decided = run->guest->look(run, subject, run->guest->context);
	count_unseen(run);
	if (result && !collect_faults(run, result))
		verdict = VERDICT_VALID;
	if (run->remarks.count && tell_remarks(run, subject) == ERROR)
		verdict = VERDICT_INVALID;
	jschema_result_free(result);
	return decided ? verdict : VERDICT_UNREADABLE;
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
	run_redact(run);
	struct jschema_pointers *pointers = jschema_pointers_below(subject->value);
	const char *pointer = pointers ? jschema_pointers_to(pointers, number) : NULL;
	if (!pointer)
		die_of_memory();
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
	enum verdict verdict = decide(run, subject, schema);
	struct position position = {&run->stream, subject};
	if (!judge_form(run, subject) && verdict == VERDICT_VALID)
		verdict = VERDICT_INVALID;
	/* a stranger breaks none, and the words of one would show it */
	bool strange = subject_is_stranger(subject) ||
	    (run->remarks.strangers && verdict == VERDICT_VALID);
	remarks_clear(&run->remarks);
	/* every member is named, for else all are cleared first, which takes its time */
	return run_conclude(run,
	    &(struct outcome){
		.file = NULL,
		.number = 0,
		.place = {0, 0, 0},
		.is_no_json = false,
		.is_whole = false,
		.good = false,
		.is_asked = false,
		.offset = subject_offset(subject, jschema_offset(subject->value)),
		.pointer = subject->pointer,
		.name = subject->name,
		.shape = run->options->schema ? NULL : subject->shape,
		.verdict = verdict,
		.value = subject->value,
		.schema = strange ? NULL : schema,
		.placer = {place, &position},
	    });
}
