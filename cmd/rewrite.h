#ifndef RTOK_REWRITE_H
#define RTOK_REWRITE_H

#include "util.h"

#include <sys/stat.h>

/*
 * Puts a text in the place of a file's content. Whoever opens the file finds the old
 * content or the new one, and never a part. The mode stays, and the owner where that is
 * allowed; a symbolic link stays one, and what it leads to is rewritten. `seen` is the
 * file as it was when it was read: one that has changed since, that is no regular file,
 * that may not be written to, or that has other names, which would keep the old content,
 * is left alone. STATUS_OUTPUT, after a message, where it could not be done.
 */
enum status rewrite(
    const char *path, const struct stat *seen, const char *text, size_t length);
/* Whether it would leave the file alone as it is now; then adds why, as "is no ...". */
bool rewrite_is_hindered(struct buffer *, const char *path);

#endif
