/*
 * Files rewritten in place: the new content is written to a file beside the old one, put
 * on the disk, and given the old one's name, which rename(2) does in one step. No signal
 * comes between, so that the file beside never stays behind.
 */
#define _XOPEN_SOURCE 700 /* realpath() */
#include "rewrite.h"

#include "input.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static bool
is_same_time(const struct timespec *a, const struct timespec *b)
{
	return a->tv_sec == b->tv_sec && a->tv_nsec == b->tv_nsec;
}

/* of a file before and after it is read; a new mode or owner changes st_ctim alone */
static bool
is_unchanged(const struct stat *a, const struct stat *b)
{
	return input_is_same(a, b) && a->st_size == b->st_size &&
	    is_same_time(&a->st_mtim, &b->st_mtim) &&
	    is_same_time(&a->st_ctim, &b->st_ctim);
}

/*
 * Why a file is not to be replaced, or what was not `seen` of it, if anything was; ""
 * stands for errno, NULL for nothing.
 */
static const char *
find_obstacle(const char *target, const struct stat *seen)
{
	struct stat info;
	if (stat(target, &info) != 0)
		return "";
	if (!S_ISREG(info.st_mode))
		return "is no regular file";
	if (seen && !is_unchanged(&info, seen))
		return "was changed by somebody else meanwhile";
	if (info.st_nlink > 1)
		return "has several names (hard links), which would part";
	int fd = open(target, O_WRONLY | O_CLOEXEC);
	if (fd < 0)
		return "";
	close(fd);
	return NULL;
}

/*
 * Owner, group and mode as they were. Where the group may not be kept, nobody gets more
 * than others have; without its owner or group a file runs as nobody else.
 */
static bool
give_away(int fd, const struct stat *old)
{
	mode_t mode = old->st_mode & 07777;
	struct stat info;
	if (fstat(fd, &info) != 0)
		return false;
	if (info.st_gid != old->st_gid && fchown(fd, (uid_t)-1, old->st_gid) != 0)
		mode &= ~(mode_t)07070 | (mode & 7) << 3;
	if (info.st_uid != old->st_uid && fchown(fd, old->st_uid, (gid_t)-1) != 0)
		mode &= 0777;
	return fchmod(fd, mode) == 0;
}

static bool
write_all(int fd, const char *text, size_t length)
{
	while (length) {
		ssize_t written = write(fd, text, length);
		if (written < 0 && !is_to_retry(fd, POLLOUT))
			return false;
		if (written > 0) {
			text += written;
			length -= (size_t)written;
		}
	}
	return true;
}

/* the folder of a path, with its slash; as it is absolute there is one */
static size_t
folder_length(const char *path)
{
	return (size_t)(strrchr(path, '/') + 1 - path);
}

/* So that the new name is on the disk too. Not every file system can, and all is done. */
static void
sync_folder(const char *path)
{
	char *folder = xstrndup(path, folder_length(path));
	int fd = open(folder, O_RDONLY | O_CLOEXEC);
	if (fd >= 0) {
		fsync(fd);
		close(fd);
	}
	free(folder);
}

/*
 * NULL where it is done, else the obstacle, and nothing is left behind. Putting it on the
 * disk takes its time: what has become of the file meanwhile is looked for at the end.
 */
static const char *
replace(const char *target, char *beside, const struct stat *old, const char *text,
    size_t length)
{
	const char *obstacle = "";
	int fd = mkstemp(beside);
	if (fd < 0)
		return obstacle;
	bool good = write_all(fd, text, length) && give_away(fd, old) && fsync(fd) == 0;
	int reason = errno;
	if (close(fd) != 0 && good) {
		good = false;
		reason = errno;
	}
	if (good && !(obstacle = find_obstacle(target, old))) {
		if (rename(beside, target) == 0)
			return NULL;
		obstacle = "";
	}
	if (good)
		reason = errno;
	unlink(beside);
	errno = reason;
	return obstacle;
}

/* no signal ends the process between the first byte and the new name */
static const char *
replace_undisturbed(
    const char *target, const struct stat *old, const char *text, size_t length)
{
	sigset_t all, mask;
	char *beside = xmalloc(strlen(target) + sizeof ".rtok-XXXXXX");
	size_t folder = folder_length(target);
	memcpy(beside, target, folder);
	memcpy(beside + folder, ".rtok-XXXXXX", sizeof ".rtok-XXXXXX");
	sigfillset(&all);
	sigprocmask(SIG_SETMASK, &all, &mask);
	const char *obstacle = replace(target, beside, old, text, length);
	int reason = errno;
	sigprocmask(SIG_SETMASK, &mask, NULL);
	free(beside);
	errno = reason;
	return obstacle;
}

/* whether a file beside it may be made, and be given its name */
static bool
may_replace(const char *target)
{
	char *folder = xstrndup(target, folder_length(target));
	bool may = faccessat(AT_FDCWD, folder, W_OK | X_OK, AT_EACCESS) == 0;
	int reason = errno;
	free(folder);
	errno = reason;
	return may;
}

static void
say_obstacle(struct buffer *b, const char *obstacle, const char *cannot)
{
	if (obstacle[0])
		buffer_say(b, obstacle);
	else
		buffer_format(b, "cannot be %s: %s", cannot, strerror(errno));
}

static const char WRITTEN[] = "written", REPLACED[] = "replaced in its folder";

bool
rewrite_is_hindered(struct buffer *b, const char *path)
{
	char *target = realpath(path, NULL);
	const char *obstacle = target ? find_obstacle(target, NULL) : "";
	const char *cannot = WRITTEN;
	if (!obstacle && !may_replace(target)) {
		cannot = REPLACED;
		obstacle = "";
	}
	if (obstacle)
		say_obstacle(b, obstacle, cannot);
	free(target);
	return obstacle != NULL;
}

enum status
rewrite(const char *path, const struct stat *seen, const char *text, size_t length)
{
	struct buffer reason = {0};
	char *target = realpath(path, NULL);
	const char *obstacle = target ? find_obstacle(target, seen) : "";
	const char *cannot = WRITTEN;
	if (!obstacle) {
		cannot = REPLACED;
		obstacle = replace_undisturbed(target, seen, text, length);
	}
	if (obstacle) {
		say_obstacle(&reason, obstacle, cannot);
		warn("%s: %.*s; it is left as it is", path, (int)reason.length,
		    reason.text);
	} else {
		sync_folder(target);
	}
	free(reason.text);
	free(target);
	return obstacle ? STATUS_OUTPUT : STATUS_GOOD;
}
