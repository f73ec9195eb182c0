/*
 * Documents: what a text is read into, and kept for the next one. How it is read is in
 * read.c.
 */
#include "document.h"

#include "duplicates.h"
#include "error.h"
#include "prediction.h"
#include "read.h"
#include "scan.h"

#include <stdlib.h>

#ifdef JSCHEMA_AVX2
#include "cpu.h"
#endif

static void
choose_reader(struct jschema_document *d)
{
	d->read = read_value;
#ifdef JSCHEMA_AVX2
	if (cpu_has_avx2())
		d->read = read_value_avx2;
#endif
}

/* what the document keeps for the next text */
static bool
prepare(struct jschema_document *d, struct jschema_error *error)
{
	if (!d->prediction) {
		d->prediction = prediction_new();
		choose_reader(d);
	}
	if (!d->prediction) {
		error_no_memory(error);
		return false;
	}
	prediction_begin(d->prediction);
	return true;
}

static bool
read_document(
    struct jschema_document *d, const struct source *s, size_t max_depth, size_t *end)
{
	const char *at = scan_space(s->text, s->end);
	if (at == s->end) {
		source_fail_with(s, at, JSCHEMA_EMPTY, "expected a value, found nothing");
		return false;
	}
	if (!prepare(d, s->error) || !(at = d->read(d, s, at, max_depth)))
		return false;
	if (end) {
		*end = (size_t)(at - s->text);
	} else {
		at = scan_space(at, s->end);
		if (at < s->end && !source_fail(s, at, "nothing behind the value"))
			return false;
	}
	duplicates_sort(d);
	return true;
}

static size_t
depth_of(const struct jschema_read_options *options)
{
	if (!options || !options->max_depth)
		return JSCHEMA_MAX_DEPTH;
	return options->max_depth < JSCHEMA_GREATEST_DEPTH ? options->max_depth
							   : JSCHEMA_GREATEST_DEPTH;
}

bool
jschema_document_read(struct jschema_document *d, const char *text, size_t length,
    const struct jschema_read_options *options, size_t *end, struct jschema_error *error)
{
	struct source s = {
	    .text = text ? text : "",
	    .whole = options && options->is_line ? "line" : "text",
	    .error = error,
	};
	d->text = s.text;
	d->count = 0;
	d->duplicate_count = 0;
	d->words = NULL;
	error_clear(error);
	if (length >= UINT32_MAX)
		return error_set(
		    error, JSCHEMA_LIMIT, "limit reached: a text over 4 GiB");
	s.end = s.text + length;
	bool done = read_document(d, &s, depth_of(options), end);
	if (!done)
		d->duplicate_count = d->count = 0;
	return done;
}

struct jschema_document *
jschema_document_new(void)
{
	return calloc(1, sizeof(struct jschema_document));
}

void
jschema_document_free(struct jschema_document *d)
{
	if (!d)
		return;
	free(d->nodes);
	free(d->duplicates);
	free(d->prediction);
	free(d->own_text);
	free(d);
}
