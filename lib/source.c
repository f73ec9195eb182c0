/* Where and why a text cannot be read. */
#include "source.h"

#include "error.h"
#include "syntax.h"

static void
note_place(const struct source *s, const char *at)
{
	struct jschema_place place = {0, 1, 1};
	jschema_move(&place, s->text, (size_t)(at - s->text));
	s->error->offset = place.offset;
	s->error->line = place.line;
	s->error->column = place.column;
}

const char *
source_fail_with(
    const struct source *s, const char *at, enum jschema_code code, const char *words)
{
	error_set(s->error, code, "%s", words);
	if (s->error)
		note_place(s, at);
	return NULL;
}

const char *
source_fail(const struct source *s, const char *at, const char *expected)
{
	char words[200];
	syntax_say(words, sizeof words, s->text, at, s->end, s->whole, expected);
	return source_fail_with(
	    s, at, at == s->end ? JSCHEMA_TRUNCATED : JSCHEMA_SYNTAX, words);
}
