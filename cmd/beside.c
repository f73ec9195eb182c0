/*
 * A command that needs what the others do not is a program of its own, so that those do
 * not wait for libraries they never call: loading libcrypto doubles the time to start.
 */
#include "beside.h"

#include "util.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#ifndef LIBEXECDIR
#define LIBEXECDIR "/usr/local/libexec/rtok"
#endif

enum { LONGEST_PATH = 4096 };

/* where it may stand; what is relative is so to the folder of this program */
static const char *const folders[] = {"", "../libexec/rtok/", LIBEXECDIR "/"};

/* the path of this program up to its last slash; nothing where the system does not say */
static size_t
own_folder(char path[LONGEST_PATH])
{
	ssize_t length = readlink("/proc/self/exe", path, LONGEST_PATH);
	while (length > 0 && path[length - 1] != '/')
		length--;
	return length > 0 ? (size_t)length : 0;
}

void
beside_run(const char *name, char **argv)
{
	char own[LONGEST_PATH];
	size_t length = own_folder(own);
	struct buffer sought = {0};
	for (size_t i = 0; i < COUNT(folders); i++) {
		struct buffer path = {0};
		if (folders[i][0] != '/') {
			if (length == 0)
				continue;
			buffer_add(&path, own, length);
		}
		buffer_format(&path, "%s%s", folders[i], name);
		execv(path.text, argv);
		if (errno != ENOENT && errno != ENOTDIR)
			die(STATUS_INPUT, "%s:", path.text);
		buffer_format(&sought, "%s%s", i ? ", " : "", path.text);
		free(path.text);
	}
	die(STATUS_INPUT,
	    "%s is not installed; put it where it was sought, as make install does: %s",
	    name, sought.text);
}
