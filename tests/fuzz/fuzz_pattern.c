/*
 * Any pattern, on the first line, with any text, behind it. What the strict grammar takes
 * is compiled or beyond a limit; a pattern in a group, which is matched in another way,
 * matches as without; and nothing takes long, as the timeout of libFuzzer sees.
 */
#include "../../lib/pattern.h"
#include "../../lib/utf8.h"
#include "demand.h"

#include <string.h>

static bool
is_utf8(const char *text, size_t length)
{
	for (size_t step; length; text += step, length -= step) {
		step = utf8_sequence(text, length);
		if (!step)
			return false;
	}
	return true;
}

static enum pattern_result
match(const struct pattern *p, const char *text, size_t length)
{
	struct matcher matcher = {0};
	enum pattern_result result = pattern_match(p, &matcher, text, length);
	matcher_free(&matcher);
	return result;
}

static void
compare_grouped(const char *pattern, size_t length, const char *text, size_t text_length,
    enum pattern_result result)
{
	enum { AROUND = 4 };
	char *grouped = malloc(length + AROUND);
	demand(grouped != NULL);
	memcpy(grouped, "(?:", 3);
	memcpy(grouped + 3, pattern, length);
	grouped[length + 3] = ')';
	struct pattern *p = pattern_compile(grouped, length + AROUND, NULL);
	if (p) {
		enum pattern_result other = match(p, text, text_length);
		demand(
		    other == result || other > PATTERN_MATCH || result > PATTERN_MATCH);
	}
	pattern_free(p);
	free(grouped);
}

static void
try_pattern(const char *pattern, size_t length, const char *text, size_t text_length)
{
	struct jschema_error error = {0};
	bool is_valid = pattern_valid(pattern, length);
	struct pattern *p = pattern_compile(pattern, length, &error);
	demand(!is_valid || p || error.code == JSCHEMA_LIMIT);
	demand(!p || pattern_lenient(p) != is_valid);
	demand(p || error.text[0]);
	if (p) {
		enum pattern_result result = match(p, text, text_length);
		if (is_valid)
			compare_grouped(pattern, length, text, text_length, result);
	}
	pattern_free(p);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	const char *all = length ? (const char *)bytes : "";
	const char *line = length ? memchr(all, '\n', length) : NULL;
	size_t end = line ? (size_t)(line - all) : length;
	/* memory of their own, so that nothing beyond them is looked at */
	size_t text_length = line ? length - end - 1 : 0;
	char *pattern = malloc(end ? end : 1);
	char *text = malloc(text_length ? text_length : 1);
	demand(pattern && text);
	memcpy(pattern, all, end);
	if (text_length)
		memcpy(text, line + 1, text_length);
	if (is_utf8(pattern, end) && is_utf8(text, text_length))
		try_pattern(pattern, end, text, text_length);
	free(pattern);
	free(text);
	return 0;
}
