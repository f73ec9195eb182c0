#ifndef RTOK_LEAVING_H
#define RTOK_LEAVING_H

/*
 * From now on the process ends cleanly, also by a signal: without its passing line, and
 * without files that are not whole.
 */
void leaving_watch(void);
/* A file that is nothing before all is in it; the path stays as long as it is watched. */
void leaving_add(int fd, const char *path);
/* All of them are whole; they are still open. */
void leaving_forget(void);

#endif
