/*
 * Whether a document is what it is said to be. The schemas require no member, so that
 * nearly everything would pass as whatever it is called.
 */
#include "claim.h"

#include "quote.h"
#include "recording.h"
#include "shape.h"

#include <string.h>

/* an answer that says for what */
static void
note_request(const struct answer *a, void *found)
{
	*(bool *)found = *(bool *)found || a->url.document || a->method.document;
}

static bool
is_recording(const struct recording *named, struct jschema_value v)
{
	bool found = named->is(v);
	if (!found)
		named->each(v, note_request, &found);
	return found;
}

/* the form of a page or a list, with its array */
static bool
holds_several(const struct shape *found, struct jschema_value v)
{
	return found->rows && found->rows[0] && shape_rows(found, v).document;
}

static bool
may_be(const struct shape *named, struct jschema_value v)
{
	const char *rows = named->rows;
	if (rows && rows[0])
		return jschema_kind(v) != JSCHEMA_OBJECT ||
		    jschema_member(v, rows, strlen(rows)).document;
	if (shape_has_identity(v))
		return true;
	return !recording_of(v) && (rows || !holds_several(shape_of(v, false), v));
}

bool
claim_holds(const struct claim *claim, struct jschema_value v)
{
	const struct recording *named = recording_named(claim->as);
	return named ? is_recording(named, v) : may_be(shape_named(claim->as), v);
}

static void
say_expected(struct buffer *b, const struct claim *claim)
{
	const struct recording *recording = recording_named(claim->as);
	const struct shape *shape = recording ? NULL : shape_named(claim->as);
	const struct endpoint *e = claim->endpoint;
	const char *sign = recording ? recording->sign : shape->sign;
	buffer_format(b, "expected %s (", recording ? recording->noun : shape->noun);
	if (e)
		buffer_format(b, "%s /%s)", e->method, e->path);
	else
		buffer_format(b, "--as %s)", claim->as);
	if (sign)
		buffer_format(b, ", with %s", sign);
}

void
claim_say(struct buffer *b, const struct claim *claim, struct jschema_value v)
{
	const struct recording *recording = recording_of(v);
	const struct shape *found = shape_of(v, true);
	bool known = found->code || holds_several(found, v) || shape_has_identity(v);
	say_expected(b, claim);
	buffer_say(b, ", got ");
	if (recording || known)
		buffer_say(b, recording ? recording->noun : found->noun);
	else
		quote_value(b, v);
	if (claim->endpoint)
		buffer_say(b, "; record it anew, or mend its path");
	else if (recording || known)
		buffer_say(b, "; without --as it is recognised");
}
