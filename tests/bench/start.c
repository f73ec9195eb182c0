/*
 * What it costs to start a program and let it end, beside one that does nothing:
 *   start PROGRAM [ARGUMENT]...
 * Both are run in turn; the medians of the wall times and their ratio are printed.
 */
#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

extern char **environ;

enum { TURNS = 200 };

static double
now(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static double
run(char **arguments)
{
	pid_t child;
	int status;
	double start = now();
	if (posix_spawn(&child, arguments[0], NULL, NULL, arguments, environ) != 0 ||
	    waitpid(child, &status, 0) != child || status != 0) {
		fprintf(stderr, "start: %s does not end well\n", arguments[0]);
		exit(1);
	}
	return now() - start;
}

static int
compare(const void *left, const void *right)
{
	const double *a = left, *b = right;
	return (*a > *b) - (*a < *b);
}

int
main(int argc, char **argv)
{
	static double program[TURNS], nothing[TURNS];
	char empty[] = "--nothing";
	char *self[] = {argv[0], empty, NULL};
	if (argc == 2 && strcmp(argv[1], empty) == 0)
		_exit(0);
	if (argc < 2)
		return 2;
	for (int i = 0; i < TURNS; i++) {
		program[i] = run(argv + 1);
		nothing[i] = run(self);
	}
	qsort(program, TURNS, sizeof *program, compare);
	qsort(nothing, TURNS, sizeof *nothing, compare);
	double p = program[TURNS / 2] * 1e6, n = nothing[TURNS / 2] * 1e6;
	printf("start to end: %.0f us, an empty C program %.0f us, ratio %.2f\n", p, n,
	    p / n);
	return 0;
}
