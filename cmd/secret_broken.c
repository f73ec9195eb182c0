/*
 * Secrets in a text that is no JSON, but was to be: behind the name of one, its value may
 * be anything up to where a member ends.
 */
#include "secret_broken.h"

#include "secret_names.h"
#include "secrets.h"

#include <string.h>

enum { MOST_LOOKS = 64 }; /* at each byte, behind the names before it */

/* what a name has no value in, behind it and the quote that ends it: it is in a sentence
 */
static bool
is_mentioned(const char *at, const char *end)
{
	if (at < end && (*at == '"' || *at == '\\'))
		return false;
	while (at < end && (*at == ' ' || *at == '\t' || *at == '\r' || *at == '\n'))
		at++;
	return at < end && *at != ':' && *at != '=';
}

/*
 * Where the value of a name ends, or NULL: not before the end of the text. A string that
 * its line does not end is broken, and nobody knows where it ends. The comma behind a
 * name that is a value itself, as in a list of headers, ends nothing.
 */
static const char *
end_of_value(const char *at, const char *end)
{
	size_t depth = 0;
	bool in_string = false, is_value = false, has_any = false;
	at += at < end && *at == '\\';
	at += at < end && *at == '"';
	for (; at < end; at++) {
		if (in_string && *at == '\n')
			return NULL;
		if (*at == '\\' && end - at > 1 && at[1] != '\n')
			at++;
		else if (*at == '"')
			in_string = !in_string;
		else if (in_string)
			continue;
		else if (*at == '{' || *at == '[')
			depth++;
		else if ((*at == '}' || *at == ']') && depth-- == 0)
			return at;
		else if (*at == ',' && depth == 0 && has_any && !is_value)
			return at;
		is_value = is_value || (*at == ',' && !has_any);
		has_any = has_any || (*at && !strchr(" \t\r\n", *at));
	}
	return NULL;
}

bool
secret_reaches_behind(const char *text, size_t length)
{
	const char *end = text + length;
	bool unused;
	while ((text = secret_name_end(text, end, &unused))) {
		if (!is_mentioned(text, end) && !(text = end_of_value(text, end)))
			return true;
	}
	return false;
}

static bool
has_value(const char *at, const char *end)
{
	while (at < end) {
		const char *behind = secrets_word_end(at, end);
		if (behind > at && secrets_is_value(at, behind))
			return true;
		at = behind + 1;
	}
	return false;
}

/* Where so much has to be looked at again and again, it is taken for what it may hide. */
bool
secret_in_broken(const char *text, size_t length)
{
	const char *end = text + length;
	size_t looked = 0;
	bool unused;
	while (text < end && *text && strchr(" \t\r\n", *text))
		text++;
	if (text == end || (*text != '{' && *text != '['))
		return false;
	while ((text = secret_name_end(text, end, &unused))) {
		if (is_mentioned(text, end))
			continue;
		const char *value_end = end_of_value(text, end);
		if (!value_end)
			value_end = end;
		looked += (size_t)(value_end - text);
		if (looked / MOST_LOOKS > length || has_value(text, value_end))
			return true;
	}
	return false;
}
