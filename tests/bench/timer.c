/*
 * What a program costs, from its start to its end: the one clock of all that is measured.
 * The time of the processor is the steadier one where others use the machine too, and the
 * time on the wall is the one that threads shorten; so both are kept. A pipe is fed from
 * here, because what this process does is not counted.
 */
#include "bench.h"

#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

/* not of POSIX, but of Linux and the BSDs */
pid_t wait4(pid_t, int *, int, struct rusage *);

extern char **environ;

enum { MAX_WORDS = 40, MAX_COMMAND = 1000, BLOCK = 1 << 16 };

/* a command taken apart */
struct start {
	char text[MAX_COMMAND];
	char *words[MAX_WORDS + 1];
	const char *in, *out;
	long times; /* that the input goes through a pipe; 0: it is a file */
};

static bool
take_apart(struct start *start, const char *command)
{
	size_t count = 0;
	*start = (struct start){.in = "/dev/null", .out = "/dev/null"};
	if (strlen(command) >= sizeof start->text)
		return false;
	memcpy(start->text, command, strlen(command) + 1);
	for (char *word = strtok(start->text, " "); word; word = strtok(NULL, " ")) {
		char *times = strchr(word, '*');
		if (*word == '>') {
			start->out = word + 1;
		} else if (*word == '<') {
			start->in = word + 1;
			if (times) {
				*times = '\0';
				start->times = strtol(times + 1, NULL, 10);
			}
		} else if (count < MAX_WORDS) {
			start->words[count++] = word;
		}
	}
	return count > 0;
}

static void
feed(const struct start *start, int pipe_end)
{
	static char block[BLOCK];
	int file = open(start->in, O_RDONLY | O_CLOEXEC);
	for (long i = 0; file >= 0 && i < start->times; i++) {
		ssize_t got, put = 0;
		lseek(file, 0, SEEK_SET);
		while ((got = read(file, block, sizeof block)) > 0) {
			for (ssize_t at = 0; at < got; at += put) {
				put = write(pipe_end, block + at, (size_t)(got - at));
				if (put < 0)
					goto done; /* the reader has ended */
			}
		}
	}
done:
	if (file >= 0)
		close(file);
}

static pid_t
spawn(struct start *start, int input)
{
	posix_spawn_file_actions_t files;
	pid_t child;
	posix_spawn_file_actions_init(&files);
	if (input >= 0)
		posix_spawn_file_actions_adddup2(&files, input, 0);
	else
		posix_spawn_file_actions_addopen(&files, 0, start->in, O_RDONLY, 0);
	posix_spawn_file_actions_addopen(
	    &files, 1, start->out, O_WRONLY | O_CREAT | O_TRUNC, 0666);
	posix_spawn_file_actions_addopen(
	    &files, 2, "log", O_WRONLY | O_CREAT | O_TRUNC, 0666);
	if (posix_spawn(&child, start->words[0], &files, NULL, start->words, environ) !=
	    0)
		child = -1;
	posix_spawn_file_actions_destroy(&files);
	return child;
}

static double
now(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static double
seconds(struct timeval t)
{
	return (double)t.tv_sec + (double)t.tv_usec * 1e-6;
}

int
timer_run(const char *command, struct spent *spent)
{
	struct start start;
	struct rusage usage;
	int status, ends[2] = {-1, -1};
	if (!take_apart(&start, command))
		return -1;
	if (start.times &&
	    (pipe(ends) != 0 || fcntl(ends[1], F_SETFD, FD_CLOEXEC) != 0 ||
		fcntl(ends[0], F_SETFD, FD_CLOEXEC) != 0))
		return -1;
	double began = now();
	pid_t child = spawn(&start, ends[0]);
	if (start.times) {
		close(ends[0]);
		if (child > 0)
			feed(&start, ends[1]);
		close(ends[1]);
	}
	if (child < 0 || wait4(child, &status, 0, &usage) != child)
		return -1;
	*spent = (struct spent){
	    .wall = now() - began,
	    .cpu = seconds(usage.ru_utime) + seconds(usage.ru_stime),
	    .resident = (double)usage.ru_maxrss * 1024,
	};
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static int
compare(const void *left, const void *right)
{
	const double *a = left, *b = right;
	return (*a > *b) - (*a < *b);
}

double
median(double *values, size_t count)
{
	qsort(values, count, sizeof *values, compare);
	return values[count / 2];
}
