#ifndef RTOK_UTIL_H
#define RTOK_UTIL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* What the process tells the shell; of several the largest. cli.md and rtok(1) list them.
 */
enum status {
	STATUS_GOOD = 0,
	STATUS_INVALID = 1,
	STATUS_USAGE = 2,
	STATUS_INPUT = 3,
	STATUS_SCHEMA = 4,
	STATUS_OUTPUT = 5,
};

/* Whether a text is one of some words. */
bool words_have(const char *const *words, size_t count, const char *text, size_t length);
/*
 * Prints "rtok: " and a message on stderr; a format that ends in ":" is followed by the
 * reason in errno, as in warn("%s:", path).
 */
void warn(const char *format, ...) __attribute__((format(printf, 1, 2)));
/* The same, and ends the process with a status. */
_Noreturn void die(enum status, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
/* The same, where there is no memory, wherever that is seen: a limit was reached. */
_Noreturn void die_of_memory(void);

/*
 * After a failure of read() or write(): whether it is to be tried again. So it is after a
 * signal, and on a descriptor that somebody else made one that does not block, once that
 * is ready for the events of poll(2), for which this waits. errno stays.
 */
bool is_to_retry(int fd, short events);

/* Memory, or the end of the process. */
void *xmalloc(size_t size);
void *xrealloc(void *, size_t count, size_t size);
char *xstrndup(const char *, size_t length);

/* A text that has its end nowhere but in its length. */
struct word {
	const char *text;
	size_t length;
};

static inline bool
word_is(const struct word *word, const char *text, size_t length)
{
	return word->length == length && memcmp(word->text, text, length) == 0;
}

/* FNV-1a */
uint64_t word_hash(const char *text, size_t length);

/* A text that grows. {0} is empty; free(text) gives it back. */
struct buffer {
	char *text;
	size_t length;
	size_t capacity;
};

/* makes room for so many bytes more, and then some */
void buffer_grow(struct buffer *, size_t more);

/* room for so many bytes more, to be written at text + length */
static inline char *
buffer_reserve(struct buffer *b, size_t more)
{
	if (more > b->capacity - b->length)
		buffer_grow(b, more);
	return b->text + b->length;
}

static inline void
buffer_add(struct buffer *b, const char *text, size_t length)
{
	if (length == 0)
		return;
	memcpy(buffer_reserve(b, length), text, length);
	b->length += length;
}

void buffer_say(struct buffer *, const char *text);
void buffer_format(struct buffer *, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
/*
 * Adds what there is to be read, up to the end or until that is more than so many bytes.
 * False and errno.
 */
bool buffer_read(struct buffer *, int fd, size_t most);
/* adds what errno says of a file that cannot be had; of a URL also what to do */
void buffer_reason(struct buffer *, const char *path);
/* adds a text of strangers so that a terminal can take it */
void buffer_safe(struct buffer *, const char *text, size_t length);
/* the same of a word of a command, with quotes where a shell needs them */
void buffer_word(struct buffer *, const char *word);

/*
 * A line on the terminal that stderr is, if it is one, until something else is written to
 * a terminal: whoever does that ends it before, which a handler of a signal may do, too.
 */
void passing_show(const struct buffer *line);
void passing_end(void);

#endif
