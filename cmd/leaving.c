/*
 * What is put right where the process ends before its work does: by a signal, which ends
 * it as ever, or by die(). Half of an XML or JSON document is none, and a program that
 * finds it may take it for the whole.
 */
#include "leaving.h"

#include "options.h"

#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

static const int signals[] = {SIGHUP, SIGINT, SIGPIPE, SIGTERM};

static struct {
	int fd;
	const char *path;
} files[MOST_REPORTS];

static volatile sig_atomic_t file_count;

/* what a handler may call and no more (POSIX.1-2008, System Interfaces 2.4.3); another
 * name of a file that is removed has nothing in it */
static void
remove_files(void)
{
	for (int i = 0; i < file_count; i++) {
		if (ftruncate(files[i].fd, 0) == 0)
			unlink(files[i].path);
	}
	file_count = 0;
}

/* the signal comes again, and does what it does without a handler */
static void
leave(int signal)
{
	passing_end();
	remove_files();
	raise(signal);
}

void
leaving_watch(void)
{
	static bool is_watched;
	struct sigaction leaves = {.sa_handler = leave, .sa_flags = (int)SA_RESETHAND},
			 before;
	if (is_watched)
		return;
	is_watched = true;
	sigfillset(&leaves.sa_mask);
	for (size_t i = 0; i < COUNT(signals); i++) {
		/* one that is ignored stays so, as behind nohup */
		if (sigaction(signals[i], NULL, &before) == 0 &&
		    before.sa_handler == SIG_DFL)
			sigaction(signals[i], &leaves, NULL);
	}
	atexit(remove_files);
}

void
leaving_add(int fd, const char *path)
{
	leaving_watch();
	files[file_count].fd = fd;
	files[file_count].path = path;
	file_count++;
}

void
leaving_forget(void)
{
	file_count = 0;
}
