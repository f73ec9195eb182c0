/* What every part of the command needs: words on stderr, memory, texts that grow. */
#include "util.h"

#include "jschema.h"

#include <errno.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { BLOCK = 1 << 16 }; /* that is read at once */

bool
words_have(const char *const *words, size_t count, const char *text, size_t length)
{
	size_t i = 0;
	while (i < count &&
	    ((length && words[i][0] != text[0]) || strlen(words[i]) != length ||
		memcmp(words[i], text, length) != 0))
		i++;
	return i < count;
}

static const char ERASE[] = "\r\033[K";

static volatile sig_atomic_t passing_is_shown;

void
passing_end(void)
{
	if (passing_is_shown && write(STDERR_FILENO, ERASE, sizeof ERASE - 1) < 0)
		return; /* whoever waits for it is gone */
	passing_is_shown = false;
}

void
passing_show(const struct buffer *line)
{
	if (!isatty(STDERR_FILENO))
		return;
	fprintf(stderr, "%s%.*s", ERASE, (int)line->length, line->text);
	passing_is_shown = true;
}

static void __attribute__((format(printf, 1, 0)))
say(const char *format, va_list arguments)
{
	int reason = errno;
	size_t length = strlen(format);
	char text[1024], safe[4096];
	vsnprintf(text, sizeof text, format, arguments);
	jschema_escape(text, strlen(text), safe, sizeof safe);
	passing_end();
	fprintf(stderr, "rtok: %s", safe);
	if (length && format[length - 1] == ':')
		fprintf(stderr, " %s", strerror(reason));
	fputc('\n', stderr);
}

void
warn(const char *format, ...)
{
	va_list arguments;
	va_start(arguments, format);
	say(format, arguments);
	va_end(arguments);
}

void
die(enum status status, const char *format, ...)
{
	va_list arguments;
	va_start(arguments, format);
	say(format, arguments);
	va_end(arguments);
	exit((int)status);
}

void
die_of_memory(void)
{
	die(STATUS_INPUT, "out of memory");
}

bool
is_to_retry(int fd, short events)
{
	struct pollfd ready = {.fd = fd, .events = events};
	int reason = errno;
	bool again = reason == EINTR;
	if (reason == EAGAIN)
		again = poll(&ready, 1, -1) >= 0 || errno == EINTR;
	errno = reason;
	return again;
}

void *
xmalloc(size_t size)
{
	return xrealloc(NULL, 1, size);
}

void *
xrealloc(void *old, size_t count, size_t size)
{
	/* of nothing, realloc() makes something or NULL, as the system likes */
	if (count == 0 || size == 0)
		count = size = 1;
	void *memory = count > SIZE_MAX / size ? NULL : realloc(old, count * size);
	if (!memory)
		die_of_memory();
	return memory;
}

char *
xstrndup(const char *text, size_t length)
{
	char *copy = xmalloc(length + 1);
	memcpy(copy, text, length);
	copy[length] = '\0';
	return copy;
}

uint64_t
word_hash(const char *text, size_t length)
{
	uint64_t value = 0xcbf29ce484222325;
	for (size_t i = 0; i < length; i++)
		value = (value ^ (unsigned char)text[i]) * 0x100000001b3;
	return value;
}

void
buffer_grow(struct buffer *b, size_t more)
{
	if (more > SIZE_MAX / 2 - b->length)
		die_of_memory();
	b->capacity = b->length + more + (b->length + more) / 2 + 64;
	b->text = xrealloc(b->text, b->capacity, 1);
}

void
buffer_say(struct buffer *b, const char *text)
{
	buffer_add(b, text, strlen(text));
}

/* mostly there is room for it; where there is not, the first turn tells how long it is */
void
buffer_format(struct buffer *b, const char *format, ...)
{
	char *at = buffer_reserve(b, 1);
	size_t left = b->capacity - b->length, room = left < INT_MAX ? left : INT_MAX;
	va_list arguments, again;
	va_start(arguments, format);
	va_copy(again, arguments);
	int length = vsnprintf(at, room, format, arguments);
	if (length >= 0 && (size_t)length >= room) {
		at = buffer_reserve(b, (size_t)length + 1);
		length = vsnprintf(at, (size_t)length + 1, format, again);
	}
	va_end(again);
	va_end(arguments);
	if (length > 0)
		b->length += (size_t)length;
}

bool
buffer_read(struct buffer *b, int fd, size_t most)
{
	size_t start = b->length;
	while (b->length - start <= most) {
		buffer_reserve(b, BLOCK);
		ssize_t got = read(fd, b->text + b->length, b->capacity - b->length);
		if (got == 0)
			return true;
		if (got < 0 && !is_to_retry(fd, POLLIN))
			return false;
		b->length += got > 0 ? (size_t)got : 0;
	}
	return true;
}

void
buffer_reason(struct buffer *b, const char *path)
{
	int reason = errno;
	bool is_url =
	    strncmp(path, "https://", 8) == 0 || strncmp(path, "http://", 7) == 0;
	buffer_say(b, strerror(reason));
	if (is_url && reason == ENOENT)
		buffer_say(b, "; nothing is fetched here: save it as a file first");
}

void
buffer_safe(struct buffer *b, const char *text, size_t length)
{
	/* mostly nothing is escaped */
	size_t room = length + 1,
	       whole = jschema_escape(text, length, buffer_reserve(b, room), room);
	if (whole >= room)
		jschema_escape(text, length, buffer_reserve(b, whole + 1), whole + 1);
	b->length += whole;
}

/* a word as a shell takes it */
static void
add_quoted(struct buffer *b, const char *word)
{
	buffer_say(b, "'");
	for (; *word; word++) {
		if (*word == '\'')
			buffer_say(b, "'\\'");
		buffer_add(b, word, 1);
	}
	buffer_say(b, "'");
}

void
buffer_word(struct buffer *b, const char *word)
{
	static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
				    "0123456789-._/:=@%+,";
	struct buffer quoted = {0};
	if (word[strspn(word, plain)])
		add_quoted(&quoted, word);
	else
		buffer_say(&quoted, word);
	buffer_safe(b, quoted.text, quoted.length);
	free(quoted.text);
}
