/*
 * The formats of small syntaxes: UUID by RFC 4122 section 3, JSON Pointer by RFC 6901
 * section 3, relative JSON Pointer by draft-bhutton-relative-json-pointer-00 section 3.
 */
#include "ascii.h"
#include "format.h"
#include "pointer.h"

bool
format_uuid(const char *text, size_t length)
{
	static const char shape[] = "00000000-0000-0000-0000-000000000000";
	if (length != sizeof shape - 1)
		return false;
	for (size_t i = 0; i < length; i++) {
		if (shape[i] == '-' ? text[i] != '-' : !is_hex(text[i]))
			return false;
	}
	return true;
}

bool
format_json_pointer(const char *text, size_t length)
{
	const char *at = text, *end = text + length;
	while (at < end) {
		if (!pointer_token(&at, end, &length))
			return false;
	}
	return true;
}

/* non-negative-integer: "0", or digits without a leading zero; NULL when there is none */
static const char *
read_integer(const char *at, const char *end)
{
	if (at == end || !is_digit(*at))
		return NULL;
	return *at == '0' ? at + 1 : skip_class(at, end, is_digit);
}

/*
 * The grammar of the draft has no "#" behind an index-manipulation, but its examples in
 * section 5.1 do, as in "0-1#".
 */
bool
format_relative_json_pointer(const char *text, size_t length)
{
	const char *end = text + length, *at = read_integer(text, end);
	if (at && at < end && (*at == '+' || *at == '-'))
		at = read_integer(at + 1, end);
	if (!at)
		return false;
	if (end - at == 1 && *at == '#')
		return true;
	return format_json_pointer(at, (size_t)(end - at));
}
