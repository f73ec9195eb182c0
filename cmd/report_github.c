/*
 * Workflow commands of GitHub Actions, which show a diagnostic beside the line it is
 * about: ::error file=F,line=L,col=C,title=T::MESSAGE. What would end a property or the
 * line is percent-encoded.
 */
#include "report.h"

#include <stdlib.h>
#include <string.h>

static const char *const commands[SEVERITIES] = {
    [HINT] = "notice",
    [WARNING] = "warning",
    [ERROR] = "error",
};

/* a text that is safe, for the log is shown on terminals too */
static void
encode(struct buffer *b, const char *text, const char *special)
{
	struct buffer safe = {0};
	buffer_safe(&safe, text, strlen(text));
	for (size_t i = 0; i < safe.length; i++) {
		if (strchr(special, safe.text[i]))
			buffer_format(b, "%%%02X", (unsigned char)safe.text[i]);
		else
			buffer_add(b, &safe.text[i], 1);
	}
	free(safe.text);
}

static void
property(struct buffer *b, const char *name, const char *text)
{
	buffer_say(b, name);
	encode(b, text, "%\r\n:,");
}

static void
diagnose(struct report *r, const struct diagnostic *d)
{
	struct buffer *b = &r->out->text;
	enum severity severity = d->expected ? HINT : d->severity;
	if (d->expected && !r->verbose)
		return;
	buffer_format(b, "::%s ", commands[severity]);
	property(b, "file=", report_path(d->file));
	if (d->place.line)
		buffer_format(b, ",line=%zu,col=%zu", d->place.line, d->place.column);
	property(b, ",title=", d->code->name);
	buffer_say(b, "::");
	if (d->pointer && d->pointer[0]) {
		encode(b, d->pointer, "%\r\n");
		buffer_say(b, ": ");
	}
	encode(b, d->message, "%\r\n");
	buffer_say(b, "\n");
}

const struct reporter report_github = {
    .name = "github", .hides_hints = true, .diagnose = diagnose};
