/*
 * Counts, in words and as a summary: a JSON object with a member for each, which can be
 * read again and added to others, so that the work can be done in parts. A count is a row
 * of the table below.
 */
#include "tally.h"

#include "builtin.h"
#include "coverage.h"
#include "quote.h"
#include "report.h"

#include <stdlib.h>

static const struct {
	const char *name;
	size_t offset;
} counts[] = {
    {"files", offsetof(struct tally, files)},
    {"unread", offsetof(struct tally, lost)},
    {"valid", offsetof(struct tally, valid)},
    {"invalid", offsetof(struct tally, invalid)},
    {"unreadable", offsetof(struct tally, unreadable)},
    {"skipped", offsetof(struct tally, skipped)},
    {"errors", offsetof(struct tally, told[ERROR])},
    {"warnings", offsetof(struct tally, told[WARNING])},
    {"hints", offsetof(struct tally, told[HINT])},
};

enum { MOST_DIGITS = 15 }; /* of a count, so that every reader of JSON has it as it is */

static size_t *
count_of(struct tally *t, size_t i)
{
	return (size_t *)((char *)t + counts[i].offset);
}

void
tally_tell(struct tally *t, const struct code *code, enum severity severity, size_t count)
{
	t->told[severity] += count;
	if (severity != OFF)
		t->codes[code_index(code)] += count;
}

/* ---- in words ---- */

static void
say_count(struct buffer *b, const char *before, size_t count, const char *noun)
{
	buffer_format(b, "%s%zu %s%s", before, count, noun, count == 1 ? "" : "s");
}

void
tally_say(struct buffer *b, const struct tally *t, bool verbose)
{
	const char *before = "";
	if (t->files || t->lost || !tally_documents(t)) {
		say_count(b, "", t->files, "file");
		before = ", ";
	}
	if (t->lost)
		buffer_format(b, " (%zu not read)", t->lost);
	say_count(b, before, tally_documents(t), "document");
	buffer_format(b, ": %zu valid, %zu invalid", t->valid, t->invalid);
	if (t->unreadable)
		buffer_format(b, ", %zu unreadable", t->unreadable);
	if (t->skipped)
		buffer_format(b, ", %zu skipped", t->skipped);
	before = " (";
	for (size_t i = ERROR; i > OFF; i--) {
		if (t->told[i]) {
			say_count(b, before, t->told[i], severity_names[i]);
			before = ", ";
		}
	}
	if (t->told[HINT] && !verbose)
		buffer_say(b, "; -v shows hints");
	if (before[0] == ',')
		buffer_say(b, ")");
	if (t->asked)
		buffer_format(b, "; %zu of %zu as expected", t->as_asked, t->asked);
	buffer_say(b, "\n");
}

/* ---- as a summary ---- */

/* standard input has no name, and may be a part of what is no file of its own */
json_t *
tally_json(const struct tally *tally)
{
	struct tally t = *tally;
	json_t *object = json_object(), *by_code = json_object();
	t.files -= t.piped;
	report_set(object, "rtok", report_string(JSCHEMA_VERSION));
	report_set(object, "builtInSchemas", report_string(builtin_revision()));
	report_set_count(object, "status", t.status);
	report_set_count(object, "documents", tally_documents(&t));
	for (size_t i = 0; i < COUNT(counts); i++)
		report_set_count(object, counts[i].name, *count_of(&t, i));
	for (size_t i = 0; i < code_count; i++) {
		if (t.codes[i])
			report_set_count(by_code, codes[i].name, t.codes[i]);
	}
	report_set(object, "codes", by_code);
	if (t.coverage)
		report_set(object, "coverage", coverage_json(t.coverage));
	return object;
}

/* ---- read again ---- */

bool
misfit_say(struct misfit *m, struct jschema_value at, const char *expected)
{
	m->at = at;
	buffer_format(&m->message, "expected %s, got ", expected);
	quote_value(&m->message, at);
	return false;
}

bool
tally_read_count(struct jschema_value v, size_t *count, struct misfit *m)
{
	size_t length, i = 0;
	const char *text = jschema_text(v, &length);
	*count = 0;
	if (jschema_kind(v) != JSCHEMA_NUMBER || length > MOST_DIGITS)
		return misfit_say(m, v, "a count");
	for (; i < length && text[i] >= '0' && text[i] <= '9'; i++)
		*count = *count * 10 + (size_t)(text[i] - '0');
	return i == length || misfit_say(m, v, "a count");
}

static const char SUMMARY[] = "a summary as --report summary writes it";

bool
tally_find(struct jschema_value object, const char *name, struct jschema_value *found,
    struct misfit *m)
{
	*found = jschema_member(object, name, strlen(name));
	if (found->document)
		return true;
	if (jschema_kind(object) != JSCHEMA_OBJECT)
		return misfit_say(m, object, SUMMARY);
	m->at = object;
	buffer_format(
	    &m->message, "expected %s, got an object without \"%s\"", SUMMARY, name);
	return false;
}

static bool
read_member(
    struct jschema_value summary, const char *name, size_t *count, struct misfit *m)
{
	struct jschema_value v;
	return tally_find(summary, name, &v, m) && tally_read_count(v, count, m);
}

/* which of the two would count? */
static bool
has_each_once(struct jschema_value summary, struct misfit *m)
{
	struct jschema_value first, again;
	return !jschema_duplicate(summary.document, 0, &first, &again) ||
	    misfit_say(m, again, "each name once in an object");
}

/* other rules count other things */
static bool
has_version(struct jschema_value summary, struct misfit *m)
{
	struct jschema_value version, schemas;
	const char *own[] = {JSCHEMA_VERSION, builtin_revision()};
	if (!tally_find(summary, "rtok", &version, m) ||
	    !tally_find(summary, "builtInSchemas", &schemas, m))
		return false;
	if (jschema_string_is(version, own[0], strlen(own[0])) &&
	    jschema_string_is(schemas, own[1], strlen(own[1])))
		return true;
	m->at = version;
	buffer_format(&m->message,
	    "expected a summary of this version, \"%s\" with built-in schemas \"%s\", got ",
	    own[0], own[1]);
	quote_string(&m->message, version);
	buffer_say(&m->message, " with ");
	quote_string(&m->message, schemas);
	buffer_say(&m->message, "; count anew with one version");
	return false;
}

static bool
read_codes(struct tally *t, struct jschema_value summary, struct misfit *m)
{
	struct jschema_value by_code;
	struct jschema_item item;
	size_t length, count;
	if (!tally_find(summary, "codes", &by_code, m))
		return false;
	if (jschema_kind(by_code) != JSCHEMA_OBJECT)
		return misfit_say(m, by_code, "an object of counts");
	for (bool more = jschema_first(by_code, &item); more;
	     more = jschema_next(&item)) {
		const char *name = jschema_text(item.key, &length);
		const struct code *code = code_named(name, length);
		if (!code)
			return misfit_say(m, item.key, "a code");
		if (!tally_read_count(item.value, &count, m))
			return false;
		t->codes[code_index(code)] += count;
	}
	return true;
}

/* where one part has a coverage and another one none, the sum would be that of nothing */
static bool
read_coverage(struct tally *t, struct jschema_value summary, struct misfit *m)
{
	struct jschema_value v = jschema_member(summary, "coverage", 8);
	if (v.document && t->coverage)
		return coverage_read(t->coverage, v, m);
	if (!v.document && !t->coverage)
		return true;
	m->at = summary;
	buffer_format(&m->message,
	    "expected a summary with%s coverage, as the first one is; ask for --coverage in "
	    "all parts, or in none",
	    t->coverage ? "" : "out");
	return false;
}

bool
tally_read(struct tally *t, struct jschema_value summary, struct misfit *m)
{
	size_t documents, status;
	if (!has_version(summary, m) || !has_each_once(summary, m) ||
	    !read_member(summary, "status", &status, m) ||
	    !read_member(summary, "documents", &documents, m))
		return false;
	for (size_t i = 0; i < COUNT(counts); i++) {
		if (!read_member(summary, counts[i].name, count_of(t, i), m))
			return false;
	}
	t->status = (enum status)status;
	t->whole = tally_documents(t) - documents;
	if (status > STATUS_OUTPUT)
		return misfit_say(
		    m, jschema_member(summary, "status", 6), "an exit status");
	if (t->whole > t->unreadable)
		return misfit_say(m, jschema_member(summary, "documents", 9),
		    "the sum of those that are valid, invalid and unreadable");
	return read_codes(t, summary, m) && read_coverage(t, summary, m);
}

void
tally_add(struct tally *t, const struct tally *more)
{
	struct tally m = *more;
	if (m.status > t->status)
		t->status = m.status;
	t->whole += m.whole;
	for (size_t i = 0; i < COUNT(counts); i++)
		*count_of(t, i) += *count_of(&m, i);
	for (size_t i = 0; i < code_count; i++)
		t->codes[i] += m.codes[i];
}
