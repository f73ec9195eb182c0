/*
 * How the time to compile a schema grows with its size: of so many components of an
 * OpenAPI document, or schemas with an "$id", each of which refers to the next, or
 * patterns that are warned of. Compiled alone, and with the check against the metaschema.
 * Linear growth shows as equal times a byte.
 */
#include "jschema.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { ROUNDS = 5 };

static double
now(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

/* what a document is made of: so many members, "@" their number and "&" the next one's */
static const struct {
	const char *what;
	const char *entry;
	const char *start;
	const char *member;
	const char *end;
} documents[] = {
    {"components", "/components/schemas/C0",
	"{\"openapi\":\"3.1.0\",\"components\":{\"schemas\":{",
	"\"C@\":{\"type\":\"object\",\"description\":\"component @ of many\",\"properties\":{"
	"\"id\":{\"type\":\"string\",\"minLength\":1},\"name\":{\"type\":[\"string\",\"null\"]},"
	"\"next\":{\"$ref\":\"#/components/schemas/C&\"},\"tags\":{\"type\":\"array\","
	"\"items\":{\"enum\":[\"a\",\"b\",\"c\"]}}},\"required\":[\"id\"],"
	"\"additionalProperties\":false}",
	"}}}"},
    {"resources", "", "{\"$ref\":\"r0\",\"$defs\":{",
	"\"R@\":{\"$id\":\"r@\",\"y\":{\"z\":false},\"properties\":{\"n\":{\"$ref\":\"r&\"},"
	"\"m\":{\"$ref\":\"#/y/z\"}}}",
	"}}"},
    {"warnings", "", "{\"properties\":{", "\"p@\":{\"pattern\":\"^\\\\-a@$\"}", "}}"},
};

static char *
put_number(char *at, const char *text, int number, int count)
{
	for (; *text; text++) {
		if (*text == '@' || *text == '&')
			at += snprintf(at, 16, "%d", (number + (*text == '&')) % count);
		else
			*at++ = *text;
	}
	return at;
}

static char *
make_text(size_t kind, int members, size_t *length)
{
	const char *member = documents[kind].member;
	size_t room = (size_t)members * (strlen(member) + 64) + 128;
	char *text = malloc(room), *at = text;
	if (!text)
		exit(1);
	at = put_number(at, documents[kind].start, 0, 1);
	for (int i = 0; i < members; i++) {
		at = put_number(at, member, i, members);
		*at++ = ',';
	}
	at = put_number(at - 1, documents[kind].end, 0, 1);
	*length = (size_t)(at - text);
	return text;
}

/* seconds, the least of some rounds */
static double
compile(const struct jschema_document *d, const char *entry, bool trusted)
{
	struct jschema_compile_options options = {.entry = entry, .trusted = trusted};
	double least = 1e9;
	for (int i = 0; i < ROUNDS; i++) {
		struct jschema_error error;
		double start = now();
		struct jschema_schema *schema = jschema_compile(d, &options, &error);
		double seconds = now() - start;
		if (!schema) {
			fprintf(stderr, "compile: %s\n", error.text);
			exit(1);
		}
		jschema_schema_free(schema);
		least = seconds < least ? seconds : least;
	}
	return least;
}

static bool
measure(size_t kind, int members)
{
	size_t length;
	char *text = make_text(kind, members, &length);
	struct jschema_document *d = jschema_document_new();
	if (!d || !jschema_document_read(d, text, length, NULL, NULL, NULL))
		return false;
	double alone = compile(d, documents[kind].entry, true);
	double checked = compile(d, documents[kind].entry, false);
	printf("%6d %-15s %10zu %10.1f %10.1f %12.1f\n", members, documents[kind].what,
	    length, alone * 1e3, alone * 1e9 / (double)length, checked * 1e3);
	jschema_document_free(d);
	free(text);
	return true;
}

int
main(void)
{
	static const int sizes[] = {2000, 4000, 8000};
	printf("%-22s %10s %10s %10s %12s\n", "compile a schema of", "bytes", "ms",
	    "ns/byte", "checked, ms");
	for (size_t kind = 0; kind < sizeof documents / sizeof *documents; kind++) {
		for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
			if (!measure(kind, sizes[i]))
				return 1;
		}
	}
	return 0;
}
