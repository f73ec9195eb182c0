/*
 * The answers of a recording: each one of a refresh-token endpoint becomes a subject of
 * its own, which is judged by the schema for its method and path.
 */
#include "answers.h"

#include "endpoint.h"
#include "quote.h"
#include "schemas.h"
#include "twice.h"

#include <stdlib.h>
#include <string.h>

/* a recording that is gone through */
struct playback {
	struct run *run;
	const struct recording *recording;
	const struct subject *whole;
	answers_taker *take;
	void *context;
	struct jschema_pointers *pointers;
	struct embedded embedded; /* the body that is judged */
	struct twice *twice;      /* the names that stand twice in the recording */
	size_t twice_count;
	bool *told;  /* of these, by their numbers: with a body */
	bool *found; /* the same of the secrets in it */
	/* of both: the next one that may be told, and the worst that was */
	size_t next_twice, next_secret;
	enum severity worst;
	size_t seen;
	size_t known; /* of them: those of an endpoint with a schema */
	size_t judged;
	enum verdict verdict;
	/* of the answer at hand */
	struct buffer path;
	struct buffer name;
	struct buffer pointer;
	struct buffer message;
};

/* from the root of the input to a value of the recording */
static const char *
point_to(struct playback *p, struct jschema_value v)
{
	const char *pointer = jschema_pointers_to(p->pointers, v);
	if (!pointer)
		die_of_memory();
	p->pointer.length = 0;
	buffer_say(&p->pointer, p->whole->pointer);
	buffer_add(&p->pointer, pointer, strlen(pointer) + 1);
	return p->pointer.text;
}

static size_t
offset_of(const struct playback *p, struct jschema_value v)
{
	return subject_offset(p->whole, jschema_offset(v));
}

static void
note(struct playback *p, enum verdict verdict)
{
	p->judged++;
	if (verdict != VERDICT_VALID && p->verdict != VERDICT_UNREADABLE)
		p->verdict = verdict;
}

/* ---- the recording itself, beside its answers ---- */

static void
tell_beside(
    struct playback *p, const char *code, struct jschema_value at, const char *message)
{
	enum severity severity = run_diagnose_at(p->run, code,
	    (struct diagnostic){
		.is_whole = true, .pointer = point_to(p, at), .message = message},
	    offset_of(p, at));
	p->worst = severity > p->worst ? severity : p->worst;
}

static void
tell_next_twice(struct playback *p)
{
	const struct twice *twice = &p->twice[p->next_twice++];
	struct buffer message = {0};
	if (p->told[twice->number])
		return;
	twice_say(&message, twice);
	tell_beside(p, "duplicate-key", twice->again, message.text);
	free(message.text);
}

static void
tell_next_secret(struct playback *p, const struct redacted *r)
{
	size_t i = p->next_secret++;
	const struct finding *f = &r->findings[i];
	if (!p->found[i] && jschema_holds(p->whole->value, f->at))
		tell_beside(p, f->code, f->at, f->message);
}

/*
 * What stands before an offset, and was not told with a body: the names that stand twice,
 * and the secrets, as in the headers of a request.
 */
static void
tell_before(struct playback *p, size_t offset)
{
	const struct redacted *r = subject_redacted(p->run, p->whole);
	for (;;) {
		size_t twice = p->next_twice < p->twice_count
		    ? jschema_offset(p->twice[p->next_twice].again)
		    : SIZE_MAX;
		size_t secret = p->found && p->next_secret < r->finding_count
		    ? jschema_offset(r->findings[p->next_secret].at)
		    : SIZE_MAX;
		if (twice >= offset && secret >= offset)
			return;
		if (twice <= secret)
			tell_next_twice(p);
		else
			tell_next_secret(p, r);
	}
}

static void
tell_rest(struct playback *p)
{
	tell_before(p, SIZE_MAX);
	if (p->worst == OFF)
		return;
	enum verdict verdict = p->worst == ERROR ? VERDICT_INVALID : VERDICT_SKIPPED;
	run_conclude(p->run,
	    &(struct outcome){.offset = offset_of(p, p->whole->value),
		.pointer = p->whole->pointer,
		.is_whole = true,
		.verdict = verdict});
	if (verdict != VERDICT_SKIPPED)
		note(p, verdict);
}

/* ---- what is not judged ---- */

/* tells why an answer is not judged, and that it counts as such */
static void
pass_over(struct playback *p, const char *code, struct jschema_value v,
    enum verdict verdict, const char *reason)
{
	tell_before(p, jschema_offset(v));
	struct outcome outcome = {
	    .offset = offset_of(p, v), .pointer = point_to(p, v), .name = p->name.text};
	p->message.length = 0;
	buffer_safe(&p->message, p->name.text, strlen(p->name.text));
	buffer_format(&p->message, ": %s", reason);
	buffer_add(&p->message, "", 1);
	struct diagnostic d = {.pointer = outcome.pointer, .message = p->message.text};
	if (run_diagnose_at(p->run, code, d, outcome.offset) == ERROR)
		verdict = VERDICT_UNREADABLE;
	if (verdict != VERDICT_SKIPPED)
		note(p, verdict);
	outcome.verdict = verdict;
	run_conclude(p->run, &outcome);
}

static void
skip(struct playback *p, const struct answer *a, const char *reason)
{
	pass_over(p, "skipped-answer", a->entry, VERDICT_SKIPPED, reason);
}

/* whether an answer with this status is one that the schema describes */
static bool
is_success(struct playback *p, const struct answer *a)
{
	char reason[64];
	int status = answer_status(a);
	if (status >= 200 && status <= 299)
		return true;
	if (status == 0)
		skip(p, a, "skipped, for its status is no number of three digits");
	else {
		snprintf(reason, sizeof reason, "skipped, for its status is %d%s", status,
		    status >= 400 ? ", an error" : "");
		skip(p, a, reason);
	}
	return false;
}

static void
refuse_value(struct playback *p, const struct answer *a)
{
	struct buffer reason = {0};
	buffer_say(&reason, "expected the body as text in a string, got ");
	quote_value(&reason, a->body.value);
	if (p->recording->values)
		buffer_format(
		    &reason, "; as a value it stands in %s", p->recording->values);
	buffer_add(&reason, "", 1);
	pass_over(p, "unreadable", a->body.value, VERDICT_UNREADABLE, reason.text);
	free(reason.text);
}

static bool
has_body(struct playback *p, const struct answer *a)
{
	size_t length;
	switch (a->body.form) {
	case BODY_FILE:
		skip(p, a, "skipped, for its body is in another file");
		return false;
	case BODY_TEMPLATE:
		skip(p, a,
		    "skipped, for its body is a template, which the server fills in");
		return false;
	case BODY_HEX:
		pass_over(p, "unreadable", a->body.value, VERDICT_UNREADABLE,
		    "the body was recorded as bytes in hexadecimal, as compressed ones are, "
		    "and is not read; record it anew with Accept-Encoding: identity");
		return false;
	case BODY_NO_TEXT:
		refuse_value(p, a);
		return false;
	case BODY_TEXT:
	case BODY_BASE64:
		jschema_text(a->body.value, &length);
		if (length)
			return true;
		break;
	case BODY_VALUE:
		return true;
	case BODY_NONE:
		break;
	}
	skip(p, a, "skipped, for it has no body");
	return false;
}

/* ---- what is ---- */

/* the names that stand twice in a body are told with it, and not with the recording */
static void
mark_told(struct playback *p, const struct subject *subject)
{
	size_t count;
	struct twice *list =
	    p->told ? twice_list(&p->run->stream, subject, &count) : NULL;
	for (size_t i = 0; list && i < count; i++)
		p->told[list[i].number] = true;
	free(list);
}

/* and so are the secrets, also those in the string that a body is the text of */
static void
mark_found(struct playback *p, struct jschema_value body)
{
	const struct redacted *r = subject_redacted(p->run, p->whole);
	const struct finding *first;
	size_t count = p->found ? redacted_findings(r, body, &first) : 0;
	for (size_t i = 0; i < count; i++)
		p->found[first - r->findings + (ptrdiff_t)i] = true;
}

/* finds the value of a body; false after a message */
static bool
read_body(struct playback *p, const struct body *body, struct subject *subject)
{
	struct embedded *e = &p->embedded;
	tell_before(p, jschema_offset(body->value));
	const char *pointer = point_to(p, body->value);
	if (body->form == BODY_VALUE) {
		subject->value = body->value;
		subject->pointer = pointer;
		subject->embedded = p->whole->embedded;
		mark_told(p, subject);
		mark_found(p, body->value);
		return true;
	}
	if (!embedded_read(e, body->value, body->form == BODY_BASE64, p->whole->embedded,
		pointer, p->run->options->max_depth)) {
		run_refuse(p->run, &e->error, "",
		    (struct outcome){.pointer = e->pointer,
			.name = subject->name,
			.offset = embedded_offset(e, e->error.offset)});
		note(p, VERDICT_UNREADABLE);
		return false;
	}
	mark_found(p, body->value);
	subject->value = jschema_root(e->document);
	subject->pointer = e->pointer;
	subject->embedded = e;
	return true;
}

static void
judge_answer(struct playback *p, const struct answer *a, const struct endpoint *endpoint)
{
	struct subject subject = {.name = p->name.text};
	if (!read_body(p, &a->body, &subject))
		return;
	subject_recognise_answer(&subject, p->run->options, endpoint);
	const struct jschema_schema *schema = schemas_for(subject.shape);
	enum verdict verdict = judge(p->run, &subject, schema);
	note(p, verdict);
	p->take(&subject, schema, verdict, p->context);
}

static void
visit(const struct answer *a, void *context)
{
	struct playback *p = context;
	size_t length;
	jschema_text(a->method, &length);
	char *room = xmalloc(length + 1);
	const char *method = jschema_string(a->method, room, &length);
	p->seen++;
	p->path.length = p->name.length = 0;
	const struct answer told = answer_told(a);
	answer_path(&told, &p->path);
	answer_name(&told, p->path.text, p->path.length, &p->name);
	p->path.length = 0;
	answer_path(a, &p->path);
	const struct endpoint *endpoint =
	    endpoint_find(method, length, p->path.text, p->path.length);
	free(room);
	p->known += endpoint && endpoint->component;
	if (!endpoint)
		skip(p, a, "skipped, for it is of no refresh-token endpoint");
	else if (!endpoint->component)
		skip(p, a, "skipped, for this endpoint answers nothing to check");
	else if (is_success(p, a) && has_body(p, a))
		judge_answer(p, a, endpoint);
}

/* ---- the recording as a whole ---- */

/* a recording of nothing at all: it is no input, as an empty file is none */
static void
tell_empty(struct playback *p)
{
	struct buffer message = {0};
	size_t offset = offset_of(p, p->whole->value);
	buffer_format(&message, "nothing to check: 0 %s", p->recording->nouns[1]);
	buffer_add(&message, "", 1);
	run_diagnose_at(p->run, "empty",
	    (struct diagnostic){.pointer = p->whole->pointer, .message = message.text},
	    offset);
	free(message.text);
	run_conclude(p->run,
	    &(struct outcome){.offset = offset,
		.pointer = p->whole->pointer,
		.verdict = VERDICT_UNREADABLE});
	p->verdict = VERDICT_UNREADABLE;
}

/* of other endpoints alone: that is an error only where all of the run is so */
static void
keep_unjudged(struct playback *p)
{
	struct unjudged *u = &p->run->unjudged;
	if (u->recordings++ == 0) {
		u->file = p->run->stream.input->name;
		u->place = stream_place(&p->run->stream, offset_of(p, p->whole->value));
		u->nouns = p->recording->nouns;
	}
	u->seen += p->seen;
	u->known += p->known;
}

void
answers_tell_unjudged(struct run *run)
{
	const struct unjudged *u = &run->unjudged;
	struct buffer message = {0};
	if (u->recordings == 0 || tally_documents(&run->tally))
		return;
	buffer_format(
	    &message, "nothing to check: %zu %s", u->seen, u->nouns[u->seen != 1]);
	if (u->recordings > 1)
		buffer_format(&message, " in %zu recordings", u->recordings);
	if (u->known)
		buffer_format(&message,
		    ", %zu of a refresh-token endpoint, but none with a body and a "
		    "status of success; -v tells more",
		    u->known);
	else
		buffer_say(&message, ", none of a refresh-token endpoint with a schema");
	buffer_add(&message, "", 1);
	run_diagnose(run, "empty",
	    (struct diagnostic){.file = u->file,
		.place = u->place,
		.pointer = "",
		.message = message.text});
	free(message.text);
	run_conclude_file(run, u->file, VERDICT_UNREADABLE);
}

enum verdict
answers_judge(struct run *run, const struct recording *recording,
    const struct subject *whole, answers_taker *take, void *context)
{
	struct playback p = {.run = run,
	    .recording = recording,
	    .whole = whole,
	    .take = take,
	    .context = context,
	    .pointers = jschema_pointers_below(whole->value),
	    .verdict = VERDICT_VALID};
	if (!p.pointers)
		die_of_memory();
	if (twice_in(whole)) {
		size_t count = jschema_duplicates(whole->value.document);
		p.told = xmalloc(count * sizeof *p.told);
		memset(p.told, 0, count * sizeof *p.told);
		p.twice = twice_list(&run->stream, whole, &p.twice_count);
	}
	size_t findings = subject_redacted(run, whole)->finding_count;
	if (findings) {
		p.found = xmalloc(findings * sizeof *p.found);
		memset(p.found, 0, findings * sizeof *p.found);
	}
	recording->each(whole->value, visit, &p);
	if (p.seen == 0)
		tell_empty(&p);
	else if (!p.judged)
		keep_unjudged(&p);
	tell_rest(&p);
	jschema_pointers_free(p.pointers);
	embedded_free(&p.embedded);
	free(p.twice);
	free(p.told);
	free(p.found);
	free(p.path.text);
	free(p.name.text);
	free(p.pointer.text);
	free(p.message.text);
	return p.verdict;
}
