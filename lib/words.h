#ifndef JSCHEMA_WORDS_H
#define JSCHEMA_WORDS_H

#include <stdbool.h>
#include <stddef.h>

struct arena;

/*
 * A text that is put together in an arena, with a NUL behind it. {.arena = a} is empty.
 * Once memory runs out it stays as it was and `failed` is set, so that one look at the
 * end is enough.
 */
struct words {
	struct arena *arena;
	char *text;
	size_t length;
	size_t capacity;
	bool failed;
};

void words_add(struct words *, const char *text, size_t length);
void words_say(struct words *, const char *text);
/*
 * The text as a C string, in which a NUL of a name is written as \u0000; NULL when memory
 * ran out.
 */
const char *words_text(struct words *);
void words_format(struct words *, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

#endif
