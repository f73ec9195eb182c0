/*
 * The table of `make bench`, in the folder that bench.sh has prepared:
 *   bench COUNT ROUNDS     COUNT responses; the table is short where they are few
 * Everything takes turns, and the ratios are medians of the ratios of each turn, because
 * times on their own say little on a machine that others use too. What is to run is a
 * table of jobs, and what is told of them a table of rows.
 */
#include "bench.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { MAX_TURNS = 200, FULL = 100000, GIGABYTES = 2 };

enum set { BULK, START, PIPE, SETS };

static struct job {
	const char *name;
	const char *command; /* "@" is the number of responses */
	const char *data;    /* what it goes through; NULL: nothing to speak of */
	const char *needs;   /* besides its program, of a peer that may be missing */
	enum set set;
	int status;
	bool missing;
	double bytes;
	struct spent spent[MAX_TURNS];
} jobs[] = {
#define DATA "data-@.jsonl"
    {"check --schema-only -j1", "../rtok check -q --schema-only -j1 " DATA, .data = DATA},
    {"check -j1", "../rtok check -q -j1 " DATA, .data = DATA},
    {"check --schema-only -j2", "../rtok check -q --schema-only -j2 " DATA, .data = DATA},
    {"check -j2", "../rtok check -q -j2 " DATA, .data = DATA},
    {"format -j1", "../rtok format -q --compact -j1 " DATA, .data = DATA},
    {"format -j2", "../rtok format -q --compact -j2 " DATA, .data = DATA},
    {"format --canonical -j2", "../rtok format -q --compact --canonical -j2 " DATA,
	.data = DATA},
    {"format --redact -j2", "../rtok format -q --compact --redact -j2 " DATA,
	.data = DATA},
    {"check -j1, three faults each", "../rtok check -q -j1 --max-errors 0 faulty-@.jsonl",
	.data = "faulty-@.jsonl", .status = 1},
    {"the library: read", "../part read " DATA, .data = DATA},
    {"the library: read, check", "../part check " DATA " schema.json", .data = DATA},
    {"memchr", "../part memchr " DATA, .data = DATA},
    {"memcpy", "../part memcpy " DATA, .data = DATA},
    {"ajv", "./node peer_ajv.js schema.json " DATA, .data = DATA,
	.needs = "node_modules/ajv"},
    {"sourcemeta --fast", "./sourcemeta validate --fast schema.json " DATA, .data = DATA},
    {"jsonschema (Python)", "./python3 peer_jsonschema.py schema.json slice-@.jsonl",
	.data = "slice-@.jsonl"},
    {"simdjson, DOM", "./simdjson " DATA, .data = DATA},
    {"jansson, parse", "../part jansson " DATA, .data = DATA},
    {"jq -c", "./jq -c . " DATA, .data = DATA},
    {"start", "../rtok check -q one.json", .set = START},
    {"empty C program", "../bench --nothing", .set = START},
    {"sourcemeta, start", "./sourcemeta validate --fast schema.json one.json",
	.set = START},
    {"a pipe of 2 GB", "../rtok check -q -j2 - <" DATA "*%", .set = PIPE},
};

enum { JOBS = sizeof jobs / sizeof *jobs };

/* FASTER: by bytes in a second; LONGER: by time alone; RESIDENT: the most memory */
enum measure { FASTER, LONGER, RESIDENT };
enum clock { CPU, WALL };

/*
 * ajv and sourcemeta know the schema alone, so that aims beside them are about that.
 * Where there is little data, much of the time is that of starting, and aims about bulk
 * say nothing.
 */
static const struct row {
	const char *job, *other; /* names of jobs */
	enum measure measure;
	enum clock clock; /* that the aim is about; -j2 is seen on the wall only */
	double aim;       /* at least when FASTER, else at most; 0: none */
} rows[] = {
    {"check --schema-only -j1", "ajv", FASTER, CPU, 10},
    {"check -j1", "ajv", FASTER, CPU, 0},
    {"check --schema-only -j1", "sourcemeta --fast", FASTER, CPU, 15},
    {"check -j1", "sourcemeta --fast", FASTER, CPU, 0},
    {"check --schema-only -j1", "jsonschema (Python)", FASTER, CPU, 0},
    {"check --schema-only -j1", "simdjson, DOM", FASTER, CPU, 0.6},
    {"check -j1", "simdjson, DOM", FASTER, CPU, 0},
    {"the library: read", "simdjson, DOM", FASTER, CPU, 0},
    {"the library: read, check", "simdjson, DOM", FASTER, CPU, 0},
    {"check --schema-only -j1", "jansson, parse", FASTER, CPU, 0},
    {"check --schema-only -j1", "memchr", FASTER, CPU, 0},
    {"check --schema-only -j1", "memcpy", FASTER, CPU, 0},
    {"check --schema-only -j2", "check --schema-only -j1", FASTER, WALL, 1.8},
    {"check -j2", "check -j1", FASTER, WALL, 1.8},
    {"format -j2", "jq -c", FASTER, WALL, 12},
    {"format --canonical -j2", "jq -c", FASTER, WALL, 12},
    {"format --redact -j2", "jq -c", FASTER, WALL, 0},
    {"format -j2", "ajv", FASTER, WALL, 4},
    {"format -j1", "jq -c", FASTER, CPU, 0},
    {"format -j2", "format -j1", FASTER, WALL, 0},
    {"check -j1, three faults each", "check -j1", LONGER, CPU, 6},
    {"start", "empty C program", LONGER, WALL, 2.5},
    {"start", "sourcemeta, start", LONGER, WALL, 1.0 / 3},
    {"check -j2", NULL, RESIDENT, CPU, 32e6},
    {"format -j2", NULL, RESIDENT, CPU, 32e6},
    {"a pipe of 2 GB", NULL, RESIDENT, CPU, 32e6},
};

static bool quick;
static int aims, held;

const char *
with_number(char *buffer, size_t size, const char *text, long number)
{
	size_t at = 0;
	for (; *text && at + 24 < size; text++) {
		if (*text == '@')
			at += (size_t)snprintf(buffer + at, size - at, "%ld", number);
		else
			buffer[at++] = *text;
	}
	buffer[at] = '\0';
	return buffer;
}

void
print_line(const struct line *line)
{
	char cpu[24] = "", wall[24] = "";
	const char *holds = line->holds ? "yes" : "NO";
	if (line->cpu > 0)
		snprintf(cpu, sizeof cpu, "%.2f", line->cpu);
	if (line->wall > 0)
		snprintf(wall, sizeof wall, "%.2f", line->wall);
	printf("%-29s %11s  %-36s %7s %7s  %-8s %s\n", line->what, line->here,
	    line->there ? line->there : "", cpu, wall, line->aim ? line->aim : "",
	    line->aim ? holds : "");
	aims += line->aim != NULL;
	held += line->aim && line->holds;
	fflush(stdout);
}

static double
size_of(const char *path)
{
	struct stat status;
	return stat(path, &status) == 0 ? (double)status.st_size : 0;
}

static struct job *
job_named(const char *name)
{
	for (size_t i = 0; name && i < JOBS; i++) {
		if (strcmp(jobs[i].name, name) == 0)
			return &jobs[i];
	}
	return NULL;
}

/* what a peer needs that could not be had is told in the rows that ask for it */
static void
look_for(struct job *job, long count)
{
	char text[1000];
	snprintf(
	    text, sizeof text, "%.*s", (int)strcspn(job->command, " "), job->command);
	job->missing =
	    access(text, X_OK) != 0 || (job->needs && access(job->needs, R_OK) != 0);
	if (job->data)
		job->bytes = size_of(with_number(text, sizeof text, job->data, count));
}

static void
run_job(struct job *job, long count, int turn)
{
	char command[1000], *times;
	with_number(command, sizeof command, job->command, count);
	times = strchr(command, '%');
	if (times)
		snprintf(times, 24, "%.0f", GIGABYTES * 1e9 / jobs[0].bytes + 0.5);
	int status = timer_run(command, &job->spent[turn]);
	if (status == job->status)
		return;
	fprintf(stderr, "bench: %s: exit status %d, see the file log\n", command, status);
	if (strncmp(command, "../", 3) == 0)
		exit(1);
	job->missing = true; /* a peer that does not run here */
}

static void
run_set(enum set set, long count, int turns)
{
	for (int turn = 0; turn < turns; turn++) {
		for (size_t i = 0; i < JOBS; i++) {
			if (jobs[i].set == set && !jobs[i].missing)
				run_job(&jobs[i], count, turn);
		}
	}
}

/* how the aim of a row is told; NULL: there is none, or it is not about so little data */
static const char *
aim_of(char *text, size_t size, const struct row *row, const struct job *job)
{
	bool resident = row->measure == RESIDENT;
	if (row->aim == 0 || (quick && job->set == BULK))
		return NULL;
	snprintf(text, size, "%s %.3g%s",
	    row->measure == FASTER ? ">=" : "<=", row->aim / (resident ? 1e6 : 1),
	    resident ? " MB" : "");
	return text;
}

/* the median of one job, or of two the median of the ratios in each turn */
static double
middle(const struct job *job, const struct job *other, enum clock clock, int turns)
{
	double values[MAX_TURNS];
	for (int i = 0; i < turns; i++) {
		values[i] = clock == CPU ? job->spent[i].cpu : job->spent[i].wall;
		if (other)
			values[i] /=
			    clock == CPU ? other->spent[i].cpu : other->spent[i].wall;
	}
	return median(values, (size_t)turns);
}

static const char *
describe(char *text, size_t size, const struct job *job, const struct row *row, int turns)
{
	double seconds = middle(job, NULL, row->clock, turns);
	if (row->measure == FASTER && job->bytes > 0)
		snprintf(text, size, "%.*f MB/s", job->bytes / seconds < 1e7 ? 1 : 0,
		    job->bytes / seconds / 1e6);
	else if (seconds < 0.1)
		snprintf(text, size, "%.2f ms", seconds * 1e3);
	else
		snprintf(text, size, "%.0f ms", seconds * 1e3);
	return text;
}

static void
print_memory(const struct job *job, int turns, const char *aim, double limit)
{
	double most = 0;
	char here[24], what[40];
	for (int i = 0; i < turns; i++)
		most = job->spent[i].resident > most ? job->spent[i].resident : most;
	snprintf(here, sizeof here, "%.1f MB", most / 1e6);
	snprintf(what, sizeof what, "memory: %s", job->name);
	print_line(&(struct line){.what = what,
	    .here = here,
	    .there = "resident at most",
	    .aim = aim,
	    .holds = most <= limit});
}

static void
print_row(const struct row *row, const int *turns)
{
	const struct job *job = job_named(row->job), *other = job_named(row->other);
	char here[24], there[24], beside[60], text[24];
	const char *aim;
	int count = turns[job->set];
	if (count == 0 || job->missing || (other && other->missing)) {
		snprintf(beside, sizeof beside,
		    count ? "there is no %s here" : "only where there is much data",
		    other && other->missing ? other->name : job->name);
		printf("%-29s skipped: %s\n", job->name, beside);
		return;
	}
	aim = aim_of(text, sizeof text, row, job);
	if (row->measure == RESIDENT) {
		print_memory(job, count, aim, row->aim);
		return;
	}
	double ratio[] = {
	    middle(job, other, CPU, count), middle(job, other, WALL, count)};
	for (int i = 0; row->measure == FASTER && i < 2; i++)
		ratio[i] = job->bytes / other->bytes / ratio[i];
	snprintf(beside, sizeof beside, "%-24s %11s", other->name,
	    describe(there, sizeof there, other, row, count));
	print_line(&(struct line){
	    .what = job->name,
	    .here = describe(here, sizeof here, job, row, count),
	    .there = beside,
	    .cpu = ratio[CPU],
	    .wall = ratio[WALL],
	    .aim = aim,
	    .holds = row->measure == FASTER ? ratio[row->clock] >= row->aim
					    : ratio[row->clock] <= row->aim,
	});
}

int
main(int argc, char **argv)
{
	if (argc == 2 && strcmp(argv[1], "--nothing") == 0)
		_exit(0);
	if (argc != 3)
		return 2;
	long count = strtol(argv[1], NULL, 10), rounds = strtol(argv[2], NULL, 10);
	if (count < 1 || rounds < 1 || rounds > MAX_TURNS)
		return 2;
	quick = count < FULL;
	const int turns[SETS] = {
	    [BULK] = (int)rounds, [START] = quick ? 51 : MAX_TURNS, [PIPE] = !quick};
	for (size_t i = 0; i < JOBS; i++)
		look_for(&jobs[i], count);
	for (enum set set = 0; set < SETS; set++)
		run_set(set, count, turns[set]);
	printf("%-29s %11s  %-24s %11s %7s %7s  %-8s %s\n", "", "", "beside", "", "x CPU",
	    "x wall", "aim", "holds");
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		print_row(&rows[i], turns);
	if (!growth_lines(quick, middle(job_named("start"), NULL, CPU, turns[START])))
		return 1;
	printf("%d of %d aims hold\n", held, aims);
	return 0;
}
