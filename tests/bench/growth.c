/*
 * How the time to compile a schema grows with its size: an OpenAPI document of so many
 * components, each of which refers to the next, is read, compiled, and compiled together
 * with its check against the metaschema. Linear growth shows as equal times a byte.
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

static char *
make_text(int components, size_t *length)
{
	static const char component[] =
	    "\"C%d\":{\"type\":\"object\",\"description\":\"component %d of many\",\"properties\":{"
	    "\"id\":{\"type\":\"string\",\"minLength\":1},\"name\":{\"type\":[\"string\",\"null\"]},"
	    "\"next\":{\"$ref\":\"#/components/schemas/C%d\"},\"tags\":{\"type\":\"array\","
	    "\"items\":{\"enum\":[\"a\",\"b\",\"c\"]}}},\"required\":[\"id\"],"
	    "\"additionalProperties\":false}%s";
	size_t room = (size_t)components * (sizeof component + 32) + 128;
	char *text = malloc(room);
	if (!text)
		exit(1);
	*length = (size_t)snprintf(
	    text, room, "{\"openapi\":\"3.1.0\",\"components\":{\"schemas\":{");
	for (int i = 0; i < components; i++)
		*length += (size_t)snprintf(text + *length, room - *length, component, i,
		    i, (i + 1) % components, i + 1 < components ? "," : "}}}");
	return text;
}

/* seconds, the least of some rounds */
static double
compile(const struct jschema_document *d, bool trusted)
{
	struct jschema_compile_options options = {
	    .entry = "/components/schemas/C0", .trusted = trusted};
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

int
main(void)
{
	static const int sizes[] = {2000, 4000, 8000};
	printf("%-22s %10s %10s %10s %12s\n", "compile a schema of", "bytes", "ms",
	    "ns/byte", "checked, ms");
	for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
		size_t length;
		char *text = make_text(sizes[i], &length);
		struct jschema_document *d = jschema_document_new();
		if (!d || !jschema_document_read(d, text, length, NULL, NULL, NULL))
			return 1;
		double alone = compile(d, true), checked = compile(d, false);
		printf("%6d components      %10zu %10.1f %10.1f %12.1f\n", sizes[i],
		    length, alone * 1e3, alone * 1e9 / (double)length, checked * 1e3);
		jschema_document_free(d);
		free(text);
	}
	return 0;
}
