/*
 * Any JSON in normal form: formatting it again changes nothing, whatever the form is, and
 * jansson, which knows nothing of us, reads the same values in it as before.
 */
#include "command.h"
#include "demand.h"

#include <jansson.h>

static const char *const forms[][2] = {{"--compact"}, {"--sort", "name"},
    {"--sort", "none"}, {"--tab"}, {"--canonical"}, {"--utc"}, {"--indent", "0"},
    {"--color", "never"}};

static bool is_same(const json_t *, const json_t *);

static bool
is_same_object(const json_t *a, const json_t *b)
{
	const char *key;
	json_t *value;
	/* what is taken is put back as it was */
	json_object_foreach((json_t *)(uintptr_t)a, key, value)
	{
		if (!is_same(value, json_object_get(b, key)))
			return false;
	}
	return json_object_size(a) == json_object_size(b);
}

/* the same values, where 1 and 1.0 are one, as in RFC 8785 */
static bool
is_same(const json_t *a, const json_t *b)
{
	size_t i = 0;
	if (!a || !b)
		return false;
	if (json_is_number(a) && json_is_number(b))
		return json_number_value(a) >= json_number_value(b) &&
		    json_number_value(a) <= json_number_value(b);
	if (json_is_object(a) && json_is_object(b))
		return is_same_object(a, b);
	if (!json_is_array(a) || !json_is_array(b))
		return json_equal(a, b);
	while (
	    i < json_array_size(a) && is_same(json_array_get(a, i), json_array_get(b, i)))
		i++;
	return i == json_array_size(a) && i == json_array_size(b);
}

static void
format(struct ran *ran, const char *const form[2], const char *text, size_t length)
{
	command_run(ran,
	    (const char *const[]){"rtok", "format", "-q", "-j1", "--keep-invalid",
		"--schema-only", form[0], form[1], NULL},
	    text, length);
	demand(ran->status <= STATUS_INPUT && ran->status != STATUS_USAGE);
}

/* what jansson reads of a text that is one value, and has no name twice; or NULL */
static json_t *
load(const char *text, size_t length)
{
	return json_loadb(text, length,
	    JSON_DECODE_ANY | JSON_ALLOW_NUL | JSON_REJECT_DUPLICATES, NULL);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	const char *text = length ? (const char *)bytes : "";
	const char *const *form = forms[length % COUNT(forms)];
	struct ran once, twice;
	format(&once, form, text, length);
	if (once.out.length && once.status != STATUS_INPUT) {
		format(&twice, form, once.out.text, once.out.length);
		demand(twice.out.length == once.out.length &&
		    memcmp(twice.out.text, once.out.text, once.out.length) == 0);
		ran_free(&twice);
		json_t *before = memchr(text, '\0', length) ? NULL : load(text, length);
		if (before && strcmp(form[0], "--utc") != 0) {
			json_t *behind = load(once.out.text, once.out.length);
			demand(is_same(before, behind));
			json_decref(behind);
		}
		json_decref(before);
	}
	ran_free(&once);
	return 0;
}
