/*
 * The reader and that of jansson, for reader.js:
 *   reader <TEXTS
 * TEXTS are any bytes, each text behind its length in decimal digits and a line feed. A
 * line of JSON answers each:
 *   {"read": (taken here), "why": "...", "jansson": (taken there), "its": "...",
 *    "same": (the values are equal, as a json_t; null: not compared), "value": ...}
 * The value is written by what the document says of it, each string decoded.
 */
#include "jschema.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void
die(const char *why)
{
	fprintf(stderr, "reader: %s\n", why);
	exit(2);
}

static void *
own(void *memory)
{
	if (!memory)
		die("no memory is left");
	return memory;
}

/* ---- the value ---------------------------------------------------------------- */

/* Writes characters as a JSON string, with no more escapes than it needs. */
static void
write_string(const char *characters, size_t length)
{
	putchar('"');
	for (size_t i = 0; i < length; i++) {
		unsigned char c = (unsigned char)characters[i];
		if (c < ' ' || c == '"' || c == '\\')
			printf("\\u%04x", c);
		else
			putchar(c);
	}
	putchar('"');
}

static void
write_decoded(struct jschema_value string)
{
	size_t length;
	jschema_text(string, &length);
	char *buffer = own(malloc(length + 1));
	const char *characters = jschema_string(string, buffer, &length);
	write_string(characters, length);
	free(buffer);
}

static void write_value(struct jschema_value v);

static void
write_container(struct jschema_value v, const char *brackets)
{
	struct jschema_item item;
	putchar(brackets[0]);
	for (bool more = jschema_first(v, &item); more;) {
		if (item.key.document) {
			write_decoded(item.key);
			putchar(':');
		}
		write_value(item.value);
		more = jschema_next(&item);
		if (more)
			putchar(',');
	}
	putchar(brackets[1]);
}

static void
write_value(struct jschema_value v)
{
	size_t length;
	const char *text = jschema_text(v, &length);
	enum jschema_kind kind = jschema_kind(v);
	if (kind == JSCHEMA_OBJECT || kind == JSCHEMA_ARRAY)
		write_container(v, kind == JSCHEMA_OBJECT ? "{}" : "[]");
	else if (kind == JSCHEMA_STRING)
		write_decoded(v);
	else
		fwrite(text, 1, length, stdout);
}

/* ---- a text ------------------------------------------------------------------- */

static const char *
compare(struct jschema_value v, const json_t *theirs)
{
	json_t *mine = theirs ? jschema_document_to_json(v, NULL) : NULL;
	const char *same = !mine ? "null" : json_equal(mine, theirs) ? "true" : "false";
	json_decref(mine);
	return same;
}

static void
answer(struct jschema_document *d, const char *text, size_t length)
{
	struct jschema_error error = {0};
	json_error_t its = {.text = ""};
	bool read = jschema_document_read(d, text, length, NULL, NULL, &error);
	json_t *theirs = json_loadb(text, length, JSON_DECODE_ANY | JSON_ALLOW_NUL, &its);
	const char *same = read ? compare(jschema_root(d), theirs) : "null";
	printf("{\"read\":%s,\"why\":", read ? "true" : "false");
	write_string(error.text, strlen(error.text));
	printf(",\"jansson\":%s,\"its\":", theirs ? "true" : "false");
	write_string(theirs ? "" : its.text, theirs ? 0 : strcspn(its.text, "'"));
	printf(",\"same\":%s,\"value\":", same);
	if (read)
		write_value(jschema_root(d));
	else
		printf("null");
	puts("}");
	json_decref(theirs);
}

int
main(void)
{
	struct jschema_document *d = own(jschema_document_new());
	size_t length;
	while (scanf("%zu", &length) == 1 && getchar() == '\n') {
		/* no byte more than the text, so that a sanitizer sees one too far */
		char *text = own(malloc(length ? length : 1));
		if (fread(text, 1, length, stdin) != length)
			die("a text is cut");
		answer(d, text, length);
		free(text);
	}
	jschema_document_free(d);
	return 0;
}
