/* Texts of any length for messages and pointers, grown by doubling in an arena. */
#include "words.h"

#include "arena.h"

#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static bool
reserve(struct words *w, size_t more)
{
	if (w->failed)
		return false;
	if (w->text && more < w->capacity - w->length)
		return true;
	size_t capacity = w->capacity * 2 + more + 32;
	char *text = arena_alloc(w->arena, capacity, 1);
	if (!text) {
		w->failed = true;
		return false;
	}
	if (w->text)
		memcpy(text, w->text, w->length);
	w->text = text;
	w->capacity = capacity;
	return true;
}

void
words_add(struct words *w, const char *text, size_t length)
{
	if (!reserve(w, length + 1))
		return;
	if (length)
		memcpy(w->text + w->length, text, length);
	w->length += length;
	w->text[w->length] = '\0';
}

void
words_say(struct words *w, const char *text)
{
	words_add(w, text, strlen(text));
}

/* mostly there is room for it; where there is not, the first turn tells how long it is */
void
words_format(struct words *w, const char *format, ...)
{
	if (!reserve(w, 1))
		return;
	size_t left = w->capacity - w->length, room = left < INT_MAX ? left : INT_MAX;
	va_list arguments, again;
	va_start(arguments, format);
	va_copy(again, arguments);
	int length = vsnprintf(w->text + w->length, room, format, arguments);
	if (length >= 0 && (size_t)length >= room) {
		length = reserve(w, (size_t)length + 1)
		    ? vsnprintf(w->text + w->length, (size_t)length + 1, format, again)
		    : 0;
	}
	va_end(again);
	va_end(arguments);
	if (length > 0)
		w->length += (size_t)length;
}

const char *
words_text(struct words *w)
{
	static const char escaped[] = "\\u0000";
	words_add(w, "", 0);
	const char *nul = w->failed ? NULL : memchr(w->text, '\0', w->length);
	if (!nul)
		return w->failed ? NULL : w->text;
	struct words all = {.arena = w->arena};
	const char *at = w->text, *end = w->text + w->length;
	for (; nul; nul = memchr(at, '\0', (size_t)(end - at))) {
		words_add(&all, at, (size_t)(nul - at));
		words_say(&all, escaped);
		at = nul + 1;
	}
	words_add(&all, at, (size_t)(end - at));
	return all.failed ? NULL : all.text;
}
