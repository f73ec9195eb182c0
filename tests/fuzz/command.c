/*
 * The command as a function. Where it exits, the memory it still holds is given back
 * here: what it allocates is kept in a table for that, and to see that nothing is left
 * where it returns.
 */
#define _GNU_SOURCE /* memfd_create() */
#include "command.h"

#include "../../cmd/builtin.h"
#include "demand.h"
#include "jschema.h"

#include <getopt.h>
#include <setjmp.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

int rtok_main(int, char **);
_Noreturn void __real_exit(int);
_Noreturn void __wrap_exit(int);
void *__real_malloc(size_t);
void *__wrap_malloc(size_t);
void *__real_calloc(size_t, size_t);
void *__wrap_calloc(size_t, size_t);
void *__real_realloc(void *, size_t);
void *__wrap_realloc(void *, size_t);
void __real_free(void *);
void __wrap_free(void *);
const struct jschema_schema *__real_builtin_compiled(const char *, bool);
const struct jschema_schema *__wrap_builtin_compiled(const char *, bool);
void __wrap_builtin_free(void);

/* ---- what is allocated while the command runs ---- */

enum { PLACES = 1 << 20 };

static void *held[PLACES];
static size_t held_count;
static bool is_running;
static jmp_buf back;

static size_t
place_of(const void *memory)
{
	return ((uintptr_t)memory >> 4) * UINT64_C(0x9e3779b97f4a7c15) >> 44;
}

static void *
hold(void *memory)
{
	size_t i = place_of(memory);
	if (!is_running || !memory)
		return memory;
	demand(held_count < PLACES / 2);
	while (held[i])
		i = (i + 1) % PLACES;
	held[i] = memory;
	held_count++;
	return memory;
}

/* those behind move up, so that each is found from its place on */
static void
release(const void *memory)
{
	size_t i = place_of(memory);
	while (held[i] && held[i] != memory)
		i = (i + 1) % PLACES;
	if (!memory || !held[i])
		return;
	held_count--;
	for (size_t next = (i + 1) % PLACES; held[next]; next = (next + 1) % PLACES) {
		size_t from_home = (next - place_of(held[next])) % PLACES;
		if (from_home >= (next - i) % PLACES) {
			held[i] = held[next];
			i = next;
		}
	}
	held[i] = NULL;
}

static void
free_held(void)
{
	for (size_t i = 0; i < PLACES && held_count; i++) {
		if (!held[i])
			continue;
		__real_free(held[i]);
		held[i] = NULL;
		held_count--;
	}
}

void *
__wrap_malloc(size_t size)
{
	return hold(__real_malloc(size));
}

void *
__wrap_calloc(size_t count, size_t size)
{
	return hold(__real_calloc(count, size));
}

void *
__wrap_realloc(void *old, size_t size)
{
	void *memory = __real_realloc(old, size);
	if (memory)
		release(old);
	return hold(memory);
}

void
__wrap_free(void *memory)
{
	release(memory);
	__real_free(memory);
}

/* the built-in schemas are compiled once, and outlive each run */
const struct jschema_schema *
__wrap_builtin_compiled(const char *name, bool assert_format)
{
	bool was_running = is_running;
	is_running = false;
	const struct jschema_schema *schema =
	    __real_builtin_compiled(name, assert_format);
	is_running = was_running;
	return schema;
}

void
__wrap_builtin_free(void)
{
}

_Noreturn void
__wrap_exit(int status)
{
	if (is_running)
		longjmp(back, status + 1);
	__real_exit(status);
}

/* ---- files in memory ---- */

static int files[3]; /* that stand for standard input, output and error */
static int usual[3]; /* what those are else */

static void
fill(int fd, const char *text, size_t length)
{
	demand(ftruncate(fd, 0) == 0 && lseek(fd, 0, SEEK_SET) == 0);
	while (length) {
		ssize_t written = write(fd, text, length);
		demand(written > 0);
		text += written;
		length -= (size_t)written;
	}
	demand(lseek(fd, 0, SEEK_SET) == 0);
}

static void
swap_files(const int with[3])
{
	fflush(stderr);
	for (int fd = 0; fd < 3; fd++)
		demand(dup2(with[fd], fd) == fd);
}

static void
open_files(void)
{
	builtin_revision(); /* reads a document that outlives each run, too */
	for (int fd = 0; fd < 3 && !files[2]; fd++) {
		usual[fd] = dup(fd);
		files[fd] = memfd_create("fuzz", 0);
		demand(usual[fd] >= 0 && files[fd] >= 0);
	}
}

static void
take(struct buffer *b, int fd)
{
	demand(lseek(fd, 0, SEEK_SET) == 0 && buffer_read(b, fd, SIZE_MAX / 4));
}

void
command_is_safe(const struct buffer *text)
{
	size_t start = 0;
	for (size_t i = 0; i < text->length; i++) {
		if (text->text[i] != '\n')
			continue;
		const char *line = text->text + start;
		demand(jschema_escape(line, i - start, NULL, 0) == i - start);
		start = i + 1;
	}
}

/* ---- to run ---- */

void
command_do(struct ran *ran, enum status (*job)(void *), void *context, const char *input,
    size_t length)
{
	*ran = (struct ran){0};
	open_files();
	fill(files[0], input, length);
	fill(files[1], "", 0);
	fill(files[2], "", 0);
	swap_files(files);
	optind = 0;
	is_running = true;
	int status = setjmp(back);
	if (status == 0)
		ran->status = job(context);
	else
		ran->status = (enum status)(status - 1);
	is_running = false;
	swap_files(usual);
	demand(status || held_count == 0);
	free_held();
	take(&ran->out, files[1]);
	take(&ran->err, files[2]);
	command_is_safe(&ran->err);
}

static enum status
run_main(void *context)
{
	char **words = context;
	int count = 0;
	while (words[count])
		count++;
	return (enum status)rtok_main(count, words);
}

void
command_run(struct ran *ran, const char *const *words, const char *input, size_t length)
{
	enum { MOST_WORDS = 32 };
	char *own[MOST_WORDS + 1];
	size_t count = 0;
	while (words[count] && count < MOST_WORDS) {
		own[count] = xstrndup(words[count], strlen(words[count]));
		count++;
	}
	own[count] = NULL;
	char *kept[MOST_WORDS + 1]; /* getopt_long() changes their order */
	memcpy(kept, own, sizeof own);
	command_do(ran, run_main, own, input, length);
	while (count)
		free(kept[--count]);
}

void
ran_free(struct ran *ran)
{
	free(ran->out.text);
	free(ran->err.text);
}
