/*
 * How fast a file of JSON lines is read and checked on one thread, in this process and
 * beside jansson's parser over the same bytes:
 *   bench FILE SCHEMA ENTRY
 * The runs take turns, and the medians of ROUNDS of them are printed as a table, with
 * ratios, because times on their own say little on a machine that others use too.
 */
#include "jschema.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { ROUNDS = 7 };

struct text {
	char *bytes;
	size_t length;
};

static struct text
slurp(const char *path)
{
	struct text t = {NULL, 0};
	FILE *file = fopen(path, "rb");
	if (!file || fseek(file, 0, SEEK_END) != 0) {
		perror(path);
		exit(1);
	}
	t.length = (size_t)ftell(file);
	rewind(file);
	t.bytes = malloc(t.length + 1);
	if (!t.bytes || fread(t.bytes, 1, t.length, file) != t.length) {
		perror(path);
		exit(1);
	}
	fclose(file);
	return t;
}

static struct jschema_document *document;
static const struct jschema_schema *schema;

/* reads every document, and checks it where a schema is given; how many were good */
static size_t
walk(const struct text *t, const struct jschema_schema *against)
{
	size_t good = 0, end;
	for (size_t at = 0; at < t->length; at += end) {
		if (!jschema_document_read(
			document, t->bytes + at, t->length - at, NULL, &end, NULL))
			break;
		good +=
		    !against || jschema_check(against, jschema_root(document), NULL) == 1;
	}
	return good;
}

static size_t
read_only(const struct text *t)
{
	return walk(t, NULL);
}

static size_t
read_and_check(const struct text *t)
{
	return walk(t, schema);
}

static size_t
parse_with_jansson(const struct text *t)
{
	size_t good = 0;
	const char *end = t->bytes + t->length;
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
copy(const struct text *t)
{
	static char *target;
	if (!target)
		target = malloc(t->length);
	memcpy(target, t->bytes, t->length);
	return target[t->length / 2] != 0;
}

static struct job {
	const char *name;
	size_t (*run)(const struct text *);
	size_t good;
	double seconds[ROUNDS];
} jobs[] = {
    {.name = "memcpy", .run = copy},
    {.name = "read", .run = read_only},
    {.name = "read and check", .run = read_and_check},
    {.name = "jansson, parse only", .run = parse_with_jansson},
};

enum { JOBS = sizeof jobs / sizeof *jobs };

static double
now(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static int
compare(const void *left, const void *right)
{
	const double *a = left, *b = right;
	return (*a > *b) - (*a < *b);
}

static void
compile(const struct text *t, const char *entry)
{
	struct jschema_document *d = jschema_document_new();
	struct jschema_error error;
	struct jschema_compile_options options = {.entry = entry, .assert_format = true};
	if (d && jschema_document_read(d, t->bytes, t->length, NULL, NULL, &error))
		schema = jschema_compile(d, &options, &error);
	if (!schema) {
		fprintf(stderr, "bench: %s\n", d ? error.text : "out of memory");
		exit(1);
	}
}

int
main(int argc, char **argv)
{
	if (argc != 4)
		return 2;
	struct text data = slurp(argv[1]), schema_text = slurp(argv[2]);
	compile(&schema_text, argv[3]);
	document = jschema_document_new();
	for (int round = 0; round < ROUNDS; round++) {
		for (int i = 0; i < JOBS; i++) {
			double start = now();
			jobs[i].good = jobs[i].run(&data);
			jobs[i].seconds[round] = now() - start;
		}
	}
	for (int i = 0; i < JOBS; i++)
		qsort(jobs[i].seconds, ROUNDS, sizeof(double), compare);
	double slowest = jobs[JOBS - 1].seconds[ROUNDS / 2];
	printf("%-22s %8s %10s %10s\n", "", "MB/s", "x jansson", "documents");
	for (int i = 0; i < JOBS; i++) {
		double median = jobs[i].seconds[ROUNDS / 2];
		printf("%-22s %8.0f %10.1f %10zu\n", jobs[i].name,
		    (double)data.length / median / 1e6, slowest / median,
		    i == 0 ? (size_t)0 : jobs[i].good);
	}
	return jobs[2].good == jobs[3].good ? 0 : 1;
}
