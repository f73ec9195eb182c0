/*
 * What is found in a document that nobody should see, in the order of its text, and how
 * it is told.
 */
#include "findings.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_SEEN = 64 }; /* findings that are looked at before one more */

/* the same of the same value; a string may hold a text with many */
static bool
is_found(const struct redacted *r, struct jschema_value at, const char *message)
{
	size_t i = r->finding_count, least = i > MOST_SEEN ? i - MOST_SEEN : 0;
	size_t offset = jschema_offset(at);
	for (; i > least && jschema_offset(r->findings[i - 1].at) == offset; i--) {
		if (strcmp(r->findings[i - 1].message, message) == 0)
			return true;
	}
	return false;
}

void
findings_forget(struct redacted *r, size_t count)
{
	while (r->finding_count > count)
		free(r->findings[--r->finding_count].message);
}

static void
find(struct redacted *r, struct jschema_value at, const char *code, struct buffer message)
{
	buffer_say(&message, "; keep it out of files");
	buffer_add(&message, "", 1);
	if (is_found(r, at, message.text)) {
		free(message.text);
		return;
	}
	if (r->finding_count == r->finding_capacity) {
		r->finding_capacity = r->finding_capacity * 2 + 16;
		r->findings =
		    xrealloc(r->findings, r->finding_capacity, sizeof *r->findings);
	}
	r->findings[r->finding_count++] = (struct finding){at, code, message.text};
}

void
findings_add_token(struct redacted *r, struct jschema_value at, const struct jose *j)
{
	struct buffer message = {0};
	buffer_say(&message, "expected no secret, got one: it contains a JWT (");
	jose_describe(&message, j);
	buffer_say(&message, ")");
	find(r, at, "jwt-in-value", message);
}

void
findings_add_secret(struct redacted *r, struct jschema_value at, const char *name)
{
	struct buffer message = {0};
	if (name && !*name)
		return;
	if (name)
		buffer_format(
		    &message, "expected no secret, got the value of a member %s", name);
	else
		buffer_say(
		    &message, "expected no secret, got a text with the value of one");
	find(r, at, "secret-member", message);
}

size_t
redacted_findings(
    const struct redacted *r, struct jschema_value v, const struct finding **first)
{
	size_t low = 0, high = r->finding_count, offset = jschema_offset(v), count = 0;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (jschema_offset(r->findings[middle].at) < offset)
			low = middle + 1;
		else
			high = middle;
	}
	*first = low < r->finding_count ? &r->findings[low] : NULL;
	while (low + count < r->finding_count &&
	    jschema_holds(v, r->findings[low + count].at))
		count++;
	return count;
}

void
redacted_clear(struct redacted *r)
{
	findings_forget(r, 0);
	r->span_count = r->text.length = 0;
}

void
redacted_free(struct redacted *r)
{
	redacted_clear(r);
	jschema_document_free(r->document);
	free(r->text.text);
	free(r->spans);
	free(r->findings);
	*r = (struct redacted){0};
}

/* they do not overlap, so the first one that ends in the part or behind it tells */
bool
redacted_shows(const struct redacted *r, struct span part)
{
	size_t low = 0, high = r->span_count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (r->spans[middle].end <= part.start)
			low = middle + 1;
		else
			high = middle;
	}
	return low == r->span_count || r->spans[low].start >= part.end;
}
