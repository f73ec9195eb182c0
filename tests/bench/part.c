/*
 * One part of the work alone, over a file that is in memory:
 *   part memchr|memcpy|read|jansson FILE
 *   part check FILE SCHEMA
 * The first two are what no program can be faster than that looks at each byte, or copies
 * it; the others are the library without the command, and jansson's parser.
 */
#include "jschema.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

struct text {
	char *bytes;
	size_t length;
};

static struct text
map(const char *path)
{
	struct stat status;
	int file = open(path, O_RDONLY);
	if (file < 0 || fstat(file, &status) != 0) {
		perror(path);
		exit(1);
	}
	struct text t = {NULL, (size_t)status.st_size};
	t.bytes = mmap(NULL, t.length, PROT_READ, MAP_PRIVATE, file, 0);
	if (t.bytes == MAP_FAILED) {
		perror(path);
		exit(1);
	}
	close(file);
	return t;
}

/* reads every document, and checks it where a schema is given; how many were good */
static size_t
walk(const struct text *t, const struct jschema_schema *against)
{
	struct jschema_document *document = jschema_document_new();
	size_t good = 0, end;
	for (size_t at = 0; document && at < t->length; at += end) {
		if (!jschema_document_read(
			document, t->bytes + at, t->length - at, NULL, &end, NULL))
			break;
		good += !against ||
		    jschema_check(against, jschema_root(document), NULL) == JSCHEMA_VALID;
	}
	jschema_document_free(document);
	return good;
}

static size_t
read_only(const struct text *t, const char *schema)
{
	(void)schema;
	return walk(t, NULL);
}

static size_t
read_and_check(const struct text *t, const char *path)
{
	struct text text = map(path);
	struct jschema_document *d = jschema_document_new();
	struct jschema_error error = {0};
	struct jschema_compile_options options = {.assert_format = true};
	const struct jschema_schema *schema = NULL;
	if (d && jschema_document_read(d, text.bytes, text.length, NULL, NULL, &error))
		schema = jschema_compile(d, &options, &error);
	if (!schema) {
		fprintf(stderr, "part: %s\n", d ? error.text : "out of memory");
		exit(1);
	}
	return walk(t, schema);
}

static size_t
parse_with_jansson(const struct text *t, const char *schema)
{
	size_t good = 0;
	const char *end = t->bytes + t->length;
	(void)schema;
	for (const char *at = t->bytes, *line; at < end; at = line + 1) {
		line = memchr(at, '\n', (size_t)(end - at));
		if (!line)
			break;
		json_t *json = json_loadb(at, (size_t)(line - at), 0, NULL);
		good += json != NULL;
		json_decref(json);
	}
	return good;
}

static size_t
look(const struct text *t, const char *schema)
{
	(void)schema;
	return memchr(t->bytes, '\0', t->length) == NULL;
}

/* to one place, as a program that reads blocks has it */
static size_t
copy(const struct text *t, const char *schema)
{
	static char target[1 << 18];
	size_t sum = 0;
	(void)schema;
	for (size_t at = 0; at < t->length; at += sizeof target) {
		size_t left = t->length - at;
		memcpy(
		    target, t->bytes + at, left < sizeof target ? left : sizeof target);
		sum += target[at % 64] != 0;
	}
	return sum;
}

static const struct {
	const char *name;
	size_t (*run)(const struct text *, const char *schema);
} parts[] = {
    {"memchr", look},
    {"memcpy", copy},
    {"read", read_only},
    {"check", read_and_check},
    {"jansson", parse_with_jansson},
};

int
main(int argc, char **argv)
{
	for (size_t i = 0; argc > 2 && i < sizeof parts / sizeof *parts; i++) {
		if (strcmp(argv[1], parts[i].name) == 0) {
			struct text data = map(argv[2]);
			size_t good = parts[i].run(&data, argc > 3 ? argv[3] : "");
			return printf("%zu\n", good) > 0 && good ? 0 : 1;
		}
	}
	return 2;
}
