/*
 * Text in strings. Where a byte of it stands is found by walking through the escapes of
 * the string (RFC 8259 section 7); the way goes on from the last one that was asked for,
 * so that a report of many faults walks once.
 */
#include "embedded.h"

#include "base64.h"
#include "percent.h"

#include <stdlib.h>
#include <string.h>

static bool
decode(struct embedded *e, const char **text, size_t *length)
{
	jschema_text(e->string, length);
	e->text.length = 0;
	buffer_reserve(&e->text, *length + 1);
	*text = jschema_string(e->string, e->text.text, length);
	if (!e->base64)
		return true;
	struct buffer bytes = {0};
	bool done = base64_decode(&bytes, *text, *length);
	free(e->text.text);
	e->text = bytes;
	*text = bytes.text;
	*length = bytes.length;
	return done;
}

bool
embedded_read(struct embedded *e, struct jschema_value string, bool base64,
    struct embedded *outer, const char *pointer, size_t max_depth)
{
	const struct jschema_read_options options = {.max_depth = max_depth};
	const char *text;
	size_t length;
	e->string = string;
	e->base64 = base64;
	e->outer = outer;
	e->raw = e->decoded = 0;
	e->whole_pointer.length = 0;
	buffer_say(&e->whole_pointer, pointer);
	buffer_add(&e->whole_pointer, "#", 2);
	e->pointer = e->whole_pointer.text;
	if (!e->document)
		e->document = jschema_document_new();
	if (!e->document)
		die_of_memory();
	redacted_clear(&e->redacted);
	if (!decode(e, &text, &length)) {
		e->error = (struct jschema_error){
		    .code = JSCHEMA_SYNTAX, .text = "expected base64 (RFC 4648)"};
		return false;
	}
	if (!jschema_document_read(e->document, text, length, &options, NULL, &e->error))
		return false;
	redact(&e->redacted, e->document, text, length);
	return true;
}

/* ---- places ---- */

/* the length of an escape, and that of the UTF-8 which it stands for */
static size_t
measure_escape(const char *raw, size_t *means)
{
	*means = 1;
	if (raw[1] != 'u')
		return 2;
	unsigned value = 0;
	for (int i = 2; i < 6; i++)
		value = value << 4 | (unsigned)hex_digit(raw[i]);
	bool first_of_two = value >= 0xd800 && value <= 0xdbff;
	*means = first_of_two ? 4 : value < 0x80 ? 1 : value < 0x800 ? 2 : 3;
	return first_of_two ? 12 : 6;
}

/* where in the string a byte of the text begins, or the character around it */
static size_t
find_raw(struct embedded *e, size_t offset)
{
	size_t length, means;
	const char *raw = jschema_text(e->string, &length);
	if (offset < e->decoded)
		e->raw = e->decoded = 0;
	while (e->decoded < offset && e->raw < length) {
		const char *at = raw + e->raw;
		size_t left = offset - e->decoded, takes;
		if (*at == '\\') {
			takes = measure_escape(at, &means);
			if (means > left)
				break;
		} else {
			if (left > length - e->raw)
				left = length - e->raw;
			const char *escape = memchr(at, '\\', left);
			takes = means = escape ? (size_t)(escape - at) : left;
		}
		e->raw += takes;
		e->decoded += means;
	}
	return e->raw;
}

size_t
embedded_offset(struct embedded *e, size_t offset)
{
	size_t at = jschema_offset(e->string);
	if (!e->base64)
		at += 1 + find_raw(e, offset);
	return e->outer ? embedded_offset(e->outer, at) : at;
}

void
embedded_free(struct embedded *e)
{
	jschema_document_free(e->document);
	redacted_free(&e->redacted);
	free(e->text.text);
	free(e->whole_pointer.text);
	*e = (struct embedded){0};
}
