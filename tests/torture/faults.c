/*
 * Calls that fail: memory for all, libraries too, by a malloc() that they find in the
 * place of the sanitizer's; other calls for the command alone, by the linker's --wrap.
 */
#define _DEFAULT_SOURCE /* MAP_ANONYMOUS */
#define _XOPEN_SOURCE 700
#include "faults.h"

#include <dirent.h>
#include <errno.h>
#include <jansson.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

/* kinds of calls */
enum {
	MEMORY = 1,
	READ = 2,
	WRITE = 4,
	OPEN = 8,
	STATUS = 16,
	FOLDER = 32,
	RENAME = 64,
	SYNC = 128,
	CLOSE = 256,
	RIGHTS = 512,
	BESIDE = 1024,
	THREAD = 2048,
	PATH = 4096,
	TRUNCATE = 8192,
	WAIT = 16384,
	ALL = 32767 & ~MEMORY,
};

const struct fault faults[] = {
    {"memory", MEMORY, ENOMEM, ONCE, false},
    {"no more memory", MEMORY, ENOMEM, FROM_THEN_ON, false},
    {"read", READ, EIO, ONCE, false},
    {"interrupted read", READ, EINTR, ONCE, true},
    {"read that waits", READ, EAGAIN, ONCE, true},
    {"short read", READ, 0, SHORT, true},
    {"write", WRITE, ENOSPC, ONCE, false},
    {"full disk", WRITE, ENOSPC, FROM_THEN_ON, false},
    {"interrupted write", WRITE, EINTR, ONCE, true},
    {"write that waits", WRITE, EAGAIN, ONCE, true},
    {"short write", WRITE, 0, SHORT, true},
    {"wait", WAIT, EINTR, ONCE, true},
    {"open", OPEN | FOLDER | BESIDE, EMFILE, ONCE, false},
    {"no more open", OPEN | FOLDER | BESIDE, EMFILE, FROM_THEN_ON, false},
    {"stat", STATUS | PATH, EACCES, ONCE, false},
    {"folder", FOLDER, EIO, ONCE, false},
    {"rename", RENAME, EACCES, ONCE, false},
    {"sync", SYNC, EIO, ONCE, false},
    {"close", CLOSE, EIO, ONCE, false},
    {"rights", RIGHTS, EPERM, ONCE, false},
    {"truncate", TRUNCATE, EIO, ONCE, false},
    {"thread", THREAD, EAGAIN, ONCE, true},
    {"signal", ALL, SIGTERM, SIGNAL, false},
    {"end", ALL, SIGKILL, SIGNAL, false},
    {"no thread", THREAD, EAGAIN, FROM_THEN_ON, true},
};
const size_t fault_count = sizeof faults / sizeof *faults;

/* ---- calls that fail ---- */

static const struct fault *armed; /* NULL: none fails */
static long number;               /* the one of its kind */
static _Thread_local bool begun;  /* else it is the sanitizer that sets up the thread */
static struct shared {
	atomic_long calls;
	atomic_bool reached;
} * shared;

static bool
fails(unsigned call)
{
	if (!armed || !begun || !(armed->calls & call))
		return false;
	long now = atomic_fetch_add(&shared->calls, 1) + 1;
	bool refused = armed->how == FROM_THEN_ON ? now >= number : now == number;
	if (!refused)
		return false;
	atomic_store(&shared->reached, true);
	errno = armed->error;
	if (armed->how == SIGNAL)
		raise(armed->error);
	return armed->how != SIGNAL;
}

/* what a call that transfers gives instead; 0: it is made, for so many bytes */
static int
fails_to_transfer(unsigned call, size_t *length)
{
	if (!fails(call))
		return 0;
	if (armed->how != SHORT)
		return -1;
	*length = *length > 1 ? 1 : *length;
	return 0;
}

void *__interceptor_malloc(size_t);
void *__interceptor_calloc(size_t, size_t);
void *__interceptor_realloc(void *, size_t);

void *
malloc(size_t size)
{
	return fails(MEMORY) ? NULL : __interceptor_malloc(size);
}

void *
calloc(size_t count, size_t size)
{
	return fails(MEMORY) ? NULL : __interceptor_calloc(count, size);
}

void *
realloc(void *old, size_t size)
{
	return fails(MEMORY) ? NULL : __interceptor_realloc(old, size);
}

/* those of the sanitizer have memory of their own */
char *
strndup(const char *text, size_t most)
{
	size_t length = strnlen(text, most);
	char *copy = malloc(length + 1);
	if (copy) {
		memcpy(copy, text, length);
		copy[length] = '\0';
	}
	return copy;
}

char *
strdup(const char *text)
{
	return strndup(text, strlen(text));
}

/*
 * What is not made to fail, because nothing can be done: without memory libc goes on in
 * the locale C, and libsmartcols prints other lines for a tree, or without end.
 */
static int (*print_table)(void *);

static int
print_spared(void *table)
{
	begun = false;
	int error = print_table(table);
	begun = true;
	return error;
}

/* where the command asks for that of libsmartcols, it is given the one above; before it
 * has begun it is the sanitizer that asks */
void *__real_dlsym(void *, const char *);
void *__wrap_dlsym(void *, const char *);
void *
__wrap_dlsym(void *library, const char *name)
{
	void *function = __real_dlsym(library, name);
	int (*spared)(void *) = print_spared;
	if (begun && function && strcmp(name, "scols_print_table") == 0) {
		memcpy(&print_table, &function, sizeof function);
		memcpy(&function, &spared, sizeof function);
	}
	return function;
}

char *__real_setlocale(int, const char *);
char *__wrap_setlocale(int, const char *);
char *
__wrap_setlocale(int category, const char *locale)
{
	begun = false;
	char *name = __real_setlocale(category, locale);
	begun = true;
	return name;
}

ssize_t __real_read(int, void *, size_t);
ssize_t __wrap_read(int, void *, size_t);
ssize_t
__wrap_read(int fd, void *to, size_t length)
{
	return fails_to_transfer(READ, &length) ? -1 : __real_read(fd, to, length);
}

ssize_t __real_write(int, const void *, size_t);
ssize_t __wrap_write(int, const void *, size_t);
ssize_t
__wrap_write(int fd, const void *from, size_t length)
{
	return fails_to_transfer(WRITE, &length) ? -1 : __real_write(fd, from, length);
}

int __real_open(const char *, int, mode_t);
int __wrap_open(const char *, int, mode_t);
int
__wrap_open(const char *path, int flags, mode_t mode)
{
	return fails(OPEN) ? -1 : __real_open(path, flags, mode);
}

int __real_close(int);
int __wrap_close(int);
int
__wrap_close(int fd)
{
	if (!fails(CLOSE))
		return __real_close(fd);
	__real_close(fd);
	errno = armed->error;
	return -1;
}

int __real_stat(const char *path, struct stat *info);
int __wrap_stat(const char *path, struct stat *info);
int
__wrap_stat(const char *path, struct stat *info)
{
	return fails(STATUS) ? -1 : __real_stat(path, info);
}

int __real_fstat(int fd, struct stat *info);
int __wrap_fstat(int fd, struct stat *info);
int
__wrap_fstat(int fd, struct stat *info)
{
	return fails(STATUS) ? -1 : __real_fstat(fd, info);
}

DIR *__real_opendir(const char *path);
DIR *__wrap_opendir(const char *path);
DIR *
__wrap_opendir(const char *path)
{
	return fails(FOLDER) ? NULL : __real_opendir(path);
}

struct dirent *__real_readdir(DIR *folder);
struct dirent *__wrap_readdir(DIR *folder);
struct dirent *
__wrap_readdir(DIR *folder)
{
	return fails(FOLDER) ? NULL : __real_readdir(folder);
}

int __real_rename(const char *from, const char *to);
int __wrap_rename(const char *from, const char *to);
int
__wrap_rename(const char *from, const char *to)
{
	return fails(RENAME) ? -1 : __real_rename(from, to);
}

int __real_fsync(int fd);
int __wrap_fsync(int fd);
int
__wrap_fsync(int fd)
{
	return fails(SYNC) ? -1 : __real_fsync(fd);
}

int __real_fchmod(int fd, mode_t mode);
int __wrap_fchmod(int fd, mode_t mode);
int
__wrap_fchmod(int fd, mode_t mode)
{
	return fails(RIGHTS) ? -1 : __real_fchmod(fd, mode);
}

int __real_faccessat(int fd, const char *path, int mode, int flags);
int __wrap_faccessat(int fd, const char *path, int mode, int flags);
int
__wrap_faccessat(int fd, const char *path, int mode, int flags)
{
	return fails(RIGHTS) ? -1 : __real_faccessat(fd, path, mode, flags);
}

int __real_mkstemp(char *path);
int __wrap_mkstemp(char *path);
int
__wrap_mkstemp(char *path)
{
	return fails(BESIDE) ? -1 : __real_mkstemp(path);
}

char *__real_realpath(const char *path, char *to);
char *__wrap_realpath(const char *path, char *to);
char *
__wrap_realpath(const char *path, char *to)
{
	return fails(PATH) ? NULL : __real_realpath(path, to);
}

int __real_ftruncate(int fd, off_t length);
int __wrap_ftruncate(int fd, off_t length);
int
__wrap_ftruncate(int fd, off_t length)
{
	return fails(TRUNCATE) ? -1 : __real_ftruncate(fd, length);
}

int __real_poll(struct pollfd *list, nfds_t count, int wait);
int __wrap_poll(struct pollfd *list, nfds_t count, int wait);
int
__wrap_poll(struct pollfd *list, nfds_t count, int wait)
{
	return fails(WAIT) ? -1 : __real_poll(list, count, wait);
}

struct thread {
	void *(*start)(void *);
	void *context;
};

static void *
begin_thread(void *context)
{
	struct thread thread = *(struct thread *)context;
	free(context);
	begun = true;
	return thread.start(thread.context);
}

int __real_pthread_create(pthread_t *, const pthread_attr_t *, void *(*)(void *), void *);
int __wrap_pthread_create(pthread_t *, const pthread_attr_t *, void *(*)(void *), void *);
int
__wrap_pthread_create(pthread_t *thread, const pthread_attr_t *attributes,
    void *(*start)(void *), void *context)
{
	if (fails(THREAD))
		return armed->error;
	struct thread *begins = __interceptor_malloc(sizeof *begins);
	*begins = (struct thread){start, context};
	int error = __real_pthread_create(thread, attributes, begin_thread, begins);
	if (error)
		free(begins);
	return error;
}

/* nor the reader of jansson, by which libjwt reads: it goes on behind the end of its text
 */
json_t *
json_loads(const char *text, size_t flags, json_error_t *error)
{
	begun = false;
	json_t *value = json_loadb(text, strlen(text), flags, error);
	begun = true;
	return value;
}

/* nor libcrypto, which falls, leaks and takes a key for a broken one */
int CRYPTO_set_mem_functions(void *(*)(size_t, const char *, int),
    void *(*)(void *, size_t, const char *, int), void (*)(void *, const char *, int));

static void *
spare_malloc(size_t size, const char *file, int line)
{
	(void)file, (void)line;
	return __interceptor_malloc(size);
}

static void *
spare_realloc(void *old, size_t size, const char *file, int line)
{
	(void)file, (void)line;
	return __interceptor_realloc(old, size);
}

static void
spare_free(void *memory, const char *file, int line)
{
	(void)file, (void)line;
	free(memory);
}

/* ---- the public door ---- */

bool
faults_prepare(void)
{
	shared = mmap(NULL, sizeof *shared, PROT_READ | PROT_WRITE,
	    MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	return shared != MAP_FAILED &&
	    CRYPTO_set_mem_functions(spare_malloc, spare_realloc, spare_free);
}

void
faults_arm(const struct fault *fault, long n)
{
	number = n;
	armed = fault;
	begun = true;
}

bool
faults_reached(void)
{
	atomic_store(&shared->calls, 0);
	return atomic_exchange(&shared->reached, false);
}
