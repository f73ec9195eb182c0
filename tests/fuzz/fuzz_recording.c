/*
 * Any JSON as a recording, of each kind: its answers are found, judged and told, in
 * reports that can be read, and what is printed of them is printed the same again.
 */
#include "command.h"
#include "demand.h"

#include <jansson.h>

static const char *const kinds[] = {"auto", "wiremock", "har", "postman", "nock"};

/* each line of a report is one JSON object */
static void
read_report(const struct buffer *report)
{
	const char *at = report->text, *end = at + report->length;
	while (at < end) {
		const char *line_end = memchr(at, '\n', (size_t)(end - at));
		demand(line_end != NULL);
		json_t *line =
		    json_loadb(at, (size_t)(line_end - at), JSON_ALLOW_NUL, NULL);
		demand(json_is_boolean(json_object_get(line, "valid")));
		json_decref(line);
		at = line_end + 1;
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	const char *text = length ? (const char *)bytes : "";
	const char *kind = kinds[length % COUNT(kinds)];
	struct ran ran;
	command_run(&ran,
	    (const char *const[]){"rtok", "check", "-v", "-j1", "--as", kind, "--report",
		"basic", "--report", "text=/dev/stderr", NULL},
	    text, length);
	demand(ran.status <= STATUS_INPUT && ran.status != STATUS_USAGE);
	if (ran.out.length)
		read_report(&ran.out);
	ran_free(&ran);
	command_run(&ran,
	    (const char *const[]){"rtok", "check", "-j1", "--as", kind, "--redact", NULL},
	    text, length);
	demand(ran.status <= STATUS_INPUT && ran.status != STATUS_USAGE);
	command_is_safe(&ran.out);
	ran_free(&ran);
	return 0;
}
