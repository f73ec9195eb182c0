/* What --require demands of each token: members by their names, or by paths. */
#include "required.h"

#include "builtin.h"
#include "path.h"
#include "quote.h"
#include "slips.h"

#include <stdlib.h>
#include <string.h>

/* a name of --require, and where it is told that it is missing */
struct demand {
	const struct word *word;
	struct remarks *remarks;
};

static void
tell_missing(struct jschema_value v, const char *name, size_t length, void *context)
{
	const struct demand *demand = context;
	const struct word *word = demand->word;
	struct buffer message = {0};
	buffer_say(&message, "expected the member ");
	quote_text(&message, name, length);
	buffer_say(&message, " (--require");
	if (length < word->length) {
		buffer_say(&message, " ");
		buffer_safe(&message, word->text, word->length);
	}
	buffer_say(&message, "), got ");
	quote_value(&message, v);
	buffer_say(&message, " without it");
	buffer_add(&message, "", 1);
	remarks_add(demand->remarks,
	    (struct remark){.code = "required-member", .at = v, .message = message.text});
}

void
required_check(const struct options *o, struct jschema_value v, struct remarks *remarks)
{
	for (size_t i = 0; i < o->required_count; i++) {
		const struct word *word = &o->required[i];
		struct demand demand = {word, remarks};
		path_gaps(v, word->text, word->length, tell_missing, &demand);
	}
}

void
required_check_none(
    const struct options *o, struct jschema_value rows, struct remarks *remarks)
{
	struct buffer message = {0};
	if (!o->required_count || jschema_count(rows))
		return;
	buffer_say(&message,
	    "expected tokens, of which --require asks something, got an empty array");
	buffer_add(&message, "", 1);
	remarks_add(remarks,
	    (struct remark){.code = "required-member",
		.severity = HINT,
		.at = rows,
		.message = message.text});
}

void
required_words(struct buffer *b)
{
	struct jschema_subschema token =
	    jschema_schema_root(builtin_compiled("update", true));
	for (size_t i = 0; i < jschema_property_count(token); i++) {
		size_t length;
		const char *name = jschema_property_name(token, i, &length);
		buffer_format(b, "%s%.*s", i ? ", " : "", (int)length, name);
	}
}

/* whether the name is one of what holds tokens */
static bool
is_around(const struct options *o, const char *path)
{
	static const char *const names[] = {"page", "list"};
	bool known = false;
	for (size_t i = 0; i < COUNT(names) && !known; i++)
		known = path_is_known(
		    jschema_schema_root(builtin_compiled(names[i], !o->no_format)), path);
	return known;
}

void
required_warn(const struct options *o)
{
	if (o->schema || !o->required_count)
		return;
	struct jschema_subschema token =
	    jschema_schema_root(builtin_compiled("update", !o->no_format));
	struct buffer names = {0};
	required_words(&names);
	path_words(&names, token);
	for (size_t i = 0; i < o->required_count; i++) {
		struct buffer nearest = {0};
		char *path = xstrndup(o->required[i].text, o->required[i].length);
		slips_advise(&nearest, &names, path, strlen(path));
		if (is_around(o, path)) {
			nearest.length = 0;
			buffer_say(&nearest,
			    " of a token; a page has it, and --require asks the tokens in "
			    "it");
		}
		buffer_add(&nearest, "", 1);
		if (!path_is_known(token, path))
			warn("--require %s: the schema knows no such member%s", path,
			    nearest.text);
		free(path);
		free(nearest.text);
	}
	free(names.text);
}
