/*
 * Any bytes as a document: the reader of this machine, those of others and the one that
 * has read them before, and so predicts their names, see the same values and tell the
 * same faults in the same places; and jansson has the same verdict and the same values,
 * but for what it cannot hold.
 */
#include "../../lib/document.h"
#include "../readers.h"
#include "demand.h"

#include <string.h>

static void
compare_reader(
    bool (*read)(struct jschema_document *, const char *text, size_t length,
	const struct jschema_read_options *, size_t *end, struct jschema_error *),
    const struct jschema_document *d, bool is_read, size_t end,
    const struct jschema_error *error, const char *text, size_t length)
{
	struct jschema_document *other = jschema_document_new();
	struct jschema_error others = {0};
	size_t other_end = 0;
	demand(other != NULL);
	demand(read(other, text, length, NULL, &other_end, &others) == is_read);
	demand(other->count == d->count && other_end == end);
	demand(
	    !is_read || memcmp(other->nodes, d->nodes, d->count * sizeof *d->nodes) == 0);
	demand(other->duplicate_count == d->duplicate_count);
	demand(others.code == error->code && others.offset == error->offset &&
	    others.line == error->line && others.column == error->column &&
	    strcmp(others.text, error->text) == 0);
	jschema_document_free(other);
}

/*
 * jansson takes neither other numbers than a machine has, nor NUL in a name, and the byte
 * NUL for the end of a text, so that such texts are not shown to it.
 */
static bool
is_limit_of_jansson(const json_error_t *error)
{
	enum json_error_code code = json_error_code(error);
	return code == json_error_numeric_overflow ||
	    code == json_error_null_byte_in_key || code == json_error_stack_overflow ||
	    code == json_error_null_character;
}

static void
compare_jansson(const struct jschema_document *d, const struct jschema_error *error,
    const char *text, size_t length)
{
	json_error_t why;
	if (memchr(text, '\0', length))
		return;
	json_t *theirs = json_loadb(text, length, JSON_DECODE_ANY | JSON_ALLOW_NUL, &why);
	if (jschema_kind(jschema_root(d)) == JSCHEMA_NULL && d->count == 0) {
		/* of what can be in a text, our own limits are two */
		demand(!theirs || error->code == JSCHEMA_DEPTH ||
		    error->code == JSCHEMA_LIMIT);
	} else if (theirs) {
		json_t *ours = jschema_document_to_json(jschema_root(d), NULL);
		demand(ours && json_equal(ours, theirs));
		json_decref(ours);
	} else {
		demand(is_limit_of_jansson(&why));
	}
	json_decref(theirs);
}

/* each value is found by its pointer, and has a place that the text has */
static void
walk(const struct jschema_document *d, size_t length)
{
	struct jschema_pointers *pointers = jschema_pointers_new(d);
	demand(pointers != NULL);
	for (uint32_t i = 0; i < d->count && i < 200; i++) {
		struct jschema_value value = {d, i};
		const char *pointer = jschema_pointers_to(pointers, value);
		char own[4096];
		size_t whole = jschema_pointer(value, own, sizeof own);
		demand(pointer && jschema_offset(value) < length);
		demand(whole >= sizeof own || strlen(own) != whole ||
		    strcmp(own, pointer) == 0);
	}
	jschema_pointers_free(pointers);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	/* with its last byte at the end of the memory, so that no more is looked at */
	char *text = malloc(length ? length : 1);
	struct jschema_document *d = jschema_document_new();
	struct jschema_error error = {0};
	size_t end = 0;
	demand(text && d);
	memcpy(text, length ? (const char *)bytes : "", length);
	for (int time = 0; time < 2; time++) {
		end = 0;
		bool is_read = jschema_document_read(d, text, length, NULL, &end, &error);
		compare_reader(portable_read, d, is_read, end, &error, text, length);
		compare_reader(narrow_read, d, is_read, end, &error, text, length);
	}
	error = (struct jschema_error){0};
	if (jschema_document_read(d, text, length, NULL, NULL, &error))
		walk(d, length);
	compare_jansson(d, &error, text, length);
	jschema_document_free(d);
	free(text);
	return 0;
}
