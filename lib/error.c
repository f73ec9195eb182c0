/* struct jschema_error: the first reason wins, because what follows is its consequence.
 */
#include "error.h"

#include "utf8.h"

#include <stdarg.h>
#include <stdio.h>

void
error_clear(struct jschema_error *error)
{
	if (!error)
		return;
	error->code = JSCHEMA_OK;
	error->document = NULL;
	error->offset = error->line = error->column = 0;
	error->pointer[0] = error->text[0] = '\0';
}

bool
error_begin(struct jschema_error *error, struct jschema_value value)
{
	error_clear(error);
	return value.document ||
	    error_set(error, JSCHEMA_EMPTY, "there is no value to check");
}

bool
error_set(struct jschema_error *error, enum jschema_code code, const char *format, ...)
{
	if (!error || error->code != JSCHEMA_OK)
		return false;
	error->code = code;
	va_list arguments;
	va_start(arguments, format);
	int length = vsnprintf(error->text, sizeof error->text, format, arguments);
	va_end(arguments);
	/* what is cut is cut between two characters */
	size_t end = sizeof error->text - 1;
	if (length > 0 && (size_t)length > end) {
		char *text = error->text;
		size_t last = end;
		while (last > 0 && utf8_continues(text[--last]))
			;
		if (!utf8_sequence(text + last, end - last))
			text[last] = '\0';
	}
	return false;
}

bool
error_no_memory(struct jschema_error *error)
{
	return error_set(error, JSCHEMA_NO_MEMORY, "out of memory");
}
