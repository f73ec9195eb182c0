/*
 * The lines on growth: what one more unit costs at three sizes, each twice the one
 * before. Where growth is linear that is the same at each size; the ratio is the last to
 * the first, and a program that is quadratic would show 4.
 */
#include "bench.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

enum { SIZES = 3, TURNS = 3, QUICK = 8 };

/* a little of a quadratic part, or of a cache that is too small, is not told from noise
 */
#define AIM 1.5

static const struct growth {
	const char *what, *unit; /* no unit: a byte */
	const char *make;        /* "@" is the size; it makes `file` */
	const char *file;
	const char *command;
	long most; /* the largest size */
	int each;  /* units for one of the size */
	int status;
} growths[] = {
#define CHECK "../rtok check -q -j1 "
#define ALONE CHECK "--schema-only "
    {"bytes of one document", NULL, "../growth array @ >array-@.json", "array-@.json",
	CHECK "array-@.json", .most = 200000},
    {"documents", "document", "../generate @ >data-@.jsonl", "data-@.jsonl",
	CHECK "data-@.jsonl", .most = 200000},
    {"faulty documents", "document", "../generate @ 1 faults >faulty-@.jsonl",
	"faulty-@.jsonl", CHECK "--max-errors 0 faulty-@.jsonl", .most = 100000,
	.status = 1},
    {"faults of one document", "fault", "../growth faults @ >faults-@.json",
	"faults-@.json", CHECK "--max-errors 0 faults-@.json", .most = 100000,
	.status = 1},
    {"envelopes in one array", "warning", "../growth envelopes @ >envelopes-@.json",
	"envelopes-@.json", CHECK "--max-errors 0 envelopes-@.json", .most = 100000},
    {"nesting", "level", "../growth nesting @ >nesting-@.jsonl", "nesting-@.jsonl",
	ALONE "--max-depth 4000 --schema nesting.json nesting-@.jsonl", .most = 4000,
	.each = 1000},
    {"members of one object", "member", "../growth members @ >members-@.jsonl",
	"members-@.jsonl", ALONE "members-@.jsonl", .most = 100000, .each = 10},
    {"the same, with rules", "member", "../growth members @ >members-@.jsonl",
	"members-@.jsonl", CHECK "--max-errors 0 members-@.jsonl", .most = 100000,
	.each = 10},
    {"the same, canonical", "member", "../growth members @ >members-@.jsonl",
	"members-@.jsonl", "../rtok format -q --canonical --schema-only members-@.jsonl",
	.most = 100000, .each = 10},
    {"files in a folder", "file", "../growth files @ files-@", "files-@", CHECK "files-@",
	.most = 50000},
    {"schema: components", NULL, "../growth components @ >components-@.json",
	"components-@.json",
	ALONE "--schema components-@.json#/components/schemas/C0 named.json",
	.most = 16000},
    {"schema: resources", NULL, "../growth resources @ >resources-@.json",
	"resources-@.json", ALONE "--schema resources-@.json named.json", .most = 16000},
    {"schema: warnings", NULL, "../growth warnings @ >warnings-@.json", "warnings-@.json",
	ALONE "--schema warnings-@.json named.json", .most = 16000},
};

/* makes what is not there yet */
static bool
make(const struct growth *growth, long size, double *bytes)
{
	char file[100], command[200];
	struct stat status;
	struct spent spent;
	with_number(file, sizeof file, growth->file, size);
	with_number(command, sizeof command, growth->make, size);
	if (stat(file, &status) != 0 &&
	    (timer_run(command, &spent) != 0 || stat(file, &status) != 0)) {
		fprintf(stderr, "bench: %s\n", command);
		return false;
	}
	*bytes = (double)status.st_size;
	return true;
}

static bool
measure(const struct growth *growth, long size, double start, double *nanoseconds)
{
	char command[200];
	struct spent spent;
	double bytes;
	if (!make(growth, size, &bytes))
		return false;
	with_number(command, sizeof command, growth->command, size);
	if (timer_run(command, &spent) != growth->status) {
		fprintf(stderr, "bench: %s: see the file log\n", command);
		return false;
	}
	double units =
	    growth->unit ? (double)(size * (growth->each ? growth->each : 1)) : bytes;
	*nanoseconds = (spent.cpu - start) / units * 1e9;
	return true;
}

static bool
print_growth(const struct growth *growth, bool quick, double start)
{
	double turns[SIZES][TURNS], ratios[TURNS], at[SIZES];
	char here[24], there[80], aim[24];
	long most = growth->most / (quick ? QUICK : 1);
	for (int turn = 0; turn < TURNS; turn++) {
		for (int i = 0; i < SIZES; i++) {
			if (!measure(
				growth, most >> (SIZES - 1 - i), start, &turns[i][turn]))
				return false;
		}
		ratios[turn] = turns[SIZES - 1][turn] / turns[0][turn];
	}
	for (int i = 0; i < SIZES; i++)
		at[i] = median(turns[i], TURNS);
	double ratio = median(ratios, TURNS);
	snprintf(here, sizeof here, "to %ld", most);
	int digits = at[0] < 100 ? 1 : 0;
	snprintf(there, sizeof there, "%.*f, %.*f, %.*f ns/%s", digits, at[0], digits,
	    at[1], digits, at[2], growth->unit ? growth->unit : "byte");
	snprintf(aim, sizeof aim, "<= %.1f", AIM);
	print_line(&(struct line){.what = growth->what,
	    .here = here,
	    .there = there,
	    .cpu = ratio,
	    .aim = aim,
	    .holds = ratio <= AIM});
	return true;
}

bool
growth_lines(bool quick, double start)
{
	for (size_t i = 0; i < sizeof growths / sizeof *growths; i++) {
		if (!print_growth(&growths[i], quick, start))
			return false;
	}
	return true;
}
