/* The quick way to the verdict that most documents have; judge.c has the other ones. */
#include "glance.h"

#include "canonical.h"
#include "secrets.h"
#include "twice.h"

bool
glance(struct glance *g, struct jschema_value root, const char *text, size_t length)
{
	const struct options *o = g->lint.options;
	struct subject subject = {.value = root, .pointer = ""};
	struct jschema_error error;
	struct buffer *unseen = &g->remarks.unseen;
	if ((!lint_recognises(&g->lint, &subject) &&
		(subject_recognise(&subject, o) || subject_is_stranger(&subject))) ||
	    twice_in(&subject) ||
	    (options_know_data(o) && secrets_may_be_in(text, length)) ||
	    jschema_check(schemas_choose(&g->choice, subject.shape), root, &error) !=
		JSCHEMA_VALID ||
	    (o->canonical && canonical_obstacle(root).document))
		return false;
	lint(&g->lint, &subject, &g->remarks);
	bool quiet = g->remarks.count == 0;
	for (size_t i = 0; quiet && i < unseen->length; i++)
		g->hints[(size_t)unseen->text[i]]++;
	unseen->length = 0;
	remarks_clear(&g->remarks);
	return quiet;
}

void
glance_free(struct glance *g)
{
	lint_free(&g->lint);
	remarks_free(&g->remarks);
}
