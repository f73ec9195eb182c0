/*
 * The command where a call of the system fails: the first of its kind, then the second,
 * and so on until a run has no more of them. Linked into the command it is the main() of
 * it: each run is a child that begins anew, with the files of the working folder as they
 * were. Where a call fails, the command ends in time, by itself and without a leak. What
 * it gives is what it gives without failure, or it exits with 3, 4 or 5 and says why. A
 * file that was there is the old one or the new one, also where a signal comes with the
 * call. Memory is refused to libraries too, other calls to the command alone.
 *
 * TORTURE is "all", or a part of the name of the failures that are tried; of those, FROM
 * is the first and STEP how many there are from one to the next, behind the first 20.
 */
#define _XOPEN_SOURCE 700
#include "faults.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum {
	REPORTED = 99, /* exit status of a sanitizer */
	MOST_FILES = 64,
	MOST_TOLD = 3,     /* of one failure */
	LONGEST_RUN = 120, /* seconds, where the machine is busy */
};

/* ---- files ---- */

struct text {
	char *bytes;
	size_t length;
};

struct files {
	size_t count;
	struct {
		char *name;
		struct text text;
	} list[MOST_FILES];
};

static bool
is_same(struct text a, struct text b)
{
	return a.length == b.length && memcmp(a.bytes, b.bytes, a.length) == 0;
}

/* with a byte behind it, which makes it a string */
static struct text
read_all(int fd)
{
	struct stat info;
	struct text t = {0};
	if (fd < 0 || fstat(fd, &info) != 0)
		abort();
	t.length = (size_t)info.st_size;
	t.bytes = calloc(1, t.length + 1);
	if (pread(fd, t.bytes, t.length, 0) != info.st_size)
		abort();
	return t;
}

/* one that is not to be read has nothing in it */
static struct text
read_file(const char *name)
{
	int fd = open(name, O_RDONLY);
	struct text t = read_all(fd);
	close(fd);
	return t;
}

/* the regular files of the working folder */
static void
see(struct files *all)
{
	struct stat info;
	DIR *folder = opendir(".");
	all->count = 0;
	for (struct dirent *entry; (entry = readdir(folder));) {
		if (stat(entry->d_name, &info) != 0 || !S_ISREG(info.st_mode))
			continue;
		if (all->count == MOST_FILES)
			abort();
		all->list[all->count].name = strdup(entry->d_name);
		all->list[all->count++].text = read_file(entry->d_name);
	}
	closedir(folder);
}

static void
forget(struct files *all)
{
	for (size_t i = 0; i < all->count; i++) {
		free(all->list[i].name);
		free(all->list[i].text.bytes);
	}
	all->count = 0;
}

static const struct text *
find(const struct files *all, const char *name)
{
	for (size_t i = 0; i < all->count; i++) {
		if (strcmp(all->list[i].name, name) == 0)
			return &all->list[i].text;
	}
	return NULL;
}

static void
restore(const struct files *old, const struct files *now)
{
	for (size_t i = 0; i < now->count; i++) {
		if (!find(old, now->list[i].name))
			unlink(now->list[i].name);
	}
	for (size_t i = 0; i < old->count; i++) {
		const struct text *text = find(now, old->list[i].name);
		if (text && is_same(*text, old->list[i].text))
			continue;
		FILE *file = fopen(old->list[i].name, "w");
		fwrite(old->list[i].text.bytes, 1, old->list[i].text.length, file);
		fclose(file);
	}
}

/* ---- one run ---- */

struct result {
	int status; /* of waitpid() */
	bool reached, late;
	struct text out, err;
	struct files files;
};

static int streams[3]; /* what the command reads and writes */

int __real_main(int, char **);
int __wrap_main(int, char **);

static void
on_alarm(int signal)
{
	(void)signal;
}

/* as a program of its own */
static void
begin(const struct fault *fault, long n, int argc, char **argv)
{
	for (int fd = 0; fd < 3; fd++)
		dup2(streams[fd], fd);
	unsetenv("TORTURE");
	faults_arm(fault, n);
	exit(__real_main(argc, argv));
}

static struct result
run(const struct fault *fault, long n, int argc, char **argv)
{
	struct result r = {0};
	for (int i = 0; i < 3; i++) {
		lseek(streams[i], 0, SEEK_SET);
		if (i > 0 && ftruncate(streams[i], 0) != 0)
			abort();
	}
	fflush(NULL); /* not once more by the child */
	pid_t child = fork();
	if (child == 0)
		begin(fault, n, argc, argv);
	alarm(LONGEST_RUN);
	while (waitpid(child, &r.status, 0) < 0) {
		r.late = true;
		kill(child, SIGKILL);
	}
	alarm(0);
	r.reached = faults_reached();
	r.out = read_all(streams[1]);
	r.err = read_all(streams[2]);
	see(&r.files);
	return r;
}

static void
drop(struct result *r)
{
	free(r->out.bytes);
	free(r->err.bytes);
	forget(&r->files);
}

/* ---- what has to hold ---- */

static bool
is_all_there(const struct result *r, const struct result *good)
{
	bool same = is_same(r->out, good->out) && r->files.count == good->files.count;
	for (size_t i = 0; same && i < good->files.count; i++) {
		const struct text *text = find(&r->files, good->files.list[i].name);
		same = text && is_same(*text, good->files.list[i].text);
	}
	return same;
}

/* a file that was there is the old or the new one; of others, none is left behind */
static const char *
torn_file(const struct result *r, const struct files *old, const struct files *new)
{
	bool may_stay = WIFSIGNALED(r->status) && WTERMSIG(r->status) == SIGKILL;
	for (size_t i = 0; i < r->files.count; i++) {
		const char *name = r->files.list[i].name;
		const struct text *before = find(old, name), *after = find(new, name);
		if (!before && !after && !may_stay)
			return name;
		if (before && !is_same(*before, r->files.list[i].text) &&
		    !(after && is_same(*after, r->files.list[i].text)))
			return name;
	}
	for (size_t i = 0; i < old->count; i++) {
		if (!find(&r->files, old->list[i].name))
			return old->list[i].name;
	}
	return NULL;
}

static bool
says(const struct fault *fault, const struct text *text)
{
	return strstr(text->bytes, strerror(fault->error)) ||
	    (fault->error == ENOMEM && strstr(text->bytes, "out of memory"));
}

/* that what failed is said, in words or in a report */
static bool
is_told(const struct fault *fault, const struct result *r)
{
	bool told = says(fault, &r->err) || says(fault, &r->out);
	for (size_t i = 0; i < r->files.count && !told; i++)
		told = says(fault, &r->files.list[i].text);
	return told;
}

/* NULL: all is well */
static const char *
judge(const struct fault *fault, const struct result *r, const struct files *old,
    const struct result *good)
{
	const char *torn = torn_file(r, old, &good->files);
	int status = WEXITSTATUS(r->status);
	if (r->late)
		return "does not end";
	if (torn)
		return "a file is torn, lost or left behind";
	if (fault->how == SIGNAL && WIFSIGNALED(r->status) &&
	    WTERMSIG(r->status) == fault->error)
		return NULL;
	if (WIFSIGNALED(r->status) || status == REPORTED)
		return "crash, or what a sanitizer reports";
	if (r->status == good->status && is_all_there(r, good))
		return fault->harmless && !is_same(r->err, good->err) ? "other messages"
								      : NULL;
	if (fault->harmless || !r->reached)
		return "has another result";
	if (status < 3 || status > 5)
		return "has another result without a status for it";
	return is_told(fault, r) ? NULL : "does not say what has failed";
}

/* of one kind of failure: how many there were; false: one was too many */
static long
torment(const struct fault *fault, long step, const struct files *old,
    const struct result *good, long *wrong, int argc, char **argv)
{
	const char *from = getenv("FROM");
	long count = 0, told = 0;
	for (long n = from ? strtol(from, NULL, 10) : 1; told < MOST_TOLD;
	     n += n < 20 ? 1 : step) {
		struct result r = run(fault, n, argc, argv);
		const char *wrong_with = judge(fault, &r, old, good);
		bool reached = r.reached;
		count += reached;
		if (wrong_with) {
			printf("%s %ld: %s (status %x)\n%.1500s%.3000s", fault->name, n,
			    wrong_with, (unsigned)r.status, r.out.bytes, r.err.bytes);
			told++;
		}
		restore(old, &r.files);
		drop(&r);
		if (!reached)
			break;
	}
	*wrong += told;
	return count;
}

static void
prepare(void)
{
	struct sigaction on = {.sa_handler = on_alarm};
	sigaction(SIGALRM, &on, NULL);
	streams[0] = dup(0);
	for (int i = 1; i < 3; i++)
		streams[i] = fileno(tmpfile());
}

int
__wrap_main(int argc, char **argv)
{
	const char *which = getenv("TORTURE"), *step = getenv("STEP");
	struct files old;
	long count = 0, wrong = 0;
	if (!which)
		return __real_main(argc, argv);
	if (!faults_prepare())
		return 1;
	prepare();
	see(&old);
	struct result good = run(NULL, 0, argc, argv);
	restore(&old, &good.files);
	if (!WIFEXITED(good.status) || WEXITSTATUS(good.status) == REPORTED) {
		printf("the good run is none\n%.1500s", good.err.bytes);
		return 1;
	}
	for (size_t i = 0; i < fault_count; i++) {
		if (strcmp(which, "all") == 0 || strstr(faults[i].name, which))
			count += torment(&faults[i],
			    step && step[0] ? strtol(step, NULL, 10) : 1, &old, &good,
			    &wrong, argc, argv);
	}
	printf("%6ld", count);
	for (int i = 0; i < argc; i++)
		printf(" %s", i ? argv[i] : strrchr(argv[0], '/') + 1);
	printf(" (exits with %d)\n", WEXITSTATUS(good.status));
	drop(&good);
	forget(&old);
	return wrong != 0;
}

const char *__asan_default_options(void);
const char *
__asan_default_options(void)
{
	return "exitcode=99:allocator_may_return_null=1:detect_leaks=1";
}
