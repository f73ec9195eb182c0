/* The table of everything that a diagnostic can be about. */
#include "codes.h"

#include <string.h>

const char *const severity_names[SEVERITIES] = {
    [OFF] = "off",
    [HINT] = "hint",
    [WARNING] = "warning",
    [ERROR] = "error",
};

const struct code codes[] = {
    /* of what could not be read or checked */
    {"syntax", ERROR, true, "What stands there is not JSON (RFC 8259)."},
    {"truncated", ERROR, true, "The input ends inside of a value."},
    {"empty", ERROR, true,
	"There is no document in the input, or nothing to check in it."},
    {"unreadable", ERROR, true,
	"An input, or a body that one records, could not be read."},
    {"skipped", WARNING, false, "A folder has what cannot be a document."},
    {"skipped-answer", HINT, false, "A recorded answer is not one that is checked."},
    {"limit", ERROR, true, "A limit of the program was reached."},
    {"memory", ERROR, true, "There was not enough memory."},
    {"byte-order-mark", WARNING, false, "The input begins with a byte order mark."},
    {"duplicate-key", ERROR, true, "A name stands twice in one object."},
    {"valid", ERROR, true, "A document is valid that was expected not to be."},
    /* of the schema: the keyword that the value fails */
    {"schema", ERROR, true,
	"The value fails a keyword of the schema, or a schema is bad."},
    {"additionalProperties", ERROR, true, "The schema allows no such member."},
    {"anyOf", ERROR, true, "The value has none of the forms that are allowed."},
    {"const", ERROR, true, "The value is another than the only one that is allowed."},
    {"contains", ERROR, true, "The array has no element of the form that is asked for."},
    {"dependentRequired", ERROR, true, "A member is missing that another one needs."},
    {"dependencies", ERROR, true, "A member is missing that another one needs."},
    {"enum", ERROR, true, "The value is none of those that are allowed."},
    {"exclusiveMaximum", ERROR, true, "The number is too large."},
    {"exclusiveMinimum", ERROR, true, "The number is too small."},
    {"format", ERROR, true, "The string has not the form that its format names."},
    {"maxContains", ERROR, true, "Too many elements have the form that is asked for."},
    {"maxItems", ERROR, true, "The array has too many elements."},
    {"maxLength", ERROR, true, "The string is too long."},
    {"maxProperties", ERROR, true, "The object has too many members."},
    {"maximum", ERROR, true, "The number is too large."},
    {"minContains", ERROR, true, "Too few elements have the form that is asked for."},
    {"minItems", ERROR, true, "The array has too few elements."},
    {"minLength", ERROR, true, "The string is too short."},
    {"minProperties", ERROR, true, "The object has too few members."},
    {"minimum", ERROR, true, "The number is too small."},
    {"multipleOf", ERROR, true, "The number is no multiple of the one that is given."},
    {"not", ERROR, true, "The value has the form that is forbidden."},
    {"oneOf", ERROR, true, "The value has none of the allowed forms, or several."},
    {"pattern", ERROR, true, "The string does not match the pattern."},
    {"propertyNames", ERROR, true, "The name of a member is not allowed."},
    {"required", ERROR, true, "A member is missing."},
    {"type", ERROR, true, "The value has another type than the schema allows."},
    {"unevaluatedItems", ERROR, true, "The schema allows no such element."},
    {"unevaluatedProperties", ERROR, true, "The schema allows no such member."},
    {"uniqueItems", ERROR, true, "Two elements of the array are equal."},
    /* of what rtok format is asked for */
    {"canonical", ERROR, true, "The document has no canonical form (RFC 8785)."},
    {"normal-form", ERROR, true, "The file is not in normal form."},
};

const size_t code_count = COUNT(codes);
_Static_assert(COUNT(codes) <= MOST_CODES, "MOST_CODES");

const struct code *
code_named(const char *name, size_t length)
{
	for (size_t i = 0; i < COUNT(codes); i++) {
		if (strncmp(codes[i].name, name, length) == 0 && !codes[i].name[length])
			return &codes[i];
	}
	return NULL;
}

const struct code *
code_find(const char *name)
{
	const struct code *code = code_named(name, strlen(name));
	return code ? code : code_named("schema", 6);
}

size_t
code_index(const struct code *code)
{
	return (size_t)(code - codes);
}
