/*
 * What becomes of documents. Those that are good, or kept all the same, are printed as
 * JSON or shown in a table; the others are collected as they were. With -i and --check
 * the JSON of a file is gathered until its end, and then compared with the file.
 */
#include "printer.h"

#include "canonical.h"
#include "clock.h"
#include "diff.h"
#include "rewrite.h"

#include <stdlib.h>
#include <string.h>

enum { USUAL_INDENT = 2 };

static struct show *
open_show(struct run *run, bool prints)
{
	const struct options *o = run->options;
	struct sink *out = &run->outputs.out;
	const struct show_options options = {
	    .screen = {.out = prints ? out : NULL,
		.width = out->terminal ? sink_width(out) : 0,
		.color = outputs_color(o, out)},
	    .now = o->has_now ? o->now : clock_now(),
	    .max_depth = o->max_depth,
	    .columns = o->columns,
	    .coverage = run->tally.coverage,
	    .name_files = run->inputs.count > 1,
	};
	return show_new(&options);
}

void
printer_open(struct printer *p, struct run *run)
{
	const struct options *o = run->options;
	struct sink *out = &run->outputs.out;
	*p = (struct printer){.run = run, .drafts = o->in_place || o->compare};
	if (o->command == COMMAND_SHOW || (o->command == COMMAND_NONE && out->terminal))
		p->printing = PRINT_TABLE;
	else if (o->command != COMMAND_CHECK && o->command != COMMAND_TOKEN)
		p->printing = PRINT_JSON;
	if (p->printing == PRINT_TABLE || o->coverage)
		p->show = open_show(run, p->printing == PRINT_TABLE);
	p->normal = (struct normal){
	    .fill = o->tab ? '\t' : ' ',
	    .indent = o->tab    ? 1
		: o->has_indent ? o->indent
				: USUAL_INDENT,
	    .sort = o->canonical ? SORT_NAME : o->sort,
	    .canonical = o->canonical,
	    .utc = o->utc,
	    .for_terminal = out->terminal && !p->drafts,
	};
}

void
printer_close(struct printer *p)
{
	if (p->show)
		show_finish(p->show);
	free(p->draft.before.text);
	free(p->draft.after.text);
	free(p->grafts);
	order_free(&p->order);
}

/* without an indent of their own, documents that stand on lines stay there */
static bool
keeps_lines(const struct printer *p)
{
	const struct options *o = p->run->options;
	return !o->canonical && !o->compact && !o->tab && !o->has_indent;
}

static bool
is_compact(const struct printer *p, bool on_own_line)
{
	const struct options *o = p->run->options;
	if (keeps_lines(p))
		return on_own_line;
	return o->canonical || o->compact || p->normal.indent == 0;
}

void
printer_begin(struct printer *p)
{
	struct stream *s = &p->run->stream;
	p->rejected = p->unmasked = 0;
	s->one_ahead = p->printing == PRINT_JSON && keeps_lines(p);
	if (!p->drafts)
		return;
	struct draft *draft = &p->draft;
	draft->before.length = draft->after.length = draft->documents = 0;
	draft->lost = p->run->options->keep_invalid;
	if (fstat(s->fd, &draft->seen) != 0) { /* as if it were another file by now */
		warn("%s:", s->input->name);
		draft->seen = (struct stat){0};
	}
	s->copy = &draft->before;
}

/* ---- documents ---- */

/* of several rejected values of a document, the document is rejected once */
static void
reject(struct printer *p)
{
	struct run *run = p->run;
	struct sink *rejects = run->outputs.rejects;
	if (!rejects || p->rejected == run->number)
		return;
	p->rejected = run->number;
	const struct redacted *r = &run->redacted;
	if (run->options->redact && r->span_count)
		buffer_add(&rejects->text, r->text.text, r->text.length);
	else
		buffer_add(&rejects->text, run->stream.text, run->stream.length);
	buffer_say(&rejects->text, "\n");
	sink_spill(rejects);
}

/* RFC 8785 section 3.1: no name stands twice, and numbers are doubles */
static bool
has_canonical_form(struct jschema_value v)
{
	return jschema_duplicates(v.document) == 0 && !canonical_obstacle(v).document;
}

/* nearly always they come in the order in which they stand */
void
printer_graft(
    struct printer *p, const struct subject *subject, const struct jschema_schema *schema)
{
	struct jschema_value v = redact_printed(subject->value);
	size_t i = p->graft_count++;
	if (i == p->graft_capacity) {
		p->graft_capacity = 2 * i + 16;
		p->grafts = xrealloc(p->grafts, p->graft_capacity, sizeof *p->grafts);
	}
	for (; i && p->grafts[i - 1].value.node > v.node; i--)
		p->grafts[i] = p->grafts[i - 1];
	p->grafts[i] = (struct graft){v, jschema_schema_root(schema)};
}

static void
write_json(const struct printer *p, struct normal how, struct buffer *b,
    struct jschema_value v, const struct jschema_schema *schema, bool on_own_line)
{
	static const struct jschema_subschema none = {NULL, 0};
	how.compact = is_compact(p, on_own_line);
	normal_print(b, &how, v, schema ? jschema_schema_root(schema) : none);
}

void
printer_write(const struct printer *p, struct buffer *b, struct order *order,
    struct jschema_value v, const struct jschema_schema *schema)
{
	struct normal how = p->normal;
	how.order = order;
	write_json(p, how, b, v, schema, true);
}

static void
print_json(
    struct printer *p, const struct subject *subject, const struct jschema_schema *schema)
{
	struct sink *out = &p->run->outputs.out;
	struct stream *s = &p->run->stream;
	struct normal how = p->normal;
	how.order = &p->order;
	how.grafts = p->grafts;
	how.graft_count = p->graft_count;
	write_json(p, how, p->drafts ? &p->draft.after : &out->text,
	    redact_printed(subject->value), schema,
	    s->input->lines || stream_on_own_line(s));
	sink_spill(out);
	p->draft.documents += !subject->pointer[0];
}

/*
 * What is kept though it is invalid still needs the form that is asked for. What an API
 * has come to answer is seen in what is invalid, too, but not in what is no answer of it.
 */
static bool
is_kept(const struct printer *p, const struct subject *subject)
{
	const struct options *o = p->run->options;
	if (o->coverage)
		return !subject->shape->code;
	return o->keep_invalid &&
	    (!p->normal.canonical || has_canonical_form(subject->value));
}

/* counting lines takes a while, and only of a page the place is told */
static void
show_value(
    struct printer *p, const struct subject *subject, const struct jschema_schema *schema)
{
	struct stream *s = &p->run->stream;
	const struct shape *shape = subject->shape;
	struct jschema_place place = {0};
	if (shape_rows(shape, subject->value).document)
		place = stream_place(
		    s, subject_offset(subject, jschema_offset(subject->value)));
	show_add(p->show, shape, redact_printed(subject->value), schema, s->input->name,
	    place);
}

void
printer_take(struct printer *p, const struct subject *subject,
    const struct jschema_schema *schema, enum verdict verdict)
{
	if (verdict != VERDICT_VALID &&
	    !(verdict == VERDICT_INVALID && is_kept(p, subject)))
		reject(p);
	else if (p->show)
		show_value(p, subject, schema);
	else if (p->printing == PRINT_JSON)
		print_json(p, subject, schema);
	p->draft.lost = p->draft.lost || verdict == VERDICT_UNREADABLE;
	p->graft_count = 0;
}

/* what stands there up to where reading goes on is rejected too */
void
printer_fault(struct printer *p)
{
	struct sink *rejects = p->run->outputs.rejects;
	const char *text;
	size_t length;
	char last = '\0';
	p->draft.lost = true;
	if (!rejects)
		return;
	if (p->run->options->redact) {
		p->unmasked++;
		return;
	}
	while (stream_rest(&p->run->stream, &text, &length)) {
		last = length ? text[length - 1] : last;
		buffer_add(&rejects->text, text, length);
		sink_spill(rejects);
	}
	if (last != '\n')
		buffer_say(&rejects->text, "\n");
}

/* once of an input: where each stands has been told */
static void
tell_unmasked(struct printer *p)
{
	struct run *run = p->run;
	struct buffer times = {0};
	if (p->unmasked == 0)
		return;
	if (p->unmasked > 1)
		buffer_format(&times, ", %zu times,", p->unmasked);
	outputs_flush(&run->outputs);
	warn("%s: what is no JSON%.*s cannot be masked, and does not go to %s",
	    run->stream.input->name, (int)times.length, times.text,
	    run->outputs.rejects->name);
	free(times.text);
}

/* ---- files ---- */

/* -i is advised where it would do it */
static void
diagnose_form(struct run *run)
{
	const struct input *input = run->stream.input;
	struct buffer message = {0}, reason = {0};
	buffer_say(&message, "not in normal form");
	if (!input->is_stdin && rewrite_is_hindered(&reason, input->name))
		buffer_format(&message, "; -i would leave it as it is, for it %.*s",
		    (int)reason.length, reason.text);
	else if (!input->is_stdin)
		buffer_say(&message, "; -i in place of --check rewrites it");
	buffer_add(&message, "", 1);
	run_diagnose(run, "normal-form", (struct diagnostic){.message = message.text});
	run_conclude_input(run, VERDICT_INVALID);
	free(message.text);
	free(reason.text);
}

static void
print_difference(struct printer *p)
{
	struct run *run = p->run;
	struct sink *out = &run->outputs.out;
	const struct draft *draft = &p->draft;
	struct buffer before = {0};
	diagnose_form(run);
	if (run->options->redact)
		redact_all(&before, draft->before.text, draft->before.length);
	else
		buffer_add(&before, draft->before.text, draft->before.length);
	diff_print(&out->text,
	    &(struct diff){.name = run->stream.input->name,
		.before = before.text,
		.before_length = before.length,
		.after = draft->after.text,
		.after_length = draft->after.length,
		.color = outputs_color(run->options, out),
		.for_terminal = out->terminal});
	sink_spill(out);
	free(before.text);
}

/* one that was to become a fixture would be taken for one */
static void
leave_file(struct printer *p)
{
	struct run *run = p->run;
	const struct options *o = run->options;
	if (!o->redact || !o->in_place)
		return;
	outputs_flush(&run->outputs);
	warn("%s: left as it is, so no secret in it is masked; mend it first%s",
	    run->stream.input->name,
	    p->draft.lost ? "" : ", or mask it as it is by --keep-invalid");
}

void
printer_lose(struct printer *p)
{
	p->draft.lost = true;
	tell_unmasked(p);
	leave_file(p);
}

void
printer_end(struct printer *p)
{
	struct run *run = p->run;
	const struct draft *draft = &p->draft;
	const struct buffer *before = &draft->before, *after = &draft->after;
	tell_unmasked(p);
	if (!p->drafts || run->number == 0)
		return;
	if (draft->documents != run->number) {
		leave_file(p);
		return;
	}
	if (before->length == after->length &&
	    memcmp(before->text, after->text, after->length) == 0)
		return;
	if (run->options->compare) {
		print_difference(p);
	} else {
		outputs_flush(&run->outputs);
		run_raise(run,
		    rewrite(run->stream.input->name, &draft->seen, after->text,
			after->length));
	}
}
