#ifndef BENCH_BENCH_H
#define BENCH_BENCH_H

#include <stdbool.h>
#include <stddef.h>

/* what a program has cost from its start to its end */
struct spent {
	double wall, cpu; /* seconds; those of user and system */
	double resident;  /* bytes at most */
};

/*
 * Runs a command of words that spaces part: a program, its arguments, and "<FILE" or
 * ">FILE"; "<FILE*N" is a pipe through which the file comes N times. What it says on
 * stderr is the file `log` then. The exit status, or -1 where it has none.
 */
int timer_run(const char *command, struct spent *);

/* of a list that it sorts */
double median(double *, size_t count);

/* a line of the table; what is NULL is left out */
struct line {
	const char *what;
	const char *here, *there; /* what was measured, and beside what */
	double cpu, wall;         /* ratios; 0: none */
	const char *aim;
	bool holds;
};
void print_line(const struct line *);

/* copies a command, "@" replaced by the number */
const char *with_number(char *buffer, size_t size, const char *text, long number);

/*
 * The lines on growth; `start` is what the program costs that has nothing to do. False:
 * something could not be run.
 */
bool growth_lines(bool quick, double start);

#endif
